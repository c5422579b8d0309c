/**
 * Hours as staff type them, and as they are written back: "Senin-Kamis", "08.00-12.00, 13.00-16.30". The same rules
 * and problems as in sitegen/hours.py; tests/cases/field_checks.json holds both to one table.
 *
 * @typedef {[number, number]} Span - minutes from midnight; the end is over 1440 when it closes the next day
 */

import { closeMatch } from './alike.js'
import { WrongValue } from './wrong.js'

export const DAY = 1440
const LONGEST_NIGHT = 720

/** The days from Monday. */
export const WEEK = [0, 1, 2, 3, 4, 5, 6]

export const DAY_NAMES = {
  id: ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
const CLOSED = { id: 'tutup', en: 'closed' }
const EVERY_DAY = ['setiap hari', 'tiap hari', 'every day', 'daily']
/** Words for several days that mean others elsewhere: only guessed, never read. */
const DAY_GROUPS = {
  'hari kerja': 'Senin-Jumat',
  weekday: 'Senin-Jumat',
  weekdays: 'Senin-Jumat',
  'akhir pekan': 'Sabtu, Minggu',
  weekend: 'Sabtu, Minggu',
  weekends: 'Sabtu, Minggu',
}
const ALL_DAY = ['24 jam', '24 hours']

const NAMES = new Map(Object.values(DAY_NAMES).flat().map((name) => [name.toLowerCase(), name]))
const DAYS = new Map([
  ...Object.values(DAY_NAMES).flatMap((names) =>
    names.flatMap((name, day) => [[name.toLowerCase(), day], [name.slice(0, 3).toLowerCase(), day]]),
  ),
  ['ahad', 6],
])

const LIST = /,|(?<![\p{L}\p{N}_])(?:dan|and)(?![\p{L}\p{N}_])|&/giu
const RANGE = /[-–—]|(?<![\p{L}\p{N}_])(?:s[./]?d(?![\p{L}\p{N}_])\.?|(?:sampai|hingga|to)(?![\p{L}\p{N}_]))/giu
const TIME = /^([0-9]{1,2})[.:]([0-9]{2})$/
const NEARLY_TIME = /^(?:pukul|pkl\.?|jam)?\s*([0-9]{1,2})[^0-9]?([0-9]{1,2})?\s*(?:am|(pm)|wib|wita|wit)?$/i
const CLOCK = /[0-9]{1,2}[.:][0-9]{2}/g
const BREAK = /istirahat|ishoma|rehat|kecuali|break|except/i
const COMMA_IN_TIME = /(?<![0-9.:])([0-9]{1,2}),([0-9]{2})(?![0-9.:])/g // 08,00
const TWO_TIMES = /([0-9]{1,2}[.:][0-9]{2})[^0-9]+([0-9]{1,2}[.:][0-9]{2})/g

/**
 * The days of "Senin-Kamis", "Sen, Rab" or "Sabtu s.d. Senin", in order; 0 is Monday.
 *
 * @param {string} text
 * @returns {number[]}
 */
export function readDays(text) {
  if (EVERY_DAY.includes(folded(text))) return WEEK
  const days = new Set()
  for (const part of parts(LIST, text)) {
    const names = parts(RANGE, part)
    if (names.includes('')) throw new WrongValue('hours-day', { typed: text })
    const ends = names.map(readDay)
    if (ends.length > 2) throw new WrongValue('hours-day', { typed: part })
    for (const day of between(ends[0], ends.at(-1))) {
      if (days.has(day)) throw new WrongValue('hours-day-twice', { typed: writeDays([day]) })
      days.add(day)
    }
  }
  return [...days].sort((one, other) => one - other)
}

/** Whether two keys have a day in common; what names no days has none. */
export function shareDay(one, other) {
  try {
    const days = readDays(one)
    return readDays(other).some((day) => days.includes(day))
  } catch (error) {
    if (error instanceof WrongValue) return false
    throw error
  }
}

/**
 * The spans of "08.00-12.00, 13.00-16.30" in order of the clock; [] for "tutup" and "closed".
 *
 * @param {string} text
 * @returns {Span[]}
 */
export function readSpans(text) {
  const word = folded(text)
  if (Object.values(CLOSED).includes(word)) return []
  if (ALL_DAY.includes(word)) return [[0, DAY]]
  const pointed = text.replace(COMMA_IN_TIME, '$1.$2')
  const sessions = parts(LIST, text)
  if (BREAK.test(text) || pointed !== text || sessions.includes('')) {
    throw new WrongValue('hours-span', { typed: text, ...guessing(meantSpans(pointed)) })
  }
  const spans = []
  for (const part of sessions) {
    const span = readSpan(part)
    const other = spans.find((own) => own[0] < span[1] && span[0] < own[1])
    if (other) throw new WrongValue('hours-overlap', { typed: part, other: writeSpans([other]) })
    spans.push(span)
  }
  return spans.sort((one, other) => one[0] - other[0] || one[1] - other[1])
}

/**
 * What is wrong between the entries of a week; `entry` says which one is at fault. What holds for several days of the
 * same two entries is told of the first.
 *
 * @param {[number[], Span[]][]} entries
 * @returns {{ entry: number, fault: WrongValue }[]}
 */
export function weekFaults(entries) {
  const faults = []
  const told = new Map()
  const faulty = new Set()
  const add = (other, entry, code, values) => {
    if (!faulty.has(`${other} ${entry}`)) faults.push({ entry, fault: new WrongValue(code, values) })
    faulty.add(`${other} ${entry}`)
  }
  entries.forEach(([days, spans], entry) => {
    for (const day of days) {
      if (told.has(day)) add(told.get(day).entry, entry, 'hours-day-twice', { typed: writeDays([day]) })
      else told.set(day, { entry, spans })
    }
  })
  for (const [day, { entry, spans }] of [...told].sort(([one], [other]) => one - other)) {
    const following = (day + 1) % 7
    const next = told.get(following)
    if (!spans.length || !next?.spans.length || spans.at(-1)[1] - DAY <= next.spans[0][0]) continue
    const values = {
      typed: writeSpans(next.spans.slice(0, 1)),
      day: writeDays([following]),
      other: writeSpans(spans.slice(-1)),
      other_day: writeDays([day]),
    }
    add(entry, next.entry, 'hours-overlap-night', values)
  }
  return faults
}

/**
 * "Senin-Kamis", "Senin, Rabu", "Sabtu-Senin": what `readDays` reads back.
 *
 * @param {number[]} days
 * @param {string} [language]
 */
export function writeDays(days, language = 'id') {
  const names = DAY_NAMES[language] ?? DAY_NAMES.en
  const wanted = new Set(days)
  if (wanted.size === 7) return `${names[0]}-${names[6]}`
  const written = []
  for (const first of [...wanted].sort((one, other) => one - other)) {
    if (wanted.has((first + 6) % 7)) continue
    let run = 1
    while (wanted.has((first + run) % 7)) run += 1
    if (run > 2) written.push(`${names[first]}-${names[(first + run - 1) % 7]}`)
    else for (let step = 0; step < run; step += 1) written.push(names[(first + step) % 7])
  }
  return written.join(', ')
}

/**
 * "08.00-12.00, 13.00-16.30", "tutup": what `readSpans` reads back.
 *
 * @param {Span[]} spans
 * @param {string} [language]
 * @param {string} [point]
 */
export function writeSpans(spans, language = 'id', point = language === 'id' ? '.' : ':') {
  const written = spans.map(([opens, closes]) => `${clock(opens, point)}-${clock(closes, point)}`)
  return written.join(', ') || (CLOSED[language] ?? CLOSED.en)
}

/** Minutes as a clock shows them: 480 "08:00", 1440 "24:00", 1560 "02:00" of the next day. */
export function clock(minutes, point = ':') {
  const shown = minutes > DAY ? minutes - DAY : minutes
  return `${pad(Math.floor(shown / 60))}${point}${pad(shown % 60)}`
}

const pad = (number) => String(number).padStart(2, '0')
const folded = (text) => text.toLowerCase().split(/\s+/).filter(Boolean).join(' ')
const parts = (separator, text) => text.split(separator).map((part) => part.trim())
const between = (first, last) => Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, step) => (first + step) % 7)
const guessing = (guess) => (guess ? { guess } : {})

