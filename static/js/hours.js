import { dateAt, state, stateWords, weekday } from './lib/hours.js'

const MINUTE_MS = 60_000

/**
 * Says beside a centre's hours whether it is open and what comes next, and marks today's row.
 *
 * Kept true each minute, and when somebody comes back to the page.
 *
 * @param {HTMLElement} root - has data-hours: {schedule, texts} as JSON; in it an element
 *   [data-hours-now] for the words, which gets data-state, and the week's table with rows [data-day], 0 is Monday
 * @param {{ now?: () => Date }} [clock] - replaced in tests
 */
export function start(root, { now = () => new Date() } = {}) {
  const { schedule, texts } = JSON.parse(root.dataset.hours)
  const line = root.querySelector('[data-hours-now]')
  const days = root.querySelectorAll(':scope > table [data-day]')

  const update = () => {
    const instant = now().getTime()
    const current = state(schedule, instant)
    line.textContent = stateWords(current, schedule, instant, texts)
    line.dataset.state = current.kind
    line.hidden = false
    markDay(days, weekday(dateAt(instant, schedule.zone)))
  }
  const updateEachMinute = () => {
    update()
    setTimeout(updateEachMinute, MINUTE_MS - (now().getTime() % MINUTE_MS))
  }
  updateEachMinute()
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) update()
  })
}

/**
 * @param {NodeListOf<HTMLElement>} rows
 * @param {number} day - 0 is Monday
 */
function markDay(rows, day) {
  for (const row of rows) {
    if (Number(row.dataset.day) === day) row.setAttribute('aria-current', 'date')
    else row.removeAttribute('aria-current')
  }
}
