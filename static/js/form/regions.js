/** The search for regions, fetched once somebody looks for one. */

import { openSearch } from '../lib/search.js'

/** @param {URL} folder @param {string} language */
export function openRegions(folder, language) {
  const fetchJson = async (name) => {
    const response = await fetch(new URL(name, folder))
    if (!response.ok) throw new Error(`${response.status} ${name}`)
    return response.json()
  }
  return openSearch({ language, fetchJson })
}
