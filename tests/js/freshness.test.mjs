import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { freshnessWords, look } from '../../static/js/lib/freshness.js'
import { isNow, isOver } from '../../static/js/lib/dates.js'

const { thresholds, texts, cases } = JSON.parse(readFileSync(new URL('../cases/freshness.json', import.meta.url), 'utf8'))

for (const { assured, today, look: wanted, ...words } of cases) {
  test(`assured ${assured}, seen ${today}`, () => {
    assert.equal(look(assured, today, thresholds), wanted)
    for (const language of ['id', 'en']) {
      assert.equal(freshnessWords(assured, today, thresholds, texts[language], language), words[language])
    }
  })
}

test('a date is over when it is over where it is meant', () => {
  const midnight = Date.parse('2026-12-08T00:00:00+07:00')
  assert.equal(isOver('2026-12-07', midnight - 1, 'Asia/Jakarta'), false)
  assert.equal(isOver('2026-12-07', midnight, 'Asia/Jakarta'), true)
  assert.equal(isOver('2026-12-07', midnight, 'Europe/London'), false)
  assert.equal(isOver('2026-12-07', midnight - 2 * 3_600_000, 'Asia/Jayapura'), true)
})

test('a time is over at that minute', () => {
  const noon = Date.parse('2026-12-03T12:00:00+08:00')
  assert.equal(isOver('2026-12-03T12:00', noon - 1, 'Asia/Makassar'), false)
  assert.equal(isOver('2026-12-03T12:00', noon, 'Asia/Makassar'), true)
})

test('a stretch of dates holds from its first midnight to its last', () => {
  const at = (text) => isNow('2027-03-10', '2027-03-16', Date.parse(text), 'Asia/Jakarta')
  assert.deepEqual(
    ['2027-03-09T23:59:59+07:00', '2027-03-10T00:00:00+07:00', '2027-03-16T23:59:59+07:00', '2027-03-17T00:00:00+07:00'].map(at),
    [false, true, true, false],
  )
})
