/**
 * How old an assurance is, reckoned as sitegen/freshness.py does; tests/cases/freshness.json holds both to one table.
 * Dates are ISO text. No DOM and no clock here.
 *
 * @typedef {object} Thresholds
 * @property {number} ageing - days from which it counts as ageing
 * @property {number} old - days from which it counts as old
 */

const DAY_MS = 86_400_000
const DAYS_ARE_TOLD = 14

/**
 * @param {string} assured
 * @param {string} today
 * @param {Thresholds} thresholds
 * @returns {'fresh' | 'ageing' | 'old'}
 */
export function look(assured, today, { ageing, old }) {
  const days = daysBetween(assured, today)
  return days >= old ? 'old' : days >= ageing ? 'ageing' : 'fresh'
}

/**
 * An age as unit and count; a date to come counts as today, for clocks differ by zone.
 *
 * @param {string} assured
 * @param {string} today
 * @returns {[string, number]}
 */
export function age(assured, today) {
  const days = daysBetween(assured, today)
  const [year, month, day] = assured.split('-').map(Number)
  const [thisYear, thisMonth, thisDay] = today.split('-').map(Number)
  const months = (thisYear - year) * 12 + thisMonth - month - (thisDay < day ? 1 : 0)
  if (days <= 0) return ['today', 0]
  if (days === 1) return ['yesterday', 1]
  if (days < DAYS_ARE_TOLD) return ['days', days]
  if (months < 2) return ['weeks', Math.floor(days / 7)]
  if (months < 24) return ['months', months]
  return ['years', Math.floor(months / 12)]
}

/**
 * "3 bulan lalu", and by its look what to make of it.
 *
 * @param {string} assured
 * @param {string} today
 * @param {Thresholds} thresholds
 * @param {Record<string, string | Record<string, string>>} texts - where a count decides: by plural form
 * @param {string} language
 * @returns {string}
 */
export function freshnessWords(assured, today, thresholds, texts, language) {
  const [unit, count] = age(assured, today)
  const entry = texts[unit]
  const form = typeof entry === 'string' ? entry : (entry[new Intl.PluralRules(language).select(count)] ?? entry.other)
  const words = form.replace('{count}', String(count))
  return /** @type {string} */ (texts[look(assured, today, thresholds)]).replace('{age}', words)
}

/**
 * @param {string} first
 * @param {string} last
 * @returns {number}
 */
function daysBetween(first, last) {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS
}
