import { hideOver } from './dated.js'
import { isNow } from './lib/dates.js'
import { dateAt, hoursOn, seasonOn, state, stateWords, weekday } from './lib/hours.js'

const MINUTE_MS = 60_000

/**
 * Says beside a centre's hours, or those of its services, whether it is open and what comes next; marks what holds
 * today and hides what is over.
 *
 * Kept true each minute, and when somebody comes back to the page.
 *
 * @param {HTMLElement} root - has data-hours: {schedule, texts} as JSON; in it
 *   - elements [data-hours-now] for the words, which get data-state; data-service is a service's own week as JSON
 *   - tables [data-week], the ordinary one and, by number, those of the seasons, with rows [data-day], 0 is Monday
 *   - lists [data-dated] of what holds instead on some dates, with items [data-first] [data-last]
 * @param {{ now?: () => Date }} [clock] - replaced in tests
 */
export function start(root, { now = () => new Date() } = {}) {
  const { schedule, texts } = JSON.parse(root.dataset.hours)
  const lines = [...root.querySelectorAll('[data-hours-now]')].map((line) => ({
    line,
    schedule: line.dataset.service ? ofService(schedule, JSON.parse(line.dataset.service)) : schedule,
  }))

  const update = () => {
    const instant = now().getTime()
    for (const { line, schedule } of lines) {
      const current = state(schedule, instant)
      line.textContent = stateWords(current, schedule, instant, texts)
      line.dataset.state = current.kind
      line.hidden = false
    }
    markToday(root, schedule, instant)
    for (const list of root.querySelectorAll('[data-dated]')) hideOver(list, instant, schedule.zone, list)
  }
  const updateEachMinute = () => {
    update()
    setTimeout(updateEachMinute, MINUTE_MS - (now().getTime() % MINUTE_MS))
  }
  updateEachMinute()
  openSeason(root, schedule, now().getTime())
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) update()
  })
}

/**
 * The schedule of a service with a week of its own, as hours.data_for_browser would make it.
 *
 * @param {import('./lib/hours.js').Schedule} schedule - the centre's
 * @param {import('./lib/hours.js').Span[][]} service
 */
export function ofService(schedule, service) {
  return { weekly: service, ...schedule, service }
}

/** Marks the row of today's weekday in the week that holds, and the dates that hold instead of it. */
function markToday(root, schedule, instant) {
  const date = dateAt(instant, schedule.zone)
  const { rule } = hoursOn(schedule, date)
  const season = rule === 'season' ? String(schedule.seasons.indexOf(seasonOn(schedule, date))) : ''
  const usual = rule === 'season' || rule === 'week'
  for (const table of root.querySelectorAll('[data-week]')) {
    const holds = usual && table.dataset.week === season
    for (const row of table.querySelectorAll('[data-day]')) mark(row, holds && Number(row.dataset.day) === weekday(date))
  }
  for (const item of root.querySelectorAll('[data-dated] [data-first]')) {
    mark(item, isNow(item.dataset.first, item.dataset.last, instant, schedule.zone))
  }
}

/** The season that holds today is not to be looked for behind its name. */
function openSeason(root, schedule, instant) {
  const season = seasonOn(schedule, dateAt(instant, schedule.zone))
  if (season) root.querySelector(`[data-week="${schedule.seasons.indexOf(season)}"]`)?.closest('details')?.setAttribute('open', '')
}

/**
 * @param {Element} element
 * @param {boolean} today
 */
function mark(element, today) {
  if (today) element.setAttribute('aria-current', 'date')
  else element.removeAttribute('aria-current')
}
