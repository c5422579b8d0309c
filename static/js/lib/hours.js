/**
 * Opening hours, reckoned as sitegen/hours.py does: the rules stand at the top of that file, and
 * tests/cases/hours.json holds both to one table. No DOM and no clock here.
 *
 * A date is a number of days since 1 January 1970; a wall time is what the centre's clock shows, in
 * milliseconds as if it were UTC; an instant is milliseconds since the epoch.
 *
 * @typedef {[number, number]} Span - minutes from 00:00 of the date on which it opens
 * @typedef {{ first: string, last: string }} Dated - ISO dates, both included
 * @typedef {Dated & { spans: Span[], reason?: string }} Special
 * @typedef {Dated & { weekly: Span[][] }} Season
 *
 * @typedef {object} Schedule - what hours_words.data_for_browser makes; what is empty is left out
 * @property {string} zone - IANA name
 * @property {string} [label] - the zone's name for readers
 * @property {Span[][]} [weekly] - seven days from Monday; absent: no hours are known
 * @property {Season[]} [seasons]
 * @property {Special[]} [exceptions]
 * @property {Special[]} [notices]
 * @property {Record<string, string>} [holidays] - names by ISO date
 * @property {Record<string, string>} [estimated]
 * @property {string} [calendar_until] - ISO date
 * @property {Span[][]} [service] - a service's own week
 * @property {boolean} [closed] - temporarily
 * @property {string} [closed_until] - ISO date
 *
 * @typedef {object} DayHours
 * @property {Span[] | null} spans - null: not known
 * @property {string} rule
 * @property {string} [reason]
 *
 * @typedef {object} State
 * @property {'open' | 'closed' | 'unknown' | 'temporarily_closed'} kind
 * @property {number | null} until - instant of the next change; null: not known, or never
 * @property {string} [rule] - why it is not open
 * @property {string} [reason] - the words of that rule
 */

const DAY = 1440
const MINUTE_MS = 60_000
const DAY_MS = DAY * MINUTE_MS
const HORIZON_DAYS = 400

/**
 * The spans that begin on a date.
 *
 * @param {Schedule} schedule
 * @param {number} date
 * @returns {DayHours}
 */
export function hoursOn(schedule, date) {
  const { closed, closed_until: closedUntil, service } = schedule
  if (closed && (!closedUntil || date <= readDate(closedUntil))) return { spans: [], rule: 'closure' }
  const told = toldOn(schedule, date)
  if (!service || !told.spans) return told
  // Where the house is open, what made its hours others is no reason for a service to be closed.
  const reason = told.spans.length ? undefined : told.reason
  return { ...told, reason, spans: shared(schedule, date, service[weekday(date)]) }
}

/**
 * The season that a date is in.
 *
 * @param {Schedule} schedule
 * @param {number} date
 * @returns {Season | undefined}
 */
export function seasonOn(schedule, date) {
  return mostExact(schedule.seasons, date)
}

/**
 * Whether it is open at an instant, and the next change.
 *
 * @param {Schedule} schedule
 * @param {number} instant
 * @returns {State}
 */
export function state(schedule, instant) {
  const today = dateAt(instant, schedule.zone)
  const [opens, closes] = nextStretch(schedule, today, instant)
  if (opens !== null && opens <= instant) return { kind: 'open', until: closes }
  const { spans, rule, reason } = hoursOn(schedule, today)
  if (!spans) return { kind: 'unknown', until: null, rule, reason }
  if (rule === 'closure') return { kind: 'temporarily_closed', until: opens, rule }
  return { kind: 'closed', until: opens, rule, reason: spans.length ? undefined : reason }
}

/**
 * A state in words.
 *
 * @param {State} state
 * @param {Schedule} schedule
 * @param {number} instant
 * @param {Record<string, any>} texts - what hours_words.browser_texts makes
 * @returns {string}
 */
export function stateWords(state, schedule, instant, texts) {
  const { kind, until, rule, reason } = state
  if (kind === 'open') {
    if (until === null) return texts['state.open']
    return fill(texts['state.open_until'], { when: closingWords(until, instant, schedule, texts) })
  }
  if (kind === 'unknown') {
    if (rule === 'calendar-ended') {
      return fill(texts['state.calendar_ended'], { date: dateWords(readDate(schedule.calendar_until), texts) })
    }
    return rule === 'holiday-estimated' ? fill(texts['state.holiday_estimated'], { reason }) : texts['state.no_hours']
  }
  let closed = reason ? fill(texts['state.closed_because'], { reason }) : texts['state.closed']
  if (kind === 'temporarily_closed') {
    closed = texts['state.temporarily_closed']
    if (until === null && schedule.closed_until) {
      return fill(texts['state.temporarily_closed_until'], { date: dateWords(readDate(schedule.closed_until), texts) })
    }
  }
  if (until === null) return closed
  const wall = wallTime(until, schedule.zone)
  return fill(texts['state.opens'], { closed, when: whenWords(wall, dateOf(wall), instant, schedule, texts) })
}

