/**
 * What somebody meant who typed a need, a place or both into one box: "halal sleman", "modal usaha di Ende".
 *
 * @typedef {import('./search.js').Reading} Reading
 */
import { SURE } from './places.js'
import { BEFORE_PLACES, IDLE, split } from './text.js'

const MOST_ROUNDS = 3 // of fetching what a text may mean
const MOST_WORDS = 8 // are read
const UNREAD_NEED = 2 // what each word costs that is no need
const NO_PLACE = 2.1 // and each that is of no place
const UNREAD_PLACE = 1.9 // what a name costs that may be in a shard that is not there yet
const MORE_WORDS = 0.01 // each of that name's words but the first
const CENTRE = 1.5 // what a centre's name costs: people ask for needs and places
const BORDER = 0.3 // what speaks for a place after "di"
const DOUBT = 0.3 // a need that is no more like than this may be a place instead

/**
 * @param {ReturnType<import('./places.js').openPlaces>} places
 * @param {ReturnType<import('./needs.js').openNeeds>} needs
 * @param {ReturnType<import('./names.js').openNames>} names
 */
export function openReader(places, needs, names) {
  const idle = (word) => IDLE.has(word) || needs.common.has(word)

  /** The ways of taking a text apart: [need, place, what speaks for it]. */
  const divisions = (text) => {
    const tokens = text.trim().split(/\s+/).filter((token) => split(token).length).slice(0, MOST_WORDS)
    const word = (i) => split(tokens[i] ?? '')[0]
    const found = []
    for (let at = 0; at <= tokens.length; at += 1) {
      const border = BEFORE_PLACES.has(word(at - 1)) || (at === 0 && BEFORE_PLACES.has(word(0)))
      const halved = at < tokens.length && needs.levels.has(word(at - 1)) // "kecamatan" belongs to what follows
      if (!halved && !BEFORE_PLACES.has(word(at))) found.push([tokens.slice(0, at), tokens.slice(at), border ? BORDER : 0])
      if (at > 0 && at < tokens.length && !BEFORE_PLACES.has(word(at - 1))) {
        found.push([tokens.slice(at), tokens.slice(0, at), 0])
      }
    }
    return found.map(([need, place, bonus]) => [
      need.filter((token) => !BEFORE_PLACES.has(split(token)[0])).join(' '),
      place.join(' '),
      bonus,
    ])
  }

  const best = (text) => {
    let least = Infinity
    let choice = { needText: '', placeText: '', needs: [], places: [], cost: 0 }
    for (const [needText, placeText, bonus] of divisions(text)) {
      const found = { needText, placeText, needs: needs.search(needText), places: [] }
      const busy = split(needText).filter((word) => !idle(word)).length
      let cost = (found.needs[0]?.score ?? UNREAD_NEED * busy) - bonus
      if (cost >= least) continue
      if (placeText) {
        found.places = places.searchNow(placeText)
        const length = split(placeText).length
        const unread = places.complete(placeText) ? NO_PLACE * length : UNREAD_PLACE + MORE_WORDS * (length - 1)
        cost += Math.min(found.places[0]?.score ?? unread, unread)
      }
      if (cost < least) [least, choice] = [cost, { ...found, cost }]
    }
    return choice
  }

  /** @returns {Reading} */
  const reading = (text) => {
    const choice = best(text)
    const [first, second] = choice.places
    const sure = first && (!second || second.score - first.score > SURE)
    const named = names.searchNow(text)
    return { ...choice, text, place: sure ? first : null, named, byName: isName(named, choice.cost) }
  }

  /** The latest, and of how many shards it was made: most keys bring no new one. */
  let latest = { files: 0, reading: null }
  const readNow = (text) => {
    const files = places.files()
    if (latest.reading?.text !== text || latest.files !== files) latest = { files, reading: reading(text) }
    return latest.reading
  }

  return {
    readNow,

    async read(text) {
      const asked = new Set()
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const { needs, placeText } = readNow(text)
        const doubtful = !placeText && !(needs[0]?.score <= DOUBT)
        const wanted = placeText || (doubtful ? text : '')
        if (!wanted || asked.has(wanted)) break
        asked.add(wanted)
        await places.search(wanted)
      }
      const found = readNow(text)
      const named = found.cost > CENTRE ? await names.search(text) : []
      return named.length ? { ...found, named, byName: isName(named, found.cost) } : found
    },
  }
}

/** Whether a centre's name explains a text better than a need and a place do. */
const isName = ([first], cost) => Boolean(first) && CENTRE + first.score < cost
