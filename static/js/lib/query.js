/**
 * What somebody meant who typed a need, a place or both into one box: "halal sleman", "modal usaha di Ende".
 *
 * @typedef {import('./search.js').Reading} Reading
 */
import { SURE } from './places.js'
import { BEFORE_PLACES, IDLE, split, tokens } from './text.js'

const MOST_ROUNDS = 4 // of fetching what a text may mean
const MOST_WORDS = 8 // that say something are read
const MOST_FREE = 5 // with more, a place that nothing announces is looked for only at an end, and among fewer ways
const MOST_PLAIN = 3 // words of such a place
const STRANGER = 1.4 // what each word costs that is neither
const UNREAD_PLACE = 1.3 // what a name costs that may be in a shard that is not there yet
const MORE_WORDS = 0.01 // each of that name's words but the first
const CENTRE = 1.35 // what a centre's name costs: people ask for needs and places
const BORDER = 0.3 // what speaks for a place after "di"
const GUESS = 1 // a small place that nothing announces, beside words that are not understood, or hardly
const HARDLY = 1 // a need that is more unlike than this is hardly understood
const SHORT = 0.3 // a small place of few letters that nothing announces: it may be any word
const FEW_LETTERS = 4
const LEAST_LETTERS = 3 // of a part of a text that is the beginning of a name
const MISTYPED = 1.3 // a place that is nearly so called, if it is announced or of many letters: fewer are as likely a word
const MANY_LETTERS = 8
const UNLIKE = 2.45 // a need or a place that is more unlike than this is none
const GUESSED = 2 // a place that is no more like than this is offered, and not taken for sure
const PART = 1.75 // likewise, where one word is all that tells it: a part of a small place's name may be any word
const WHOLE = 1 // likewise, beside words that are not understood
const DOUBT = 0.3 // a text that is read no better than this may be the name of a place as a whole

/**
 * @param {ReturnType<import('./places.js').openPlaces>} places
 * @param {ReturnType<import('./needs.js').openNeeds>} needs
 * @param {{ searchNow: (text: string) => import('./search.js').Named[], search: (text: string) => Promise<import('./search.js').Named[]> }} names
 */
