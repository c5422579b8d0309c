/**
 * A centre held against the other centres, the table of regions, and where regions end: what sitegen/validate.py and
 * sitegen/cross_checks.py find across files. No DOM.
 *
 * @typedef {object} Surroundings - as sitegen/exports/surroundings.py publishes it
 * @property {string} folder - of the centres' files
 * @property {Record<string, Record<string, [id: string, line: number][]>>} twins - who has a phone, a point, a name
 * @property {Record<string, string>} successors - by id
 * @property {string[]} pages - what links may lead to besides ids and regions
 * @property {string[]} paged - levels whose regions have pages
 * @property {import('./region_table.js').RegionTable} regions
 * @property {Map<string, Part | null>} parts - what is known more closely; null: of this part there is no more
 *
 * @typedef {object} Part
 * @property {import('./outlines.js').Outlines | null} outlines
 * @property {string[]} disputed - codes whose borders sources differ on
 * @property {Record<string, Record<string, string>>} villages - by the code of what is around them: names by what
 *   their own codes end with
 *
 * @typedef {import('./checks.js').Mark} Mark
 * @typedef {(code: string, mark: Mark, values?: Record<string, string>, severity?: 'error' | 'warning') => void} Tell
 */

import { closest } from './alike.js'
import { outsideKm, TOLERANCE_KM, upwards } from './outlines.js'
import { ABBREVIATED } from './region_table.js'

const EXACT = ['building', 'street'] // how exact a point has to be for two centres on one spot to be a mistake
const TWINS = { phone: ['same-phone', 'error'], point: ['same-point', 'error'], name: ['same-name', 'warning'] }

/**
 * @param {Mark[]} marks - what the file says that can only be checked so
 * @param {object | undefined} centre - the file as it was read; undefined: not all of it could be
 * @param {string} id - its own
 * @param {string[]} ids - of everything that has a page or is listed
 * @param {Surroundings} surroundings
 * @param {Tell} tell
 */
export function checkBeside(marks, centre, id, ids, surroundings, tell) {
  checkTwins(marks, centre, id, surroundings, tell)
  checkLinks(marks, [...ids, ...surroundings.pages, 'index'], surroundings, tell)
  if (!centre) return
  checkRegions(marks, surroundings, tell)
  if (!checkPoint(marks, centre, surroundings, tell)) checkName(marks, centre, surroundings, tell)
  checkSuccessor(marks, centre, id, surroundings, tell)
}

/** The parts that codes lie in: what has to be there before they are checked. @param {string} code */
export const partOf = (code) => code.split('.')[0]

function checkTwins(marks, centre, id, { folder, twins }, tell) {
  const accuracy = centre?.location.accuracy
  const isExact = accuracy === undefined || EXACT.includes(accuracy)
  for (const mark of marks) {
    if (!(mark.kind in TWINS) || (mark.kind === 'point' && !isExact)) continue
    const value = mark.kind === 'name' ? split(mark.value).join(' ') : mark.value
    const other = (twins[mark.kind][value] ?? []).find(([holder]) => holder !== id)
    const [code, severity] = TWINS[mark.kind]
    if (other) tell(code, mark, { other: `${folder}/${other[0]}.yaml:${other[1]}` }, severity)
  }
}

// --- regions and points ---

/** The region of a code; null: there is none; undefined: its part is not there yet. */
export function regionOf(code, { regions, parts }) {
  const listed = regions.get(code)
  if (listed) return listed
  const end = code.lastIndexOf('.')
  const around = regions.get(code.slice(0, Math.max(0, end)))
  if (!around) return null
  const part = parts.get(partOf(code))
  if (part === undefined) return undefined
  const name = part?.villages[around.code]?.[code.slice(end + 1)]
  return name === undefined ? null : { code, name, level: 'village', parent: around.code }
}

function checkRegions(marks, surroundings, tell) {
  for (const mark of marks) {
    if (mark.kind !== 'region' || regionOf(mark.value, surroundings) !== null) continue
    const { regions } = surroundings
    const region = regions.get(regions.guess(mark.value) ?? '')
    // That the region above exists is no help to somebody who mistyped the last part.
    const isMeant = region && !mark.value.replaceAll('.', '').slice(0, -1).startsWith(region.code.replaceAll('.', ''))
    tell('unknown-region', mark, isMeant ? { guess: `"${region.code}"`, region: region.name } : {})
  }
}

