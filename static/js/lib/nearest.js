/**
 * Distances on a round Earth, and the centres that are nearest; as sitegen/geo.py and derive.py have it.
 *
 * @typedef {import('./search.js').Centre} Centre
 * @typedef {import('./search.js').Point} Point
 * @typedef {import('./search.js').Hit} Hit
 * @typedef {import('./fit.js').Fit} Fit
 */

/** Mean radius of WGS 84 (IUGG). */
export const EARTH_RADIUS_KM = 6371.0088

export const radians = (degrees) => (degrees * Math.PI) / 180

/**
 * Great-circle distance (haversine).
 *
 * @param {Point} one
 * @param {Point} other
 */
export function distanceKm(one, other) {
  const north = Math.sin(radians(other.latitude - one.latitude) / 2)
  const east = Math.sin(radians(other.longitude - one.longitude) / 2)
  const across = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude))
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(north * north + across * east * east)))
}

/** Whether a citizen may be sent there. */
export const helps = ({ status }) => status === 'active' || status === 'temporarily_closed'

/**
 * A centre as seen from a point.
 *
 * @param {Point & { exact?: boolean }} point
 * @param {Centre} centre
 * @returns {Hit}
 */
export function seen(point, centre) {
  const known = point.latitude !== null && centre.latitude !== null
  return {
    centre,
    distanceKm: known ? distanceKm(point, centre) : null,
    serves: catchment(point, centre) < Infinity,
    otherIsland: Boolean(known && point.island && centre.island && point.island !== centre.island),
    about: !(point.exact && centre.exact),
  }
}

/** How close about the point the region is that a centre serves: 0 is its own; Infinity: it serves another. */
function catchment({ lineage = [] }, { serves }) {
  const place = lineage.findIndex((code) => serves.includes(code))
  return place < 0 ? Infinity : place
}

/** By distance, those without one last; equal distances by id, so that the order is always the same. */
export const byDistance = (one, other) =>
  (one.distanceKm ?? FAR) - (other.distanceKm ?? FAR) || (one.centre.id < other.centre.id ? -1 : 1)

const FAR = 1e6 // km: farther than anything; two of them are equal, which two infinities are not

/** A centre that surely fits comes before one that may, if it is at most so much farther: two hours on the road. */
const DETOUR_KM = 50

/**
 * Those of some hits that fit, or may, by how far one would rather go; what may fit does so only behind a detour.
 *
 * @param {Hit[]} hits
 * @param {Fit} fit
 * @returns {(Hit & { wayKm: number })[]} `wayKm`: the distance, and the detour
 */
export function byWay(hits, fit) {
  return hits
    .flatMap((hit) => {
      const fits = fit(hit.centre)
      return fits === false ? [] : [{ ...hit, wayKm: (hit.distanceKm ?? FAR) + (fits ? 0 : DETOUR_KM) }]
    })
    .sort((one, other) => one.wayKm - other.wayKm || byDistance(one, other))
}

/**
 * The centres nearest to a point, among those given.
 *
 * First the one that serves the smallest region about the point, if any does; then those that fit, or may, by their
 * way; last those of which only a region is known that the point is in, too.
 *
 * @param {Point & { exact?: boolean }} point
 * @param {Centre[]} centres
 * @param {number} limit - of those with a distance
 * @param {Fit} fit
 * @returns {Hit[]}
 */
export function nearest(point, centres, limit, fit) {
  const hits = centres.filter((centre) => reaches(point, centre)).map((centre) => seen(point, centre))
  const fitting = byWay(hits, fit)
  const first = serving(point, fitting)
  const others = fitting.filter((hit) => hit !== first)
  const near = others.filter(({ distanceKm }) => distanceKm !== null).slice(0, limit - (first ? 1 : 0))
  const around = others.filter(({ distanceKm }) => distanceKm === null)
  return [...(first ? [first] : []), ...near, ...around].map(({ wayKm, ...hit }) => hit)
}

/** Whether somebody at a point can be told to go to a centre: it helps, and it is known where, or that it is around. */
export const reaches = (point, centre) =>
  helps(centre) && ((point.latitude !== null && centre.latitude !== null) || within(point, centre))

/** The hit that serves the smallest region about a point, the nearest of several; null: nobody does. */
export function serving(point, hits) {
  let best = null
  let least = Infinity
  for (const hit of hits) {
    const rank = hit.serves ? catchment(point, hit.centre) : Infinity
    if (rank < least || (best && rank === least && byDistance(hit, best) < 0)) {
      best = hit
      least = rank
    }
  }
  return best
}

/** Whether all that is known of a centre's place is a region that the point is in. */
const within = ({ lineage = [] }, centre) => centre.lineage.length > 0 && lineage.includes(centre.lineage[0])