function readDay(text) {
  const word = text.toLowerCase().replace(/\.+$/, '').replace(/['’]/g, '')
  const day = DAYS.get(word)
  if (day !== undefined) return day
  const guess = DAY_GROUPS[word] ?? NAMES.get(closeMatch(word, [...NAMES.keys()], 0.7))
  throw new WrongValue('hours-day', { typed: text, ...guessing(guess) })
}

function readSpan(text) {
  const ends = parts(RANGE, text)
  if (ends.length !== 2 || ends.includes('')) throw new WrongValue('hours-span', { typed: text, ...guessing(meantSpans(text)) })
  const [opens, closes] = ends.map(readTime)
  if (opens === DAY) throw new WrongValue('hours-time', { typed: ends[0], guess: clock(0, '.') })
  if (opens === closes) throw new WrongValue('hours-span-empty', { typed: text })
  if (closes === 0) return [opens, DAY]
  if (closes > opens) return [opens, closes]
  if (closes + DAY - opens <= LONGEST_NIGHT) return [opens, closes + DAY]
  const meant = opens - 720 < closes && closes <= 360 ? [opens, closes + 720] : [closes, opens]
  throw new WrongValue('hours-span-backwards', { typed: text, guess: writeSpans([meant]) })
}

/**
 * What hours may mean that are parted by other signs than commas, or told with their break; null where one of the
 * times would be lost, or where they are of several days.
 */
function meantSpans(text) {
  const times = [...text.matchAll(TWO_TIMES)]
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const ofDays = times.length > 1 && words.some((word) => DAYS.has(word))
  if (!times.length || 2 * times.length !== text.match(CLOCK).length || ofDays) return null
  let spans
  try {
    spans = times.map(([, opens, closes]) => readSpan(`${opens}-${closes}`)).sort((one, other) => one[0] - other[0] || one[1] - other[1])
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error
    return null
  }
  const [[opens, closes], [begins, ends] = []] = spans
  if (spans.length === 2 && BREAK.test(text) && opens < begins && ends < closes) spans = [[opens, begins], [ends, closes]]
  const overlaps = spans.some(([begun], at) => at > 0 && begun < spans[at - 1][1])
  return overlaps ? null : writeSpans(spans)
}

function readTime(text) {
  const match = TIME.exec(text)
  const minutes = match && Number(match[2]) < 60 ? Number(match[1]) * 60 + Number(match[2]) : Infinity
  if (minutes <= DAY) return minutes
  throw new WrongValue('hours-time', { typed: text, ...guessing(nearlyTime(text.replace(/\.+$/, ''))) })
}

/** What "8", "1600", "16.0" or "4 pm" may mean. */
function nearlyTime(text) {
  const match = NEARLY_TIME.exec(text)
  if (!match) return null
  const minute = Number((match[2] ?? '0').padEnd(2, '0'))
  const hour = Number(match[1]) + (match[3] && Number(match[1]) < 12 ? 12 : 0)
  return hour < 24 && minute < 60 ? clock(hour * 60 + minute, '.') : null
}
