/**
 * Needs by the words of those who have them: services, facilities, programmes, partners, goods; and centres by
 * what they are called.
 *
 * @typedef {import('./search.js').Need} Need
 * @typedef {{ kind: Need['kind'], id: string, name: string, phrases: string[][] }} Entry
 */
import { IDLE, LEAST_STEM, SIDES, errors, forgiven, split, stems } from './text.js'

// How unlike one word is to another; a phrase is as unlike as its words together.
const FORM = 0.2 // "mengemas" and "kemasan"
const SHORT_FORM = 0.4 // "kediri" is hardly "mendirikan"
const BEGINS = 0.3 // "sertif"
const ERROR = 0.4 // "sertifkat"
const SHORT_ERROR = 1.25 // "danau" is hardly "dana"
const SHORT = 6 // letters: fewer are as likely another word
const APART = 0.3 // words that an entry has, but not in one phrase
const NO_SERVICE = 0.1 // a facility, a partner, …
const NEAR = 0.4 // an answer that is so much less like than the best is told, too
const MISSING = 1 // the part of a phrase that was not typed
const UNKNOWN = 1.4 // a typed word that a phrase has not

const REMEMBERED = 500 // typed words

const KINDS = {
  services: 'service',
  programmes: 'programme',
  facilities: 'facility',
  partners: 'partner',
  commodities: 'commodity',
}

/**
 * @param {any} core - core.json
 * @param {(text: any) => string} text - picks the words in the reader's language
 */
export function openNeeds(core, text) {
  const levels = new Set(core.level_words.map(([word]) => word))
  const common = new Set([...core.common, ...levels])
  const withoutRegions = openRegionFilter(core)
  /** @type {Entry[]} */
  const entries = []
  for (const [list, kind] of Object.entries(KINDS)) {
    for (const entry of core.entries[list]) {
      const [id, name, terms = []] = kind === 'commodity' ? [text(entry), entry] : entry
      const phrases = [name, terms].flat().map((phrase) => telling(withoutRegions(split(phrase)), common))
      entries.push({ kind, id, name: text(name), phrases })
    }
  }
  /** @type {Map<string, Entry[]>} */
  const having = new Map()
  for (const entry of entries) {
    for (const word of new Set(entry.phrases.flat())) having.set(word, [...(having.get(word) ?? []), entry])
  }
  const alike = openVocabulary([...having.keys()])

  return {
    common,
    levels,
    /** Whether a word is one of those for needs. */
    knows: (word) => having.has(word),
    /** What may be needed, best first, and the words that the best has not; words that tell nothing are passed over. */
    read(typed) {
      const words = telling(split(typed), common, [])
      if (words.every((word) => SIDES.has(word))) return { found: [], unread: words }
      const costs = words.map(alike)
      const touched = new Set(costs.flatMap((cost) => [...cost.keys()].flatMap((word) => having.get(word))))
      const found = entries
        .filter((entry) => touched.has(entry))
        .map((entry) => ({ ...entry, score: likest(costs, entry.phrases) + (entry.kind === 'service' ? 0 : NO_SERVICE) }))
        .filter(({ score }) => score < UNKNOWN * words.length)
        .sort((one, other) => one.score - other.score)
      const [best] = found
      const has = (cost) => best.phrases.flat().some((own) => cost.has(own))
      return {
        found: found
          .filter(({ score }) => score <= best.score + NEAR)
          .map(({ kind, id, name, score }) => ({ kind, id, name, score })),
        unread: words.filter((_, i) => !best || !has(costs[i])),
      }
    },
  }
}

/** Centres by name, of those given: all words that are typed have to be right, or nearly. */
export function openCentreNames(centres, common) {
  const named = centres.map((centre) => ({
    centre,
    own: centre.names.map((text) => telling(split(text), common)),
  }))
  const alike = openVocabulary(new Set(named.flatMap(({ own }) => own.flat())))
  return (typed) => {
    const words = telling(split(typed), common, [])
    if (!words.length) return []
    const costs = words.map(alike)
    return named
      .map(({ centre, own }) => ({ centre, score: Math.min(...own.map((one) => unlikeness(costs, one))) }))
      .filter(({ score }) => score < 1)
      .sort((one, other) => one.score - other.score || (one.centre.id < other.centre.id ? -1 : 1))
  }
}

