/**
 * In which region somebody is, and on which island, by the outlines of the map. No DOM.
 *
 * @typedef {import('./search.js').Place} Place
 * @typedef {import('./search.js').Point} Point
 * @typedef {import('./outlines.js').Outlines} Outlines
 */
import { distanceKm } from './nearest.js'
import { outsideKm } from './outlines.js'

const TRIED = 3 // files: the first is hardly ever the wrong one
const SHORE_KM = 3 // outside of all outlines one is in the nearest: they are drawn roughly, without the smallest islands

/**
 * @param {Point} point
 * @param {Place[]} regions - those that outlines may be of, and what holds them
 * @param {Record<string, string>} files - the outlines within each region of the highest level, by its code
 * @param {(file: string) => Promise<Outlines & { islands: Record<string, (string | null)[]> }>} fetchOutlines
 * @returns {Promise<Point>} the same with lineage and island, as far as they are known
 */
export async function placed(point, regions, files, fetchOutlines) {
  let found = { code: null, km: SHORE_KM, outlines: null }
  for (const file of likely(point, regions, files)) {
    const outlines = await fetchOutlines(file)
    const { code, km } = closest(outlines, point)
    if (km < found.km) found = { code, km, outlines }
    if (km === 0) break
  }
  const region = regions.find(({ code }) => code === found.code)
  if (!region) return point
  return { ...point, lineage: region.lineage, island: islandOf(region, found.outlines, point) }
}

/** The files to look into: those of the regions whose reference points are nearest. */
function likely(point, regions, files) {
  const near = regions
    .filter(({ latitude }) => latitude !== null)
    .map(({ lineage, ...region }) => ({ file: files[lineage.at(-1)], km: distanceKm(point, region) }))
    .sort((one, other) => one.km - other.km)
  return [...new Set(near.map(({ file }) => file))].filter(Boolean).slice(0, TRIED)
}

/** A region that is on several islands has the name of each outline's. */
function islandOf({ code, island }, { per_degree, rings, islands }, point) {
  if (!(code in islands)) return island
  const apart = Object.fromEntries(rings[code].map((ring, number) => [number, [ring]]))
  return islands[code][closest({ per_degree, rings: apart }, point).code]
}

/** The outline that holds a point, or the nearest to it, and how far outside of it the point is. */
function closest(outlines, { latitude, longitude }) {
  let best = { code: null, km: Infinity }
  for (const code of Object.keys(outlines.rings)) {
    const km = outsideKm(outlines, code, latitude, longitude)
    if (km < best.km) best = { code, km }
  }
  return best
}
