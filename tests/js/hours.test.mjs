import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { ofService, start } from '../../static/js/hours.js'
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

test('a service is told by its week beside the schedule of the centre', () => {
  const services = Object.values(table.schedules).filter(({ id }) => id.service)
  assert.ok(services.length > 1)
  for (const { id, written } of services) {
    const { service, ...centre } = id
    if (!written.weekly) delete centre.weekly // then the browser is told no hours of the centre
    assert.deepEqual(ofService(centre, service), id)
  }
})

test('the line beside the hours is kept true, and today is marked', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  const listeners = []
  globalThis.document = { hidden: false, addEventListener: (_, listener) => listeners.push(listener) }
  const { root, line, rows } = fakeHours('office')
  let shown = '2026-11-02T15:59:30+08:00'

  start(root, { now: () => new Date(shown) })
  assert.equal(line.textContent, 'Buka sampai 16.00 WITA')
  assert.equal(line.hidden, false)
  assert.equal(line.dataset.state, 'open')
  assert.deepEqual(marked(rows), [0])

  shown = '2026-11-02T16:00:00+08:00'
  context.mock.timers.tick(29_999)
  assert.equal(line.dataset.state, 'open')
  context.mock.timers.tick(1)
  assert.equal(line.textContent, 'Tutup, buka besok 08.00 WITA')
  assert.equal(line.dataset.state, 'closed')

  shown = '2026-11-08T12:00:00+08:00' // the device slept, then somebody looks again
  for (const listener of listeners) listener()
  assert.equal(line.textContent, 'Tutup, buka besok 08.00 WITA')
  assert.deepEqual(marked(rows), [6])
})

function fakeHours(name) {
  const line = { hidden: true, dataset: {}, textContent: '' }
  const rows = Array.from({ length: 7 }, (_, day) => ({
    dataset: { day: String(day) },
    current: undefined,
    setAttribute(attribute, value) {
      assert.equal(attribute, 'aria-current')
      this.current = value
    },
    removeAttribute() {
      this.current = undefined
    },
  }))
  const week = { dataset: { week: '' }, querySelectorAll: () => rows }
  const found = { '[data-hours-now]': [line], '[data-week]': [week] }
  const root = {
    dataset: { hours: JSON.stringify({ schedule: table.schedules[name].id, texts: table.texts.id }) },
    querySelectorAll: (selector) => found[selector] ?? [],
  }
  return { root, line, rows }
}

function marked(rows) {
  return rows.flatMap(({ current }, day) => (current === 'date' ? [day] : []))
}