/** @returns {boolean} whether it is told that the point is in another region: the name need not tell it again */
function checkPoint(marks, { location }, surroundings, tell) {
  const mark = marks.find(({ kind }) => kind === 'point')
  const { region_code: code, latitude, longitude } = location
  const region = regionOf(code, surroundings)
  const part = surroundings.parts.get(partOf(code))
  if (!mark || !region || !part?.outlines) return false
  const distance = outsideKm(part.outlines, code, latitude, longitude)
  if (distance <= TOLERANCE_KM) return false
  if (Math.abs(longitude) <= 90 && outsideKm(part.outlines, code, longitude, latitude) === 0) {
    const swapped = { latitude: decimal(longitude), longitude: decimal(latitude) }
    tell('coordinates-swapped', { ...mark, value: decimal(latitude) }, swapped)
    return false
  }
  const values = { code, region: region.name, distance: String(Math.max(2, Math.round(distance))) }
  const isDisputed = upwards(code).some((own) => part.disputed.includes(own))
  if (isDisputed) tell('outside-disputed', mark, values, 'warning')
  else tell('outside-region', mark, values)
  return !isDisputed
}

/** A number of degrees as Python writes it: "106.0". @param {number} degrees */
export const decimal = (degrees) => (Number.isInteger(degrees) ? `${degrees}.0` : String(degrees))

// --- names that tell a region ---

function checkName(marks, { location, serves = [] }, surroundings, tell) {
  const { regions, paged } = surroundings
  const own = [location.region_code, ...serves]
  for (const mark of marks) {
    if (mark.kind !== 'name') continue
    const told = namedIn(mark.value, regions, paged)
    const region = regionOf(own[0], surroundings)
    const named = told && regions.get(told[0])
    if (!region || !named || isNear(own, told, regions, paged)) continue
    const values = { other: named.name, guess: `"${named.code}"`, code: own[0], region: region.name }
    tell('name-region', mark, values, 'warning')
  }
}

/** The codes of the regions whose name stands in a text, perhaps cut short; of names in each other the longest counts. */
function namedIn(name, regions, paged) {
  const words = split(name.replaceAll(',', ' '))
  const names = namesOf(regions, paged)
  for (let start = 0; start < words.length; start += 1) {
    const begun = words[start].replace(/\.+$/, '')
    const isTold = ({ sought: [first, ...rest] }) => first.startsWith(begun) && rest.every((word, at) => words[start + 1 + at] === word)
    const found = names.get(keyOf(begun, words[start + 1]))?.find(isTold)
    if (found) return found.codes
  }
  return null
}

const split = (text) => text.toLowerCase().split(/\s+/).filter(Boolean)

/** The first letters and the second word: what is left where the first is cut short. */
const keyOf = (first, second) => `${first.slice(0, ABBREVIATED)} ${second}`

const NAMES = new WeakMap()

/** By that: names of two words or more, the longest first, with the codes of all regions of that name. */
function namesOf(regions, paged) {
  const made = NAMES.get(regions)
  if (made) return made
  const codes = new Map()
  for (const level of paged) {
    for (const region of regions.regions.values()) {
      if (region.level !== level) continue
      const key = split(region.name).join(' ')
      codes.set(key, [...(codes.get(key) ?? []), region.code])
    }
  }
  const entries = [...codes].map(([key, own]) => ({ sought: key.split(' '), codes: own })).filter(({ sought }) => sought.length > 1)
  entries.sort((one, other) => other.sought.length - one.sought.length)
  const names = new Map()
  for (const entry of entries) {
    const key = keyOf(...entry.sought)
    names.set(key, [...(names.get(key) ?? []), entry])
  }
  NAMES.set(regions, names)
  return names
}

/** Whether a told region has to do with the centre's own, or one of the same name at any level has. */
function isNear(own, told, regions, paged) {
  const touches = (area) => own.some((code) => isRelated(code, area))
  if (told.some(touches)) return true
  const { name } = regions.get(told[0])
  const bearers = [...regions.regions.values()].filter((region) => region.name === name)
  return bearers.some(({ code, level, parent }) => touches((paged.includes(level) ? code : parent) || code))
}

/** Whether one region holds the other, or is it. */
const isRelated = (one, other) => one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`)

// --- links and successors ---

function checkLinks(marks, known, surroundings, tell) {
  for (const mark of marks) {
    if (mark.kind !== 'link' || mark.value.startsWith('#')) continue
    const name = fileOf(mark.value)
    const isRooted = mark.value.startsWith('/') // the site may lie in any folder of a server
    if (!isRooted && (known.includes(name) || regionOf(name.split('-')[0], surroundings) !== null)) continue
    const guess = isRooted ? null : closest(name, known)
    tell('link-target', mark, guess ? { guess: mark.value.replaceAll(name, guess) } : {})
  }
}

/** The name without ending of the page that a link within the site leads to; "" for this page. */
const fileOf = (target) => target.split('#')[0].split('?')[0].split('/').at(-1).replace(/\.html$/, '')

/** No centre is, in the end, its own successor. */
function checkSuccessor(marks, { successor }, id, { successors }, tell) {
  const all = { ...successors, [id]: successor }
  const seen = new Set()
  for (let at = successor; at && !seen.has(at); at = all[at]) seen.add(at)
  const mark = marks.find(({ kind, value, path }) => kind === 'centre' && value === successor && path[0] === 'successor')
  if (seen.has(id) && mark) tell('successor-loop', mark)
}
