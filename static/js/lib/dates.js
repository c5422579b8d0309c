import { wallTime } from './hours.js'

const DAY_MS = 86_400_000

/**
 * Whether something dated is over where it takes place. No DOM and no clock here.
 *
 * @param {string} last - ISO date, which is included, or ISO date and time
 * @param {number} instant
 * @param {string} zone - IANA name
 * @returns {boolean}
 */
export function isOver(last, instant, zone) {
  const end = last.includes('T') ? Date.parse(`${last}Z`) : Date.parse(last) + DAY_MS
  return wallTime(instant, zone) >= end
}

/**
 * Whether a date lies between two, both included.
 *
 * @param {string} first - ISO date
 * @param {string} last - ISO date
 * @param {number} instant
 * @param {string} zone - IANA name
 * @returns {boolean}
 */
export function isNow(first, last, instant, zone) {
  return wallTime(instant, zone) >= Date.parse(first) && !isOver(last, instant, zone)
}
