/**
 * Centres as the data tell them, made ready to show; and the store of them where all came with the core.
 *
 * @typedef {import('./search.js').Centre} Centre
 */
import { sureFirst } from './fit.js'
import { nearest } from './nearest.js'
import { openCentreNames } from './needs.js'

/**
 * @param {any} core - core.json
 * @param {{ above: Function, island: Function }} places - of openPlaces
 * @param {string} language
 */
export function openCentres(core, places, language) {
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
  return { read, entries, text }
}

/**
 * @param {Centre[]} centres - all there are
 * @param {Set<string>} common - words that tell nothing about which centre is meant
 */
export function openAll(centres, common) {
  return {
    centres,
    prepare: async () => {},
    nearest: async (point, limit, fit) => nearest(point, centres, limit, fit),
    some: async (limit, fit) => sureFirst(centres, fit).slice(0, limit),
    reaches: () => true,
    centre: async (id) => centres.find((centre) => centre.id === id) ?? null,
    names: { searchNow: openCentreNames(centres, common), search: async () => [] },
  }
}

/** Picks the words of a language where there are several; the first language's where it is not the site's. */
export function inLanguage(languages, language) {
  const place = Math.max(0, languages.indexOf(language))
  return (text) => (Array.isArray(text) ? text[place] : text)
}

const mapped = (record, change) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