export function openReader(places, needs, names) {
  const announces = (word) => BEFORE_PLACES.has(word) || needs.levels.has(word)
  const isIdle = (word) => IDLE.has(word) || (needs.common.has(word) && !needs.levels.has(word))
  const isBusy = (word) => word.length > 1 && !isIdle(word) && !announces(word)

  /** The parts of a text, with their words, and those of them that say something. */
  const taken = (text) => {
    const all = tokens(text).map((token) => ({ token, words: split(token), word: split(token)[0] }))
    return { all, parts: all.filter(({ words }) => !words.every(isIdle)).slice(0, MOST_WORDS) }
  }

  /** The ways of taking a text apart into a place and what stands around it. */
  const divisions = ({ all, parts }) => {
    const found = [{ need: parts, place: [], announced: false, border: false }]
    const many = parts.length > MOST_FREE
    const hasIdle = parts.length && all.length > parts.length && all.length <= MOST_FREE // names may have such words, too
    if (hasIdle) found.push({ need: [], place: all, announced: false, border: false })
    for (let from = 0; from < parts.length; from += 1) {
      const before = parts[from - 1]?.word
      if (BEFORE_PLACES.has(parts[from].word) || needs.levels.has(before)) continue // "kecamatan" belongs to what follows
      const border = BEFORE_PLACES.has(before)
      const announced = border || needs.levels.has(parts[from].word)
      for (let to = parts.length; to > from; to -= 1) {
        const after = parts[to]?.word
        if (BEFORE_PLACES.has(parts[to - 1].word) || needs.levels.has(after)) continue
        if (to - from < parts.length && parts.slice(from, to).every(({ word }) => needs.levels.has(word))) continue // "di desa"
        const atEnd = from === 0 || to === parts.length
        if (many && !announced && (!atEnd || to - from > MOST_PLAIN)) continue
        const need = [...parts.slice(0, from), ...parts.slice(to)]
        const place = parts.slice(from, to)
        const turning = !many && !needs.levels.has(place.at(-1).word)
        for (const turned of turning ? turns(place, needs.levels) : [place]) found.push({ need, place: turned, announced, border })
      }
    }
    return found
  }

  const join = (parts) => parts.map(({ token }) => token).join(' ')

  /** What a place costs, and those that may be meant; null: none is so called. */
  const placeCost = (placeText, { announced, alone, odd, most }, isRead) => {
    const words = split(placeText)
    const letters = words.join('').length
    const found = places.searchNow(placeText, most)
    const [first] = found
    let cost = Infinity
    if (first) {
      const guessed = first.small && !announced && !alone
      const meant = first.small && places.isNear(first) && (announced || letters >= MANY_LETTERS)
      cost = (meant ? Math.min(first.score, MISTYPED) : first.score) + (guessed && odd ? GUESS : 0) + (guessed && letters <= FEW_LETTERS ? SHORT : 0)
      if (cost > UNLIKE || (!alone && letters < LEAST_LETTERS && first.score > 0)) cost = Infinity
      if (!announced && !alone && first.score >= WHOLE && words.every(needs.knows)) cost = Infinity // they tell a need
    }
    const unread = UNREAD_PLACE + MORE_WORDS * (words.length - 1)
    if (cost > unread && !isRead(placeText)) return { cost: unread, found }
    return cost < Infinity ? { cost, found } : null
  }

  /** The cheapest way of reading a text; `isRead` tells of a part whether all places so called are at hand. */
  const best = (text, isRead = places.complete) => {
    const { all, parts } = taken(text)
    let least = Infinity
    let chosen = Infinity
    let choice = { needText: '', placeText: '', announced: false, needs: [], places: [], unread: split(join(parts)).filter(isBusy), cost: Infinity }
    // Short places are soon looked for, and most often meant; of two ways that cost the same, the first of all counts.
    const ways = divisions({ all, parts }).map((way, at) => ({ ...way, at }))
    const isBehind = (cost, at) => cost > least || (cost === least && at > chosen)
    for (const { need, place, announced, border, at } of ways.sort((one, other) => one.place.length - other.place.length)) {
      const needText = join(need.filter(({ word }) => !BEFORE_PLACES.has(word)))
      const placeText = join(place)
      const { found, unread } = needs.read(needText)
      const strangers = found.length ? unread : split(needText).filter(isBusy)
      let cost = found[0]?.score ?? STRANGER * strangers.length
      const own = cost - STRANGER * strangers.length // of the words that were understood
      if (found.length && own > (strangers.length ? HARDLY : UNLIKE)) continue
      if (border) cost -= BORDER
      if (isBehind(cost, at) || (!found.length && !placeText)) continue
      const odd = strangers.length > 0 || own > HARDLY
      const told = placeText ? placeCost(placeText, { announced, alone: !needText, odd, most: least - cost }, isRead) : null
      if (placeText && !told) continue
      cost += told?.cost ?? 0
      if (!isBehind(cost, at)) {
        least = cost
        chosen = at
        const read = need.filter(({ word }) => !BEFORE_PLACES.has(word) && !strangers.includes(word))
        choice = { needText: join(read), placeText, announced, needs: found, places: told?.found ?? [], unread: strangers, cost }
      }
    }
    const tellsNothing = ({ word }, at) => BEFORE_PLACES.has(word) || (at > 0 && needs.levels.has(word))
    const everything = all.length > 0 && parts.every(tellsNothing) && !choice.places.length
    return { ...choice, everything, whole: parts.length <= MOST_FREE ? join(parts) : '' }
  }

  /** @returns {Reading} */
  const reading = (text, isRead) => {
    const { announced, ...choice } = best(text, isRead)
    const [first, second] = choice.places
    const isPart = split(choice.placeText).filter(isBusy).length < 2
    const most = announced ? GUESSED : choice.unread.length ? WHOLE : isPart ? PART : GUESSED
    const sure = first && first.score < most && (!second || second.score - first.score > SURE)
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

  /** Whether need and place explain all of a text, so that no error has to be looked for. */
  const isExplained = ({ unread, placeText, places: found }) => !unread.length && (!placeText || places.isGood(found[0]))

  /**
   * Fetches, one after the other, the parts of a text that may be a place by what is at hand, and the whole of it
   * while there is `doubt`.
   */
  const fetchAll = async (text, fetch, doubt) => {
    const asked = new Set()
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const found = best(text, (part) => asked.has(part))
      const wanted = [found.placeText, doubt(found) ? found.whole : ''].find((name) => name && !asked.has(name))
      if (!wanted) break
      asked.add(wanted)
      await fetch(wanted)
    }
  }

  return {
    readNow,

    async read(text) {
      await fetchAll(text, places.fetch, ({ cost }) => cost > DOUBT)
      if (!isExplained(readNow(text))) await fetchAll(text, places.fetchMistyped, ({ unread }) => unread.length > 0)
      const isHalf = ({ placeText, places: found }) => placeText && !found.length // some name is still to be read
      const found = isHalf(readNow(text)) ? reading(text, () => true) : readNow(text)
      const named = found.cost > CENTRE ? await names.search(text) : []
      return named.length ? { ...found, named, byName: isName(named, found.cost) } : found
    },
  }
}

/**
 * Words in their order, and with those that come first put last: "jakarta timur duren sawit" names the larger first.
 * A word for a level stays before the name that follows it.
 */
const turns = (parts, levels) =>
  parts.flatMap((_, at) => (at && levels.has(parts[at - 1].word) ? [] : [[...parts.slice(at), ...parts.slice(0, at)]]))

/** Whether a centre's name explains a text better than a need and a place do. */
const isName = ([first], cost) => Boolean(first) && CENTRE + first.score < cost
