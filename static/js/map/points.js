/**
 * What the map shows as dots: centres; or regions, with how many centres there are in each. No DOM.
 *
 * @typedef {object} Point
 * @property {string} id - of the centre; the region's code
 * @property {string} name
 * @property {string} href - of the centre's page; of the search from the region
 * @property {number} count - of centres
 * @property {boolean} exact - a centre's own point, not a region's
 * @property {boolean} isArea - a region, not a centre
 * @property {number} x - in the map's coordinates, as is y
 * @property {number} y
 */
import { mercator } from './outlines.js'

const spot = ({ latitude, longitude }) => ({ x: longitude, y: mercator(latitude) })

/** Where distances are from; null: that is not known. */
export const spotOf = (place) => (place && place.latitude !== null ? spot(place) : null)

/**
 * @param {import('../lib/search.js').Centre[]} centres
 * @param {(id: string) => string} hrefOf
 * @returns {Point[]} of those whose place is known
 */
export function pointsOf(centres, hrefOf) {
  return centres
    .filter(({ latitude }) => latitude !== null)
    .map((centre) => ({
      id: centre.id,
      name: centre.name,
      href: hrefOf(centre.id),
      count: 1,
      exact: centre.exact,
      isArea: false,
      ...spot(centre),
    }))
}

/**
 * @param {import('../lib/search.js').Place[]} regions - of all levels that are counted
 * @param {(region: import('../lib/search.js').Place) => string} nearOf
 * @returns {Point[]} of the smallest ones that have centres
 */
export function areasOf(regions, nearOf) {
  const larger = new Set(regions.flatMap(({ lineage }) => lineage.slice(1)))
  return regions
    .filter(({ code, centres, latitude }) => centres && latitude !== null && !larger.has(code))
    .map((region) => ({
      id: region.code,
      name: [region.name, ...region.within].join(', '),
      href: nearOf(region),
      count: region.centres,
      exact: false,
      isArea: true,
      ...spot(region),
    }))
}
