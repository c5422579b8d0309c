/**
 * Needs by the words of those who have them: services, facilities, programmes, partners, goods; and centres by
 * what they are called.
 *
 * @typedef {import('./search.js').Need} Need
 * @typedef {{ kind: Need['kind'], id: string, name: string, phrases: string[][] }} Entry
 */
import { IDLE, errors, forgiven, split, stems } from './text.js'

// How unlike one word is to another; a phrase is as unlike as its words together.
const FORM = 0.2 // "mengemas" and "kemasan"
const BEGINS = 0.3 // "sertif"
const ERROR = 0.4 // "sertifkat"
const APART = 0.3 // words that an entry has, but not in one phrase
const NO_SERVICE = 0.1 // a facility, a partner, …
const NEAR = 0.4 // an answer that is so much less like than the best is told, too
const MISSING = 0.5 // the part of a phrase that was not typed
const UNKNOWN = 2 // a typed word that a phrase has not

const REMEMBERED = 100 // typed words

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
  /** @type {Entry[]} */
  const entries = []
  for (const [list, kind] of Object.entries(KINDS)) {
    for (const entry of core.entries[list]) {
      const [id, name, terms = []] = kind === 'commodity' ? [text(entry), entry] : entry
      const phrases = [name, terms].flat().map((phrase) => telling(split(phrase), common))
      entries.push({ kind, id, name: text(name), phrases })
    }
  }
  const alike = openVocabulary(entries.flatMap(({ phrases }) => phrases))

  return {
    common,
    levels,
    /** What may be needed, best first; words that tell nothing are passed over. */
    search(typed) {
      const words = telling(split(typed), common, [])
      if (!words.length) return []
      const found = entries
        .map(({ kind, id, name, phrases }) => ({ kind, id, name, score: likest(words, phrases, alike) + (kind === 'service' ? 0 : NO_SERVICE) }))
        .filter(({ score }) => score < UNKNOWN * words.length)
        .sort((one, other) => one.score - other.score)
      return found.filter(({ score }) => score <= found[0].score + NEAR)
    },
  }
}

/** Centres by name, of those given: all words that are typed have to be right, or nearly. */
export function openCentreNames(centres, common) {
  const named = centres.map(({ id, name, names }) => {
    return { id, name, own: names.map((text) => telling(split(text), common)) }
  })
  const alike = openVocabulary(named.flatMap(({ own }) => own))
  return (typed) => {
    const words = telling(split(typed), common, [])
    if (!words.length) return []
    return named
      .map(({ id, name, own }) => ({ id, name, score: Math.min(...own.map((one) => unlikeness(words, one, alike))) }))
      .filter(({ score }) => score < 1)
      .sort((one, other) => one.score - other.score || (one.id < other.id ? -1 : 1))
  }
}

/** The words that say something; where none does, `otherwise`. */
function telling(words, common, otherwise = words) {
  const found = words.filter((word) => !IDLE.has(word) && !common.has(word))
  return found.length ? found : otherwise
}

/** How unlike the likest phrase is; or all of them together, where they have more of the words than one has. */
function likest(typed, phrases, alike) {
  const best = Math.min(...phrases.map((words) => unlikeness(typed, words, alike)))
  if (best < UNKNOWN || typed.length < 2) return best
  const together = typed.map((word) => Math.min(UNKNOWN, ...phrases.flat().map((own) => alike(word, own))))
  return Math.min(best, APART + together.reduce((sum, cost) => sum + cost))
}

function unlikeness(typed, words, alike) {
  let sum = 0
  const used = new Set()
  for (const word of typed) {
    let best = UNKNOWN
    let place = -1
    words.forEach((own, i) => {
      const cost = alike(word, own)
      if (cost < best && !used.has(i)) [best, place] = [cost, i]
    })
    sum += best
    used.add(place)
  }
  const left = words.filter((_, i) => !used.has(i)).length
  return sum + (left ? (MISSING * left) / words.length : 0)
}

/** How unlike two words are, reckoned once for each typed word and all words that there are. */
function openVocabulary(phrases) {
  const own = new Map()
  for (const word of phrases.flat()) own.set(word, null)
  const known = new Map()
  return (typed, word) => {
    if (known.size > REMEMBERED) known.clear()
    if (!known.has(typed)) known.set(typed, compared(typed, own))
    return known.get(typed).get(word) ?? UNKNOWN
  }
}

function compared(typed, own) {
  const forms = new Set(stems(typed))
  const limit = forgiven(typed.length)
  const found = new Map()
  for (const word of own.keys()) {
    let cost = UNKNOWN
    if (word === typed) cost = 0
    else {
      if (!own.get(word)) own.set(word, stems(word))
      if (own.get(word).some((stem) => forms.has(stem))) cost = FORM
      else if (typed.length > 2 && word.startsWith(typed)) cost = BEGINS
      else if (limit && typed.length > 4 && errors(typed, word, limit) < Infinity) cost = ERROR
    }
    if (cost < UNKNOWN) found.set(word, cost)
  }
  return found
}
