/**
 * The stores of centres and of their names where they are too many to come with the core: cell by cell, as many
 * cells as it takes to be sure of the nearest; and names by shards of words. Other networks never fetch this.
 *
 * @typedef {import('./search.js').Centre} Centre
 * @typedef {import('./search.js').Point} Point
 * @typedef {[south: number, west: number, north: number, east: number]} Box - degrees
 */
import { sureFirst } from './fit.js'
import { openCentreNames } from './needs.js'
import { byWay, distanceKm, helps, nearest, radians, seen, serving } from './nearest.js'
import { openRanges } from './ranges.js'
import { IDLE, split, squash } from './text.js'

const FIRST_CELLS = 2 // are fetched at once: the nearest are hardly ever in one alone
const CELLS = 6 // are opened for a page of results at most, however few in them fit
const MOST_CENTRES = 5 // are looked at by their names: each may be in a cell of its own
const LEAST_LETTERS = 3 // of a word of a name

/**
 * @param {any} core - core.json
 * @param {import('./search.js').FetchJson} fetchJson
 * @param {(told: any) => Centre[]} read - of `openCentres`
 * @param {Set<string>} common - words that tell nothing about which centre is meant
 */
export function openMany(core, fetchJson, read, common) {
  const { numbered, ...store } = openCells(core, fetchJson, read)
  const { centre, ...names } = openNames(core, fetchJson, common, numbered)
  return { ...store, names, centre }
}

/**
 * Centres in cells, each a file; `cells` of the core is the file that tells where they are.
 */
function openCells(core, fetchJson, read) {
  /** @type {Map<number, Promise<Centre[]>>} */
  const opened = new Map()
  let coming = null
  let count = Infinity // of all cells, once the table is there
  const table = () => {
    coming ??= fetchJson(core.cells).then((told) => {
      count = told.files.length
      return told
    })
    coming.catch(() => (coming = null))
    return coming
  }
  const cell = (number) => {
    if (!opened.has(number)) {
      const promise = table().then(({ files }) => fetchJson(files[number])).then(read)
      promise.catch(() => opened.delete(number))
      opened.set(number, promise)
    }
    return opened.get(number)
  }

  /** Opens cells, `most` of them, in the order of their least distance, until no later one can matter. */
  const search = async (point, cells, most, enough) => {
    const { boxes } = await table()
    const away = (number) => boxKm(point, boxes[number].map((thousandths) => thousandths / 1000))
    const order = cells
      .map((number) => ({ number, km: away(number) }))
      .sort((one, other) => one.km - other.km || one.number - other.number)
    order.slice(0, FIRST_CELLS).forEach(({ number }) => void cell(number).catch(() => {}))
    const hits = []
    for (const { number, km } of order.slice(0, most)) {
      if (enough(hits, km)) break
      hits.push(...(await cell(number)).filter(helps).map((centre) => seen(point, centre)))
    }
    return hits
  }

  return {
    centres: null,
    prepare: table,

    async nearest(point, limit, fit, pages) {
      const { boxes, serving: servingCells } = await table()
      const all = boxes.map((_, number) => number)
      const hits = await search(point, all, pages * CELLS, (found, km) => byWay(found, fit)[limit - 1]?.wayKm < km)
      const code = (point.lineage ?? []).find((code) => servingCells[code])
      if (code) {
        const served = { ...point, lineage: [code] }
        const first = (found) => serving(served, byWay(found, fit))
        hits.push(...(await search(served, servingCells[code], CELLS, (found, km) => first(found)?.distanceKm < km)))
      }
      const centres = new Map(hits.map(({ centre }) => [centre.id, centre]))
      return nearest(point, [...centres.values()], limit, fit)
    },

    async some(limit, fit, pages) {
      await table()
      const found = []
      for (let number = 0; number < Math.min(count, pages * CELLS); number += 1) {
        found.push(...(await cell(number)))
        if (found.filter((centre) => fit(centre) === true).length >= limit) break
      }
      return sureFirst(found, fit).slice(0, limit)
    },

    reaches: (pages) => pages * CELLS >= count,

    /** The centres of some numbers, which count through all cells. */
    async numbered(numbers) {
      const { sizes } = await table()
      return Promise.all(
        numbers.map(async (number) => {
          let place = 0
          for (; number >= sizes[place]; place += 1) number -= sizes[place]
          return (await cell(place))[number]
        }),
      )
    },
  }
}

/**
 * Centres by what they are called.
 *
 * @param {(numbers: number[]) => Promise<Centre[]>} numbered - the centres of some numbers
 */
function openNames(core, fetchJson, common, numbered) {
  const shards = openRanges(core.words, fetchJson, ({ word, in: steps }) => new Map(word.map((own, i) => [own, steps[i]])))

  /** The numbers of the centres that have a word, or one that begins so. */
  const having = async (word) => {
    const files = shards.of(word, 1)
    await shards.fetch(files)
    const [found] = shards.now(files)
    const own = found?.get(word) ?? [...(found ?? [])].find(([other]) => other.startsWith(word))?.[1] ?? []
    let sum = 0
    return own.map((step) => (sum += step))
  }

  const search = async (text) => {
    const words = split(text).filter((word) => word.length >= LEAST_LETTERS && !IDLE.has(word) && !common.has(word))
    if (!words.length) return []
    const lists = (await Promise.all(words.map(having))).filter((numbers) => numbers.length)
    if (!lists.length) return []
    const [shortest, ...others] = lists.sort((one, other) => one.length - other.length)
    const shared = shortest.filter((number) => others.every((numbers) => numbers.includes(number)))
    return openCentreNames(await numbered(shared.slice(0, MOST_CENTRES)), common)(text)
  }

  return {
    searchNow: () => [],
    search,
    async centre(id) {
      const [centre] = await numbered((await having(squash(id))).slice(0, 1))
      return centre?.id === id ? centre : null
    },
  }
}

/**
 * The way from a point to the nearest place in a box: no centre of the box is closer.
 *
 * @param {Point} point
 * @param {Box} box - does not cross the antimeridian
 */
export function boxKm({ latitude, longitude }, [south, west, north, east]) {
  const clamp = (degrees) => Math.min(north, Math.max(south, degrees))
  if (west <= longitude && longitude <= east) {
    return distanceKm({ latitude, longitude }, { latitude: clamp(latitude), longitude })
  }
  const sides = [west, east].flatMap((side) => {
    const turn = radians(longitude - side)
    // The great circle that meets the side at a right angle does so at this latitude; beyond a quarter of the
    // way around the Earth it is an end of the side that is nearest.
    const foot = (Math.atan2(Math.tan(radians(latitude)), Math.cos(turn)) * 180) / Math.PI
    const ends = Math.cos(turn) > 0 ? [clamp(foot)] : [south, north]
    return ends.map((end) => distanceKm({ latitude, longitude }, { latitude: end, longitude: side }))
  })
  return Math.min(...sides)
}