/**
 * Whether it is open at a minute of the next such weekday, today included.
 *
 * @param {Schedule} schedule
 * @param {number} instant
 * @param {number} day - 0 is Monday
 * @param {number} minute - of the day
 * @returns {boolean | null} null: not known
 */
export function isOpenOn(schedule, instant, day, minute) {
  const today = dateAt(instant, schedule.zone)
  const date = today + ((day - weekday(today) + 7) % 7)
  const { spans } = hoursOn(schedule, date)
  if (!spans) return null
  const night = hoursOn(schedule, date - 1).spans ?? []
  const within = (part, at) => part.some(([opens, closes]) => opens <= at && at < closes)
  return within(spans, minute) || within(night, minute + DAY)
}

/**
 * The date that the clock on the wall shows at an instant.
 *
 * @param {number} instant
 * @param {string} zone
 * @returns {number}
 */
export function dateAt(instant, zone) {
  return dateOf(wallTime(instant, zone))
}

/**
 * @param {number} date
 * @returns {number} 0 is Monday
 */
export function weekday(date) {
  return (((date + 3) % 7) + 7) % 7
}

/**
 * @param {string} iso - "2026-11-02"
 * @returns {number} date
 */
export function readDate(iso) {
  return Date.parse(iso) / DAY_MS
}

/**
 * What the clock on the wall shows at an instant.
 *
 * @param {number} instant
 * @param {string} zone
 * @returns {number} wall time
 */
export function wallTime(instant, zone) {
  /** @type {Record<string, number>} */
  const shown = {}
  for (const { type, value } of clockOf(zone).formatToParts(instant)) shown[type] = Number(value)
  const second = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second)
  return second + (((instant % 1000) + 1000) % 1000)
}

/**
 * @param {Schedule} schedule
 * @param {number} date
 * @returns {DayHours}
 */
function toldOn(schedule, date) {
  const { weekly, exceptions, notices, holidays, estimated, calendar_until: calendarUntil } = schedule
  if (!weekly) return { spans: null, rule: 'no-hours' }
  const exception = mostExact(exceptions, date)
  if (exception) return { spans: exception.spans, rule: 'exception', reason: exception.reason }
  const notice = mostExact(notices, date)
  if (notice) return { spans: notice.spans, rule: 'notice', reason: notice.reason }
  if (calendarUntil && date > readDate(calendarUntil)) return { spans: null, rule: 'calendar-ended' }
  const iso = new Date(date * DAY_MS).toISOString().slice(0, 10)
  if (holidays?.[iso]) return { spans: [], rule: 'holiday', reason: holidays[iso] }
  const season = seasonOn(schedule, date)
  const spans = (season ?? schedule).weekly[weekday(date)]
  if (spans.length && estimated?.[iso]) return { spans: null, rule: 'holiday-estimated', reason: estimated[iso] }
  return { spans, rule: season ? 'season' : 'week' }
}

/**
 * The rule with the fewest days of those that hold on a date; then the one that begins, or stands, last.
 *
 * @template {Dated} T
 * @param {T[] | undefined} rules
 * @param {number} date
 * @returns {T | undefined}
 */
function mostExact(rules = [], date) {
  let best
  let bestFirst = 0
  let bestDays = Infinity
  for (const rule of rules) {
    const first = readDate(rule.first)
    const last = readDate(rule.last)
    if (date < first || date > last) continue
    if (last - first < bestDays || (last - first === bestDays && first >= bestFirst)) {
      best = rule
      bestFirst = first
      bestDays = last - first
    }
  }
  return best
}

/**
 * What a service's spans have in common with the centre's, whose nights reach into other dates.
 *
 * @param {Schedule} schedule
 * @param {number} date
 * @param {Span[]} service
 * @returns {Span[]}
 */
function shared(schedule, date, service) {
  /** @type {Span[]} */
  const both = []
  for (const step of [-1, 0, 1]) {
    for (const [opens, closes] of toldOn(schedule, date + step).spans ?? []) {
      for (const own of service) {
        const first = Math.max(own[0], opens + step * DAY)
        const last = Math.min(own[1], closes + step * DAY)
        if (first < last) both.push([first, last])
      }
    }
  }
  return both.sort((one, other) => one[0] - other[0] || one[1] - other[1])
}

