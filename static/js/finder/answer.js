/**
 * From a wish to what is shown: no DOM, no clock of its own.
 *
 * @typedef {import('./address.js').Wish} Wish
 * @typedef {import('../lib/search.js').Search} Search
 * @typedef {import('../lib/search.js').Hit} Hit
 * @typedef {import('../lib/search.js').Reading} Reading
 * @typedef {import('../lib/search.js').Place} Place
 * @typedef {import('../lib/search.js').Point} Point
 * @typedef {import('../lib/search.js').Centre} Centre
 *
 * @typedef {object} Answer
 * @property {(Hit & { untold: string[] })[]} hits - best first; without a place no distance is known. `untold`: the
 *   lists in which the centre has told nothing of what is asked for; such centres come last
 * @property {Centre[]} all - for the map: without a place also those beyond the limit
 * @property {number | null} total - how many there are in all that surely fit; null: not counted, there are too many
 * @property {number} unsure - how many there are besides that have not told what is asked for
 * @property {boolean} more - there are others, or may be
 * @property {Point | Place | null} place - from where distances are
 * @property {boolean} here - it is the device's own position
 * @property {string} need - the words of a need, "" if there was none
 * @property {boolean} byName - the text is a centre's name, or more like one than anything else
 * @property {Place[]} choices - namesakes to choose from
 * @property {boolean} sure - one place was surely meant; the choices are others of its name
 * @property {string} guessed - words that were taken for the place, where nobody can be sure that it was meant, and there
 *   is no other to choose; "" otherwise
 * @property {number} unknownOpen - how many more there would be if their hours were known
 * @property {import('../lib/filters.js').Relaxation[]} relaxations - if nothing is left
 * @property {boolean} understood - false: the text made no sense
 * @property {string[]} unread - words of the text that nothing was looked for by
 * @property {boolean} anywhere - the text asks for what is near, and tells no place
 *
 * @typedef {(centre: Centre, open: string) => boolean | null} IsOpen - null: not known
 */

import { all } from '../lib/fit.js'
import { late } from '../lib/late.js'
import { reaches, seen } from '../lib/nearest.js'
import { LISTS } from '../lib/search.js'
import { countFilters, filtersOf } from './address.js'

const PAGE = 20 // centres
const NAMED = 5 // centres by their name, before all others
const CHOICES = 8
const NAMESAKE = 1.5 // of a place's score: beyond it only a part of the name is alike
const LIKELY = 1 // what a place's score may be more than the best one's

/**
 * @param {Search} search
 * @param {Reading} reading - of the wish's text
 * @param {Wish} wish
 * @param {{ position: Point | null, pages: number, isOpen: IsOpen }} given - `position` is the device's own: it counts
 *   where the text is understood and tells no place
 * @returns {Promise<Answer>}
 */
export async function answer(search, reading, wish, { position, pages, isOpen }) {
  const told = await chosenPlace(search, reading, wish)
  const [need] = reading.needs
  const answers = need ? search.answers(need) : () => true
  const filters = countFilters(wish) ? await late(import('../lib/filters.js')) : null
  const surelyOpen = (centre, open) => isOpen(centre, open) === true
  const passes = filters ? filters.fitting(filtersOf(wish), surelyOpen) : () => true
  const fit = (centre) => all(answers(centre), passes(centre))
  const named = reading.byName ? reading.named.map(({ centre }) => centre).filter((centre) => passes(centre) !== false) : []
  const asked = told || need || reading.everything || !reading.text.trim() // of more than a name
  const place = asked ? (told ?? position) : null
  const looking = { limit: pages * PAGE, pages, fit }

  let hits = []
  if (place) hits = await search.nearest(place, looking)
  else if (asked) hits = (await search.some(looking)).map(unmeasured)
  hits = [...named.slice(0, NAMED).map((centre) => (place ? seen(place, centre) : unmeasured(centre))), ...hits]
  hits = hits.filter(({ centre }, i) => hits.findIndex((hit) => hit.centre === centre) === i)

  const everyone = asked && search.centres ? search.centres.filter((centre) => !place || reaches(place, centre)) : null
  const sure = everyone?.filter((centre) => fit(centre) === true)
  const unsure = everyone?.filter((centre) => fit(centre) === null)
  const found = hits.map(({ centre }) => centre)
  const choices = wish.place ? [] : choicesIn(reading)
  const isGuess = place && place === told && !wish.place && !reading.place && choices.length === 1
  return {
    hits: hits.map((hit) => ({ ...hit, untold: untold(hit.centre, need, wish) })),
    all: place || !everyone ? found : [...sure, ...unsure],
    total: asked ? (sure?.length ?? null) : found.length,
    unsure: unsure?.length ?? 0,
    more: everyone ? hits.length < sure.length + unsure.length : Boolean(asked) && !search.reaches(pages),
    place,
    here: Boolean(place) && place === position,
    need: need ? reading.needText || need.name : '',
    byName: named.length > 0,
    choices,
    sure: Boolean(reading.place),
    guessed: isGuess ? reading.placeText : '',
    unknownOpen: wish.open && everyone ? countUnknown(everyone.filter(answers), wish, filters, isOpen) : 0,
    relaxations:
      filters && !hits.length && everyone ? filters.relaxations(everyone.filter(answers), filtersOf(wish), surelyOpen) : [],
    understood: Boolean(asked || named.length),
    unread: asked && !named.length ? reading.unread : [],
    anywhere: reading.everything && !place,
  }
}

/** Of what is asked for, the lists in which a centre has told nothing. */
function untold(centre, need, wish) {
  const asked = [need && LISTS[need.kind], ...Object.keys(filtersOf(wish)).filter((name) => name !== 'open' && wish[name].length)]
  return [...new Set(asked)].filter((list) => list && !centre[list]?.length)
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
    : places.filter(({ score }) => score - places[0].score < LIKELY)
  return others.slice(0, CHOICES)
}

function countUnknown(centres, wish, filters, isOpen) {
  const others = filters.fitting({ ...filtersOf(wish), open: '' }, () => true)
  return centres.filter((centre) => others(centre) && isOpen(centre, wish.open) === null).length
}

function unmeasured(centre) {
  return { centre, distanceKm: null, serves: false, otherIsland: false, about: false }
}
