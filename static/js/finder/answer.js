/**
 * From a wish to what is shown: no DOM, no clock of its own.
 *
 * @typedef {import('./address.js').Wish} Wish
 * @typedef {import('../lib/search.js').Search} Search
 * @typedef {import('../lib/search.js').Hit} Hit
 * @typedef {import('../lib/search.js').Reading} Reading
 * @typedef {import('../lib/search.js').Place} Place
 * @typedef {import('../lib/search.js').Centre} Centre
 *
 * @typedef {object} Answer
 * @property {Hit[]} hits - best first; without a place no distance is known
 * @property {Centre[]} all - for the map: without a place also those beyond the limit
 * @property {number | null} total - how many there are in all; null: not counted, there are too many
 * @property {Place | null} place - from where distances are
 * @property {boolean} here - it is the device's own position
 * @property {string} need - the words of a need, "" if there was none
 * @property {boolean} byName - the need is a centre's name
 * @property {Place[]} choices - namesakes to choose from
 * @property {boolean} sure - one place was surely meant; the choices are others of its name
 * @property {number} unknownOpen - how many more there would be if their hours were known
 * @property {{ wish: string, value: string, count: number, choice: object }[]} relaxations - if nothing is left
 * @property {boolean} understood - false: the text made no sense
 *
 * @typedef {(centre: Centre, open: string) => boolean | null} IsOpen - null: not known
 */

import { countFilters, filtersOf } from './address.js'

const CHOICES = 8
const NAMESAKE = 1.5 // of a place's score: beyond it only a part of the name is alike

/**
 * @param {Search} search
 * @param {Reading} reading - of the wish's text
 * @param {Wish} wish
 * @param {{ position: { latitude: number, longitude: number } | null, limit: number, isOpen: IsOpen }} given
 * @returns {Promise<Answer>}
 */
export async function answer(search, reading, wish, { position, limit, isOpen }) {
  const place = position ?? (await chosenPlace(search, reading, wish))
  const [need] = reading.needs
  const answers = need ? search.answers(need) : () => true
  const filters = countFilters(wish) ? await import('../lib/filters.js') : null
  const surelyOpen = (centre, open) => isOpen(centre, open) === true
  const kept = filters ? filters.keeping(filtersOf(wish), surelyOpen) : () => true
  const keep = (centre) => answers(centre) && kept(centre)
  const understood = !wish.text.trim() || Boolean(place || need)

  let hits = []
  if (!understood) hits = []
  else if (place) hits = await search.nearest(place, { limit, keep })
  else if (need) hits = (await search.matching(reading.needs, { limit, keep: kept })).map(unmeasured)
  else hits = (search.centres ?? []).filter(keep).slice(0, limit).map(unmeasured)

  const all = understood ? search.centres : null
  const found = hits.map(({ centre }) => centre)
  return {
    hits,
    all: place || !all ? found : all.filter(keep),
    total: all?.filter(keep).length ?? null,
    place: place ?? null,
    here: Boolean(position),
    need: need ? reading.needText || need.name : '',
    byName: need?.kind === 'centre',
    choices: position || wish.place ? [] : choicesIn(reading),
    sure: Boolean(reading.place),
    unknownOpen: wish.open && all ? countUnknown(all.filter(answers), wish, filters, isOpen) : 0,
    relaxations:
      filters && !hits.length && all ? filters.relaxations(all.filter(answers), filtersOf(wish), surelyOpen) : [],
    understood,
  }
}

/** The place that was chosen, else the one that was surely meant, else the likeliest. */
async function chosenPlace(search, reading, wish) {
  if (wish.place) {
    const offered = reading.places.find(({ code }) => code === wish.place)
    const chosen = offered ?? (await search.place(wish.place, reading.placeText || wish.text))
    if (chosen) return chosen
  }
  return reading.place ?? reading.places[0] ?? null
}

/** Places to choose from; beside one that was surely meant, only its namesakes elsewhere. */
function choicesIn({ place, places }) {
  const within = (one, other) => one.lineage.includes(other.code)
  const others = place
    ? places.filter((other) => other.score < NAMESAKE && !within(other, place) && !within(place, other))
    : places
  return others.slice(0, CHOICES)
}

function countUnknown(centres, wish, filters, isOpen) {
  const others = filters.keeping({ ...filtersOf(wish), open: '' }, () => true)
  return centres.filter((centre) => others(centre) && isOpen(centre, wish.open) === null).length
}

function unmeasured(centre) {
  return { centre, distanceKm: null, serves: false, otherIsland: false, about: false }
}
