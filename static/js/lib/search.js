/**
 * The search: place, need and centre from one box, and what is nearest. Put together from the other files
 * of this folder; no DOM, no clock, and nothing is fetched but through `fetchJson`.
 *
 * @typedef {object} Place - a region of any level, or a postal code
 * @property {string} code - of the region; of a postal code's: the region it lies in
 * @property {string} name - "Kabupaten Sleman", "Sukamaju", "63511"
 * @property {string} level - a level of the settings, such as "district", or "postal_code"
 * @property {boolean} small - it is below the core: a district, a village, a postal code
 * @property {string[]} within - names of what holds it, smallest first: ["Pacitan", "Kabupaten Pacitan", "Jawa Timur"]
 * @property {string[]} lineage - its code and the codes above, smallest first
 * @property {number | null} latitude - reference point, WGS 84; null: not known
 * @property {number | null} longitude
 * @property {string | null} island - the landmass of that point; null: not known
 * @property {number} centres - in the smallest counted region that holds it
 * @property {boolean} whole - all of its name was typed, not only how it begins
 * @property {number} score - of the match: 0 is the very name, larger is less like
 *
 * @typedef {object} Point - where somebody is; a Place is one, too
 * @property {number | null} latitude
 * @property {number | null} longitude
 * @property {string | null} [island]
 * @property {string[]} [lineage] - absent: nobody is said to serve it
 *
 * @typedef {object} Centre
 * @property {string} id - the last part of its page's address
 * @property {string} name - in the reader's language
 * @property {string[]} names - all that it is called, in any language
 * @property {string[]} area - names of the regions it is in, smallest first
 * @property {string[]} lineage - their codes
 * @property {number | null} latitude - null: known too roughly for a distance
 * @property {number | null} longitude
 * @property {boolean} exact - the point is its own, not a region's
 * @property {string | null} island
 * @property {string} status - active | temporarily_closed | planned | closed
 * @property {string | null} address - street address
 * @property {string | null} legalStatus
 * @property {string[]} services - ids, as are the next three
 * @property {string[]} facilities
 * @property {string[]} programmes
 * @property {string[]} partners
 * @property {string[]} commodities - words, in the reader's language
 * @property {string[]} serves - region codes of its catchment
 * @property {import('./hours.js').Schedule | null} schedule - null: no hours are known
 *
 * @typedef {object} Hit
 * @property {Centre} centre
 * @property {number | null} distanceKm - null: it is known only that it is in the same province, or the like
 * @property {boolean} serves - its catchment holds the place
 * @property {boolean} otherIsland - the sea lies between; never where no distance is known: then nobody knows
 * @property {boolean} about - one of the two points is only a region's reference point
 *
 * @typedef {object} Need
 * @property {'service' | 'facility' | 'programme' | 'partner' | 'commodity'} kind
 * @property {string} id - of a commodity: its words
 * @property {string} name - in the reader's language
 * @property {number} score - 0 is the very words, larger is less like
 *
 * @typedef {{ centre: Centre, score: number }} Named - a centre by its name
 *
 * @typedef {object} Reading - what somebody may have meant
 * @property {string} text - as typed
 * @property {Need[]} needs - best first; [] if none was meant
 * @property {Named[]} named - centres that are so called, best first
 * @property {boolean} byName - a centre's name explains the text better than need and place do
 * @property {Place[]} places - best first; more than one: namesakes to choose from, or what is nearly so called
 * @property {Place | null} place - the one place that was surely meant; null: none, or one has to be chosen
 * @property {boolean} everything - the text has only words that ask for nothing in particular: "kantor terdekat"
 * @property {string[]} unread - words of it that say something, and were understood neither as a need nor as a place
 * @property {string} whole - its words that say something, "" where they are too many to be one name
 * @property {string} needText - the part of the text that was read as a need
 * @property {string} placeText - the part that was read as a place
 * @property {number} cost - how badly need and place explain the text: 0 is very well
 *
 * @typedef {(name: string) => Promise<any>} FetchJson - gives the parsed file of that name in data/search/
 */

import { openAll, openCentres } from './centres.js'
import { told } from './fit.js'
import { late } from './late.js'
import { openNeeds } from './needs.js'
import { openPlaces } from './places.js'
import { openReader } from './query.js'

export const CORE = 'core.json'

/**
 * Opens the search: one file is fetched, the core.
 *
 * @param {{ fetchJson: FetchJson, language: string }} options
 * @returns {Promise<Search>}
 */
export async function openSearch({ fetchJson, language }) {
  const core = await fetchJson(CORE)
  const places = openPlaces(core, fetchJson)
  const { read, entries, text } = openCentres(core, places, language)
  const needs = openNeeds(core, text)
  const store = core.centres
    ? openAll(read(core.centres), needs.common)
    : (await late(import('./many.js'))).openMany(core, fetchJson, read, needs.common)
  const anybody = () => true
  return {
    ...openReader(places, needs, store.names),
    prepare: store.prepare,
    nearest: (point, { limit = 5, fit = anybody, pages = 1 } = {}) => store.nearest(point, limit, fit, pages),
    some: ({ limit = 20, fit = anybody, pages = 1 } = {}) => store.some(limit, fit, pages),
    reaches: store.reaches,
    answers,
    place: places.find,
    regions: places.regions,
    centre: store.centre,
    centres: store.centres,
    zones: core.zones ? Object.keys(core.zones) : null,
    entries: { ...entries, legalStatuses: entries.legal_statuses },
  }
}

/** Where a centre tells what answers a need. */
export const LISTS = {
  service: 'services',
  facility: 'facilities',
  programme: 'programmes',
  partner: 'partners',
  commodity: 'commodities',
}

/**
 * Whether a centre answers a need; null: it has told nothing of that kind, and may.
 *
 * @param {Need} need
 * @returns {import('./fit.js').Fit}
 */
export const answers =
  ({ kind, id }) =>
  (centre) =>
    told(centre[LISTS[kind]], [id])

/**
 * @typedef {object} Search
 * @property {(text: string) => Reading} readNow - from what is at hand; at once, for each key
 * @property {(text: string) => Promise<Reading>} read - the same with the shards that it asks for
 * @property {() => Promise<unknown>} prepare - fetches ahead what any search for centres needs
 * @property {(point: Point, options?: Looking) => Promise<Hit[]>} nearest
 *   The centre that serves the place first, then by distance; equal distances by id
 * @property {(options?: Looking) => Promise<Centre[]>} some - for a search without a place
 * @property {(pages: number) => boolean} reaches - whether so many pages look at every centre there is
 * @property {(need: Need) => (centre: Centre) => boolean | null} answers - null: the centre has told nothing of that
 *   kind, and may
 * @property {(code: string, name: string) => Promise<Place | null>} place - one place again, from an address
 * @property {() => Place[]} regions - all that came with the core
 * @property {(id: string) => Promise<Centre | null>} centre
 * @property {Centre[] | null} centres - all of them, where they came with the core; null: they are too many
 * @property {string[] | null} zones - of the clocks by which centres open (IANA); null: no hours are known of any
 * @property {{ services: Entry[], facilities: Entry[], programmes: Entry[], partners: Entry[], legalStatuses: Entry[] }} entries
 *
 * @typedef {object} Looking
 * @property {number} [limit] - so many at most
 * @property {import('./fit.js').Fit} [fit] - what is looked for; where it is not known (null), a centre
 *   comes after all that surely fit
 * @property {number} [pages] - how far to look where centres are in cells: each page opens a few more
 *
 * @typedef {{ id: string, name: string }} Entry
 */
