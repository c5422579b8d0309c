/**
 * Whether a place is in a region, and how far outside: as sitegen/boundaries.py and sitegen/geo.py reckon it, from the
 * same outlines. No DOM.
 *
 * @typedef {object} Outlines
 * @property {number} per_degree
 * @property {Record<string, number[][]>} rings - by code; [latitude, longitude, step north, step east, …]
 *
 * @typedef {{ latitudes: number[], longitudes: number[] }} Ring - the first point repeated as the last
 */

import { EARTH_RADIUS_KM } from './nearest.js'

export const TOLERANCE_KM = 1.5 // the outlines are no more exact than that

/**
 * How far a place is outside a region, in km; 0 inside. A region without an outline of its own has that of the nearest
 * region above which has one, and where none has, that of all together.
 *
 * @param {Outlines} outlines
 * @param {string} code
 * @param {number} latitude
 * @param {number} longitude
 */
export function outsideKm({ per_degree: perDegree, rings }, code, latitude, longitude) {
  const own = upwards(code).find((above) => above in rings)
  const unpacked = (own ? rings[own] : Object.values(rings).flat()).map((steps) => unpack(steps, perDegree))
  return isInside(unpacked, latitude, longitude) ? 0 : distanceKm(unpacked, latitude, longitude)
}

/** A code and the codes above it: 35.01.04, 35.01, 35. */
export function upwards(code) {
  const parts = code.split('.')
  return parts.map((_, at) => parts.slice(0, parts.length - at).join('.'))
}

/** @returns {Ring} */
function unpack(steps, perDegree) {
  const ring = { latitudes: [], longitudes: [] }
  let north = 0
  let east = 0
  for (let at = 0; at < steps.length; at += 2) {
    north += steps[at]
    east += steps[at + 1]
    ring.latitudes.push(north / perDegree)
    ring.longitudes.push(east / perDegree)
  }
  ring.latitudes.push(ring.latitudes[0])
  ring.longitudes.push(ring.longitudes[0])
  return ring
}

/** By the even-odd rule, so that islands and holes are rings alike. */
function isInside(rings, latitude, longitude) {
  let odd = false
  for (const { latitudes, longitudes } of rings) {
    for (let at = 0; at + 1 < latitudes.length; at += 1) {
      const [here, next] = [latitudes[at], latitudes[at + 1]]
      if (here > latitude === next > latitude) continue
      const part = (latitude - here) / (next - here)
      if (longitude < longitudes[at] + part * (longitudes[at + 1] - longitudes[at])) odd = !odd
    }
  }
  return odd
}

/** The way to the nearest side, on a plane through the place: good to 1 % up to 100 km. */
function distanceKm(rings, latitude, longitude) {
  const northKm = (Math.PI / 180) * EARTH_RADIUS_KM
  const eastKm = northKm * Math.cos((latitude * Math.PI) / 180)
  let shortest = Infinity
  for (const { latitudes, longitudes } of rings) {
    const plane = latitudes.map((own, at) => [around(longitudes[at] - longitude) * eastKm, (own - latitude) * northKm])
    for (let at = 0; at + 1 < plane.length; at += 1) shortest = Math.min(shortest, toSide(plane[at], plane[at + 1]))
  }
  return shortest
}

/** Degrees between -180 and 180. */
const around = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180

/** From the origin to the nearest point of a side. */
function toSide([x, y], [nextX, nextY]) {
  const [across, up] = [nextX - x, nextY - y]
  const squared = across * across + up * up
  const part = squared ? Math.min(1, Math.max(0, -(x * across + y * up) / squared)) : 0
  return Math.hypot(x + part * across, y + part * up)
}
