/**
 * What is asked for, as it stands in the page's address, so that a search can be shared and gone back to.
 * A device's position is never in it.
 *
 * @typedef {object} Wish
 * @property {string} text - as typed
 * @property {string | null} place - code of the place chosen among namesakes
 * @property {string[]} services - ids, as are the next three
 * @property {string[]} facilities
 * @property {string[]} programmes
 * @property {string[]} legalStatus
 * @property {string} open - "", "now", or a day and time: "2-14.30" is Wednesday, half past two
 * @property {string[]} compare - ids of centres, three at most
 */

const LISTS = { services: 'service', facilities: 'facility', programmes: 'programme', legalStatus: 'legal' }
export const MOMENT = /^([0-6])-([01]\d|2[0-3])\.([0-5]\d)$/
export const COMPARED = 3

/**
 * @param {string} query - "?q=…"; what makes no sense in it is left out
 * @returns {Wish}
 */
export function readAddress(query) {
  const asked = new URLSearchParams(query)
  const open = asked.get('open') ?? ''
  return {
    text: (asked.get('q') ?? '').slice(0, 200),
    place: asked.get('place') || null,
    ...Object.fromEntries(Object.entries(LISTS).map(([name, key]) => [name, [...new Set(asked.getAll(key).filter(Boolean))]])),
    open: open === 'now' || MOMENT.test(open) ? open : '',
    compare: [...new Set(asked.getAll('compare'))].slice(0, COMPARED),
  }
}

/**
 * @param {Wish} wish
 * @returns {string} "?q=…", or "" where nothing is asked for
 */
export function writeAddress(wish) {
  const asked = new URLSearchParams()
  if (wish.text.trim()) asked.set('q', wish.text.trim())
  if (wish.place) asked.set('place', wish.place)
  for (const [name, key] of Object.entries(LISTS)) for (const id of wish[name]) asked.append(key, id)
  if (wish.open) asked.set('open', wish.open)
  for (const id of wish.compare) asked.append('compare', id)
  const query = asked.toString()
  return query && `?${query}`
}

/** @returns {Pick<Wish, 'services' | 'facilities' | 'programmes' | 'legalStatus' | 'open'>} */
export function filtersOf({ services, facilities, programmes, legalStatus, open }) {
  return { services, facilities, programmes, legalStatus, open }
}

/** @returns {number} how many filters are on */
export function countFilters(wish) {
  return Object.keys(LISTS).reduce((count, name) => count + wish[name].length, wish.open ? 1 : 0)
}

/** The same without any filter. */
export function withoutFilters(wish) {
  return { ...wish, ...Object.fromEntries(Object.keys(LISTS).map((name) => [name, []])), open: '' }
}
