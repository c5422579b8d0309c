/** Where the device is, told by outlines that this site has: those of the map. */

import { placed } from '../lib/whereabouts.js'

/**
 * @param {URL} map - the outermost outlines; they are fetched at once
 * @returns {(point: import('../lib/search.js').Point, regions: import('../lib/search.js').Place[]) => Promise<import('../lib/search.js').Point>}
 */
export function openWhereabouts(map) {
  const whole = fetchJson(map)
  whole.catch(() => {}) // told to whoever asks
  return async (point, regions) => placed(point, regions, (await whole).parts, (name) => fetchJson(new URL(name, map)))
}

async function fetchJson(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status} ${url}`)
  return response.json()
}
