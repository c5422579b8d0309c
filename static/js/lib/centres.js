/**
 * Centres as the data tell them, made ready to show: all at once where they are few; else cell by cell, as many
 * cells as it takes to be sure of the nearest.
 *
 * @typedef {import('./search.js').Centre} Centre
 * @typedef {import('./search.js').Point} Point
 * @typedef {import('./search.js').Hit} Hit
 * @typedef {import('./fit.js').Fit} Fit
 */
import { sureFirst } from './fit.js'
import { boxKm, byWay, helps, nearest, seen, serving } from './nearest.js'

const FIRST_CELLS = 2 // are fetched at once: the nearest are hardly ever in one alone
const CELLS = 6 // are opened for a page of results at most, however few in them fit

/**
 * @param {any} core - core.json
 * @param {{ above: Function, island: Function }} places - of openPlaces
 * @param {import('./search.js').FetchJson} fetchJson
 * @param {string} language
 */
export function openCentres(core, places, fetchJson, language) {
  const text = inLanguage(core.languages, language)
  const entries = {}
  for (const [kind, list] of Object.entries(core.entries)) {
    entries[kind] = list.map((entry) =>
      kind === 'commodities' ? { id: text(entry), name: text(entry) } : { id: entry[0], name: text(entry[1]) },
    )
  }
  const calendar = core.calendar && {
    holidays: mapped(core.calendar.holidays, text),
    estimated: mapped(core.calendar.estimated, text),
    calendar_until: core.calendar.calendar_until ?? undefined,
  }

  const scheduleOf = (told) => {
    const { on_holidays: onHolidays, ...own } = Array.isArray(told) ? told[core.languages.indexOf(language)] : told
    const { holidays, estimated, calendar_until } = calendar ?? {}
    const closing = onHolidays === 'open' ? {} : { holidays, estimated }
    return { ...own, ...closing, calendar_until, label: text(core.zones?.[own.zone] ?? '') }
  }

  const listed = (kind, numbers = []) =>
    numbers.map((number) => (typeof number === 'number' ? entries[kind][number].id : text(number)))

  /** @returns {Centre} */
  const centre = (row, schedules) => {
    const above = places.above(row.region)
    const regions = [...(row.below ?? []), ...above]
    return {
      id: row.id,
      name: text(row.name),
      names: [row.name, row.also ?? []].flat(),
      area: regions.map(([, name]) => name),
      lineage: regions.map(([code]) => code),
      latitude: row.at?.[0] ?? null,
      longitude: row.at?.[1] ?? null,
      exact: Boolean(row.exact),
      island: row.island ?? places.island(row.region),
      status: row.status ?? 'active',
      address: row.address ?? null,
      legalStatus: row.legal_status === undefined ? null : entries.legal_statuses[row.legal_status].id,
      services: listed('services', row.services),
      facilities: listed('facilities', row.facilities),
      programmes: listed('programmes', row.programmes),
      partners: listed('partners', row.partners),
      commodities: listed('commodities', row.commodities),
      serves: row.serves ?? (row.at && above.length ? [above[0][0]] : []),
      schedule: schedules[row.hours] ?? null,
    }
  }

  const read = ({ rows, schedules: told }) => {
    const schedules = told.map(scheduleOf)
    return rows.map((row) => centre(row, schedules))
  }
  const store = core.centres ? openAll(read(core.centres)) : openCells(core, fetchJson, read)
  return { ...store, entries, text }
}

function openAll(centres) {
  return {
    centres,
    nearest: async (point, limit, fit) => nearest(point, centres, limit, fit),
    some: async (limit, fit) => sureFirst(centres, fit).slice(0, limit),
    reaches: () => true,
    centre: async (id) => centres.find((centre) => centre.id === id) ?? null,
  }
}

/** Centres in cells, each a file; a core that names them has `cells`, the file that tells where they are. */
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

/** Picks the words of a language where there are several; the first language's where it is not the site's. */
export function inLanguage(languages, language) {
  const place = Math.max(0, languages.indexOf(language))
  return (text) => (Array.isArray(text) ? text[place] : text)
}

const mapped = (record, change) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
