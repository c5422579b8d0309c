import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { hoursOn, readDate, state, stateWords, weekday } from '../../static/js/lib/hours.js'

const table = JSON.parse(readFileSync(new URL('../cases/hours.json', import.meta.url), 'utf8'))

for (const { schedule: name, name: about, at, state: kind, until, words = {} } of table.cases) {
  test(`${name}, ${at}: ${about}`, () => {
    const instant = Date.parse(at)
    for (const language of ['id', 'en']) {
      const schedule = table.schedules[name][language]
      const found = state(schedule, instant)
      assert.equal(found.kind, kind)
      assert.equal(found.until, until === null ? null : Date.parse(until))
      const said = stateWords(found, schedule, instant, table.texts[language])
      if (language in words) assert.equal(said, words[language])
      else assert.doesNotMatch(said, /undefined|NaN|null|[{}]/)
    }
  })
}

test('dates and weekdays', () => {
  assert.equal(readDate('1970-01-01'), 0)
  assert.equal(weekday(readDate('2026-11-02')), 0)
  assert.equal(weekday(readDate('2026-11-08')), 6)
  assert.equal(weekday(readDate('1969-12-29')), 0)
})

test('a date tells by which rule it is closed', () => {
  const schedule = table.schedules['office-2026'].id
  assert.deepEqual(hoursOn(schedule, readDate('2026-12-25')), { spans: [], rule: 'holiday', reason: 'Natal' })
  assert.deepEqual(hoursOn(schedule, readDate('2026-12-26')), { spans: [], rule: 'week' })
  assert.deepEqual(hoursOn(schedule, readDate('2027-01-04')), { spans: null, rule: 'calendar-ended' })
})
