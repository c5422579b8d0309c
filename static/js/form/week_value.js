/**
 * A week between the form, where each day has a text of its own, and the file, where days share a line. No DOM.
 *
 * @typedef {Record<string, string>} Weekly - as the file says it: {"Senin-Kamis": "08.00-16.00"}
 * @typedef {(string | null)[]} Days - seven texts from Monday; null: closed
 */

import { DAY_NAMES, readDays, readSpans, WEEK, writeDays } from '../lib/hours_text.js'
import { WrongValue } from '../lib/wrong.js'

export const OPEN = '?:?' // stands for a time that nobody has typed yet; the check asks for it

/** @param {() => any} read @returns {any} null: it can't be read */
function tried(read) {
  try {
    return read()
  } catch (error) {
    if (error instanceof WrongValue) return null
    throw error
  }
}

/**
 * @param {Weekly | undefined} weekly
 * @returns {Days}
 */
export function daysOf(weekly = {}) {
  const days = WEEK.map(() => null)
  for (const [key, text] of Object.entries(weekly)) {
    for (const day of tried(() => readDays(key)) ?? []) days[day] = isClosed(text) ? null : text
  }
  return days
}

/** Whether two texts tell the same hours. */
export function sameHours(one, other) {
  if (one === other) return true
  if (one === null || other === null) return isClosed(one ?? other)
  const [own, its] = [one, other].map((text) => tried(() => readSpans(text)))
  return own !== null && its !== null && JSON.stringify(own) === JSON.stringify(its)
}

const isClosed = (text) => tried(() => readSpans(text))?.length === 0

/**
 * The file's lines for these days. Lines whose days did not change stay as they are.
 *
 * @param {Days} days
 * @param {Weekly | undefined} before
 * @param {string} language - of day names where the file has none yet
 * @returns {Weekly | undefined} undefined: no day is open, and none was told
 */
export function weeklyOf(days, before, language) {
  const old = Object.entries(before ?? {}).map(([key, text]) => ({ key, text, days: tried(() => readDays(key)) ?? [] }))
  if (!old.length && days.every((text) => text === null)) return undefined
  const own = languageOf(old) ?? language
  const closed = own === 'id' ? 'tutup' : 'closed'
  const lines = []
  for (const line of old) {
    const groups = grouped(line.days, (day) => (sameHours(days[day], isClosed(line.text) ? null : line.text) ? line.text : (days[day] ?? closed)))
    if (groups.length <= 1) lines.push({ ...line, text: groups[0]?.text ?? line.text })
    else lines.push(...groups.map((group) => ({ ...group, key: writeDays(group.days, own) })))
  }
  const told = new Set(old.flatMap((line) => line.days))
  const added = WEEK.filter((day) => !told.has(day) && days[day] !== null)
  for (const group of grouped(added, (day) => days[day])) {
    const alike = lines.filter(({ text }) => sameHours(text, group.text))
    const line = alike.find((other) => other.days.includes(group.days[0] - 1)) ?? alike[0]
    if (line) {
      line.days = [...line.days, ...group.days]
      line.key = writeDays(line.days, own)
    } else lines.push({ ...group, key: writeDays(group.days, own) })
  }
  lines.sort((one, other) => Math.min(...one.days) - Math.min(...other.days))
  return Object.fromEntries(lines.map(({ key, text }) => [key, text]))
}

/** Days with the same text together, in order of the first. */
function grouped(days, textOf) {
  const groups = []
  for (const day of days) {
    const text = textOf(day)
    const group = groups.find((other) => sameHours(other.text, text))
    if (group) group.days.push(day)
    else groups.push({ text, days: [day] })
  }
  return groups
}

function languageOf(lines) {
  const first = lines[0]?.key.toLowerCase().slice(0, 3)
  return Object.keys(DAY_NAMES).find((language) => DAY_NAMES[language].some((name) => first && name.toLowerCase().startsWith(first)))
}