/**
 * Takes names of regions out of the words of a phrase: "SNI Corner di Kabupaten Bandung" is no answer to "bandung".
 * Names of one word are taken for regions only at the highest level: "Batu" is a city, too.
 */
function openRegionFilter({ regions, aliases }) {
  const names = new Set()
  const add = (name, level) => {
    const words = split(name)
    if (words.length > 1 || level === 0) names.add(words.join(' '))
  }
  regions.name.forEach((name, i) => add(name, regions.level[i]))
  for (const [alias, number] of aliases) add(alias, regions.level[number])
  const most = Math.max(...[...names].map((name) => name.split(' ').length))
  return (words) => {
    const left = []
    for (let at = 0; at < words.length; ) {
      let length = Math.min(most, words.length - at)
      while (length > 0 && !names.has(words.slice(at, at + length).join(' '))) length -= 1
      if (!length) left.push(words[at])
      at += length || 1
    }
    return left
  }
}

/** The words that say something; where none does, `otherwise`. */
function telling(words, common, otherwise = words) {
  const found = words.filter((word) => word.length > 1 && !IDLE.has(word) && !common.has(word))
  return found.length ? found : otherwise
}

/** How unlike the likest phrase is; or all of them together, where they have more of the words than one has. */
function likest(costs, phrases) {
  const best = Math.min(...phrases.map((words) => unlikeness(costs, words)))
  if (best < UNKNOWN || costs.length < 2) return best
  const together = costs.map((cost) => Math.min(...phrases.flat().map((own) => cost.get(own) ?? UNKNOWN)))
  return Math.min(best, APART + together.reduce((sum, cost) => sum + cost))
}

/** @param {Map<string, number>[]} costs - of each typed word, as `openVocabulary` tells them */
function unlikeness(costs, words) {
  let sum = 0
  const used = new Set()
  for (const cost of costs) {
    let best = UNKNOWN
    let place = -1
    words.forEach((own, i) => {
      const unlike = cost.get(own) ?? UNKNOWN
      if (unlike < best && !used.has(i)) [best, place] = [unlike, i]
    })
    sum += best
    used.add(place)
  }
  const left = words.filter((_, i) => !used.has(i)).length
  return sum + (left ? (MISSING * left) / words.length : 0)
}

/** How unlike the words that there are to a typed one, reckoned once; those that are another are left out. */
function openVocabulary(own) {
  /** @type {Map<string, Map<string, number>>} */
  const known = new Map()
  return (typed) => {
    if (known.size > REMEMBERED) known.clear()
    if (!known.has(typed)) known.set(typed, compared(typed, own))
    return known.get(typed)
  }
}

function compared(typed, own) {
  const forms = stems(typed).filter((form) => form.length >= LEAST_STEM)
  const limit = forgiven(typed.length)
  const found = new Map()
  let stem
  for (const word of own) {
    if (word === typed) found.set(word, 0)
    else if ((stem = sharedStem(forms, word))) found.set(word, stem.length > LEAST_STEM ? FORM : SHORT_FORM)
    else if (typed.length > 2 && word.startsWith(typed)) found.set(word, BEGINS)
    else if (limit && typed.length > 4 && errors(typed, word, limit) < Infinity) found.set(word, typed.length < SHORT ? SHORT_ERROR : ERROR)
  }
  return found
}

/** The stem that a word has of these, if any; few words have a stem's inner letters, and only theirs are made. */
function sharedStem(forms, word) {
  const likely = forms.filter((form) => word.includes(form.slice(1, -1)))
  return likely.length ? stems(word).find((stem) => likely.includes(stem)) : undefined
}