/**
 * The first time without a break in which it is open that is not over yet, as instants.
 *
 * It is looked for from yesterday on, up to the first date not known. The end is null where it is open all of
 * the last date that is known.
 *
 * @param {Schedule} schedule
 * @param {number} today
 * @param {number} instant
 * @returns {[number, number | null] | [null, null]}
 */
function nextStretch(schedule, today, instant) {
  const { zone } = schedule
  let start = null
  let end = -Infinity
  let last = today
  for (let date = today - 1; date < today + HORIZON_DAYS; date += 1) {
    const { spans } = hoursOn(schedule, date)
    if (!spans && date >= today) break
    last = date
    for (const span of spans ?? []) {
      const [opens, closes] = span.map((minutes) => instantOf(date * DAY_MS + minutes * MINUTE_MS, zone))
      if (opens === closes) continue // the clock skips it
      if (start !== null && opens <= end) {
        end = Math.max(closes, end)
      } else if (start !== null && end > instant) {
        return [start, end]
      } else {
        start = opens
        end = closes
      }
    }
  }
  if (start === null) return [null, null]
  const allDay = start <= instantOf(last * DAY_MS, zone) && end === instantOf((last + 1) * DAY_MS, zone)
  if (allDay && last >= today) return [start, null]
  return end > instant ? [start, end] : [null, null]
}

/**
 * When the clock on the wall first shows this time; where it skips it, when it does so.
 *
 * @param {number} wall
 * @param {string} zone
 * @returns {number} instant
 */
function instantOf(wall, zone) {
  // No zone changes its clock twice within three days, so one of these offsets holds; the larger comes first.
  const before = offsetAt(dateOf(wall) - 1, zone)
  const after = offsetAt(dateOf(wall) + 2, zone)
  if (before === after) return wall - before
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (wallTime(wall - offset, zone) === wall) return wall - offset
  }
  return instantOf(wall + MINUTE_MS, zone)
}

/** @type {Map<string, number>} */
const offsets = new Map()

/**
 * How far the clock is ahead of UTC when a date begins in UTC, remembered: asking Intl is slow.
 *
 * @param {number} date
 * @param {string} zone
 * @returns {number} milliseconds
 */
function offsetAt(date, zone) {
  const key = `${zone} ${date}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    offset = wallTime(date * DAY_MS, zone) - date * DAY_MS
    offsets.set(key, offset)
  }
  return offset
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map()

/**
 * @param {string} zone
 * @returns {Intl.DateTimeFormat}
 */
function clockOf(zone) {
  let clock = clocks.get(zone)
  if (!clock) {
    const numeric = 'numeric'
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    })
    clocks.set(zone, clock)
  }
  return clock
}

/**
 * @param {number} wall
 * @returns {number} date
 */
function dateOf(wall) {
  return Math.floor(wall / DAY_MS)
}

/** The time alone where no other day can be meant; midnight is 24.00 of the day before. */
function closingWords(until, instant, schedule, texts) {
  const wall = wallTime(until, schedule.zone)
  const date = wall % DAY_MS ? dateOf(wall) : dateOf(wall) - 1
  if (until - instant < DAY_MS) return atWords(wall, date, schedule, texts)
  return whenWords(wall, date, instant, schedule, texts)
}

function whenWords(wall, date, instant, schedule, texts) {
  const at = atWords(wall, date, schedule, texts)
  const count = date - dateAt(instant, schedule.zone)
  if (count === 0) return fill(texts['when.today'], { at })
  if (count === 1) return fill(texts['when.tomorrow'], { at })
  const values = { weekday: texts.weekdays[weekday(date)], date: dateWords(date, texts), at, count }
  return fill(texts[count < 7 ? 'when.week' : 'when.later'], values)
}

/** @returns {string} the time of day as seen from `date`, with its zone: "24.00 WITA" */
function atWords(wall, date, schedule, texts) {
  const minutes = (wall - date * DAY_MS) / MINUTE_MS
  const two = (number) => String(Math.floor(number)).padStart(2, '0')
  const time = two(minutes / 60) + texts.point + two(minutes % 60)
  return schedule.label ? fill(texts.at, { time, zone: schedule.label }) : time
}

/** As i18n.Translator.date writes it. */
function dateWords(date, texts) {
  const day = new Date(date * DAY_MS)
  return `${day.getUTCDate()} ${texts.months[day.getUTCMonth()]} ${day.getUTCFullYear()}`
}

/**
 * @param {string} template - with {names} in braces
 * @param {Record<string, unknown>} values
 * @returns {string}
 */
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
}
