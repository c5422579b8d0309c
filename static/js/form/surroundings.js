/**
 * What a centre is held against besides the lists of the field list: the other centres, the table of regions, and what
 * is known of the parts that it names. Fetched while somebody fills in the form.
 */

import { partOf, regionOf } from '../lib/beside.js'
import { RegionTable } from '../lib/region_table.js'

/**
 * @param {any} index - data/form/index.json
 * @param {URL} folder - of that
 * @param {(name: string | URL) => Promise<any>} fetchJson - throws where there is no network
 */
export function openSurroundings(index, folder, fetchJson) {
  /** @type {import('../lib/beside.js').Surroundings | null} */
  let known = null
  const asked = new Map() // by what is fetched, a promise of whether it came

  const once = (name, fetched) => {
    if (!asked.has(name)) asked.set(name, fetched().then(() => true, failed))
    return asked.get(name)
  }
  const failed = (error) => {
    if (!(error instanceof TypeError) && !/^\d{3} /.test(error.message)) throw error
    return false
  }

  const openTable = async () => {
    const [others, { rows, aliases, paged }] = await Promise.all([fetchJson(index.others), fetchJson(index.regions)])
    known = { ...others, paged, regions: new RegionTable(rows, aliases), parts: new Map() }
  }
  const openPart = async (part) => {
    const file = index.parts[part]
    known.parts.set(part, file ? await fetchJson(new URL(`../places/${file}`, folder)) : null)
  }

  return {
    /** What is there already; null: not even the table. */
    get known() {
      return known
    },

    /**
     * Sees that all is there that the checks of these codes need.
     *
     * @param {string[]} codes
     * @returns {Promise<boolean>} false: something could not be fetched; the next call tries again
     */
    async need(codes) {
      const parts = [...new Set(codes.map(partOf))]
      let isThere = await once('', openTable)
      if (isThere) {
        const came = await Promise.all(parts.filter((part) => known.regions.get(part)).map((part) => once(part, () => openPart(part))))
        isThere = came.every(Boolean)
      }
      if (!isThere) for (const [name, came] of asked) if (!(await came)) asked.delete(name)
      return isThere
    },

    /** A region's name and those around it, the smallest first; '' if there is none, or it is not known yet. */
    nameOf(code) {
      const names = []
      for (let at = known && regionOf(code, known); at; at = known.regions.get(at.parent)) names.push(at.name)
      return names.join(', ')
    },
  }
}
