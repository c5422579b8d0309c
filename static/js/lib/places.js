/**
 * Places by name: the core at once, and what lies below it from shards that are fetched as names are typed.
 *
 * @typedef {import('./search.js').Place} Place
 *
 * @typedef {object} Row - a place as it is looked for
 * @property {string} name
 * @property {number} level - in `core.levels`; -1: a postal code
 * @property {string} code
 * @property {number} depth - levels below the core, in DEPTHS
 * @property {string[]} keys - what it is called, squashed
 * @property {string[]} later - its name from the second word on, and so forth
 * @property {[string, string][]} below - code and name of each region between it and the core, the smallest first
 * @property {number | null} core - the number of the smallest region of the core that it is, or is in
 * @property {number | null} latitude - thousandths of a degree
 * @property {number | null} longitude
 * @property {string | null} island
 */
import { openRanges } from './ranges.js'
import { errors, forgiven, respell, split, squash } from './text.js'

// A score is the sum of what is unlike: the name, how small the place is, and a level that was typed and is another.
const BEGINS = 1 // "slem"
const ERROR = 1.1 // "slemsn"
const DOUBLED = 0.2 // "makasar"
const LATER_WORD = 1.3 // "priok"
const ERRORS = 2 // two of them, or one in a short name
const BEGINS_WITH_ERROR = 2.5 // "yokyak"
const OLD_SPELLING = 0.2 // "Soerabaja"
const DEPTHS = [0, 0.5, 1.2] // the core, the first level below it, all others
const OTHER_LEVEL = 0.7 // "kota sleman": it is a regency
const SAME_LEVEL = 0.5 // of what a small place costs, if its level was typed: "desa depok" is no city
const LEVEL_LAST = 0.6 // "pontianak kota" is a district first, and then Kota Pontianak
const WITHIN = 0.01 // "sukasari bandung"

const GOOD = ERROR + DEPTHS[2] // as much like or more: others may be meant, too

/** A place that is so much more like than the next one was surely meant. */
export const SURE = 0.3

const LEAST_LETTERS = 3 // of a name that is looked for below the core
const LEAST_MISTYPED = 5 // of a name in whose first letters an error is looked for
const WIDER = 4 // letters that are surely right, or half of them
const MOST_WORDS = 8 // of a text; the rest is not read
const REMEMBERED = 2000 // keys
const MOST_SHARDS = 3 // for one name
const MOST_MEANT = 2 // for all names that are nearly so called

/**
 * @param {any} core - core.json
 * @param {import('./search.js').FetchJson} fetchJson
 */
export function openPlaces(core, fetchJson) {
  const regions = unpacked(core.regions)
  /** @type {Map<string, Set<number>>} */
  const levelsOf = new Map()
  for (const [word, level] of core.level_words) levelsOf.set(word, (levelsOf.get(word) ?? new Set()).add(level))
  const rows = regions.code.map((_, number) => coreRow(regions, number, levelsOf))
  for (const [alias, number] of core.aliases) rows[number].keys.push(squash(alias))
  const numbers = new Map(regions.code.map((code, number) => [code, number]))
  const shards = openRanges(core.places, fetchJson, (data) => shardRows(data, regions.code, levelsOf))
  const endings = openRanges(core.endings, fetchJson, nameRows)
  const alike = openMemory(alikeIn)
  const begun = openMemory(begunIn)

  /** Numbers of a region of the core and of those above it. */
  const upwards = (number) => (number === null || number < 0 ? [] : [number, ...upwards(regions.above[number])])
  const around = (row) => upwards(row.core).slice(row.depth ? 0 : 1)
  const centres = (row) => (row.core === null ? 0 : regions.count[row.core])

  /** @returns {Place} */
  const place = (row, score) => ({
    code: row.code,
    name: row.name,
    level: core.levels[row.level] ?? 'postal_code',
    small: row.depth > 0,
    within: [...row.below.map(([, name]) => name), ...around(row).map((number) => regions.name[number])],
    lineage: [...new Set([row.code, ...row.below.map(([code]) => code), ...around(row).map((n) => regions.code[n])])],
    latitude: degrees(row.latitude),
    longitude: degrees(row.longitude),
    island: row.island,
    centres: centres(row),
    whole: score - DEPTHS[row.depth] < BEGINS,
    score,
  })

  /** Whether words name regions around a place, one after the other. */
  const inside = (row, words) =>
    !words.length ||
    fits(words, [...row.below.map(([, name]) => squash(name)), ...around(row).flatMap((n) => rows[n].keys)], levelsOf)

  /** Whether a district at hand is so called. */
  const isDistrict = (key) =>
    shards.now(shards.of(key, 1)).some((pool) => alike(pool, key).some(([row, unlike]) => unlike === 0 && row.depth === 1))

  /** Whether words may name regions at all. */
  const region = (words) => {
    const named = (key) => alike(rows, key).length > 0 || isDistrict(key)
    const begins = (i) => named(words.slice(0, i + 1).join(''))
    const ends = (i) => named(words.slice(i).join(''))
    return !words.length || (words.some((word) => !levelsOf.has(word)) && words.some((_, i) => begins(i) || ends(i)))
  }

  /** How a text may be a name: with or without words for its level, alone or with the regions that hold it. */
  const readings = (text) => readingsOf(text, levelsOf).filter(({ rest }) => region(rest))

  /** The names alike in the core and in files: in these without errors, if a name of any begins as it was typed. */
  const alikeOf = (key, files) => {
    const pools = shards.now(files)
    const inCore = alike(rows, key)
    const asTyped = [inCore, ...pools.map((pool) => begun(pool, key))]
    return asTyped.some(hasBegun) ? asTyped : [inCore, ...pools.map((pool) => alike(pool, key))]
  }

  const ranked = (text, files, limit) => {
    /** @type {Map<string, { row: Row, score: number }>} */
    const found = new Map()
    for (const { key, levels, rest, cost } of readings(text)) {
      for (const pool of alikeOf(key, files)) {
        for (const [row, unlike] of pool) {
          const isSame = levels?.has(row.level)
          const other = levels && !isSame ? OTHER_LEVEL : 0
          const score = unlike + DEPTHS[row.depth] * (isSame ? SAME_LEVEL : 1) + other + (rest.length ? WITHIN : 0) + cost
          const id = `${row.code} ${row.level}`
          if (score < (found.get(id)?.score ?? Infinity) && inside(row, rest)) found.set(id, { row, score })
        }
      }
    }
    return [...found.values()]
      .sort(
        (one, other) =>
          one.score - other.score ||
          one.row.level - other.row.level ||
          centres(other.row) - centres(one.row) ||
          (one.row.code < other.row.code ? -1 : 1),
      )
      .slice(0, limit)
      .map(({ row, score }) => place(row, score))
  }

  const keysOf = (text, least) => unique(readings(text).map(({ key }) => key)).filter((key) => key.length >= least)
  const holding = (keys) => unique(keys.flatMap((key) => shards.of(key, MOST_SHARDS))).slice(0, 2 * MOST_SHARDS)

  /** The files of names that are so called, or begin so. */
  const filesOf = (text) => holding(keysOf(text, LEAST_LETTERS))

  /** The files of all endings like a text's; regions that follow a name are left out first. */
  const endingsOf = (text) => {
    const keys = keysOf(text, LEAST_MISTYPED).reverse()
    const likeliest = keys.flatMap((key) => endings.of(backwards(key), 1))
    const others = keys.flatMap((key) => endings.of(half(backwards(key)), MOST_SHARDS))
    return unique([...likeliest, ...others]).slice(0, MOST_SHARDS)
  }

  /** The files of names that are nearly so called, by the endings at hand; else of those that begin alike. */
  const mistypedOf = (text) => {
    const names = endings.now(endingsOf(text))
    const found = keysOf(text, LEAST_MISTYPED).flatMap((key) => names.flatMap((rows) => alike(rows, key)))
    const near = found.filter(([, unlike]) => unlike <= ERROR).sort(([, one], [, other]) => one - other)
    const files = unique(near.flatMap(([{ keys: [key] }]) => shards.of(key, MOST_SHARDS))).slice(0, MOST_MEANT)
    return files.length ? files : holding(keysOf(text, LEAST_LETTERS).slice(-1).map(half))
  }

  /** Whether a place, if there is one, is so much like that no error has to be looked for. */
  const isGood = (place) => place !== undefined && place.score < GOOD

  return {
    /**
     * Places so called, best first, of what is at hand; if none is much like, also those that errors may hide, but for
     * whom a score above `most` is of no use.
     */
    searchNow(text, most = Infinity, limit = 10) {
      const files = filesOf(text)
      const found = ranked(text, files, limit)
      return isGood(found[0]) || most < ERROR ? found : ranked(text, [...files, ...mistypedOf(text)], limit)
    },

    isGood,

    /** Whether no more than one error is in its name. */
    isNear: ({ score }) => score <= GOOD + WITHIN,

    /** How many files are at hand. */
    files: () => shards.count() + endings.count(),

    /** Whether every place that is so called is at hand. */
    complete: (text) => {
      const files = new Set(filesOf(text))
      return shards.now([...files]).length === files.size
    },

    /** Fetches the places that are so called. */
    fetch: (text) => shards.fetch(filesOf(text)),

    /** Fetches the places that are nearly so called. */
    async fetchMistyped(text) {
      const files = filesOf(text)
      await shards.fetch(files)
      if (isGood(ranked(text, files, 1)[0])) return
      await endings.fetch(endingsOf(text))
      await shards.fetch(mistypedOf(text))
    },

    /** The place of this code that is so called; null: there is none. */
    async find(code, name) {
      const number = numbers.get(code)
      if (number !== undefined) return place(rows[number], 0)
      const files = shards.of(squash(name), MOST_SHARDS)
      await shards.fetch(files)
      const row = shards.now(files).flat().find((row) => row.code === code && row.name === name)
      return row ? place(row, 0) : null
    },

    /** Codes and names of a region of the core and of those above it, the smallest first. */
    above: (number) => upwards(number ?? null).map((n) => [regions.code[n], regions.name[n]]),
    island: (number) => rows[number]?.island ?? null,
    /** All regions of the core. */
    regions: () => rows.map((row) => place(row, 0)),
  }
}

/** Remembers how unlike names are to a key; only those that are alike at all are told. */
function openMemory(found) {
  /** @type {Map<Row[], Map<string, [Row, number][]>>} */
  const pools = new Map()
  return (rows, key) => {
    const known = pools.get(rows) ?? new Map()
    pools.set(rows, known)
    if (known.size > REMEMBERED) known.clear()
    if (!known.has(key)) known.set(key, found(rows, key))
    return known.get(key)
  }
}

/** Where a name begins as it was typed, no error is looked for: that takes ten times as long. */
function alikeIn(rows, key) {
  const begun = begunIn(rows, key)
  if (hasBegun(begun)) return begun
  const now = respell(key)
  const asTyped = meantBy(key)
  const asRespelled = now === key ? () => Infinity : meantBy(now)
  return within(rows, (row) => Math.min(asTyped(row), asRespelled(row) + OLD_SPELLING))
}

const hasBegun = (found) => found.some(([, unlike]) => unlike <= BEGINS)
const begunIn = (rows, key) => within(rows, (row) => unlikeness(key, row))

function within(rows, unlike) {
  const found = []
  for (const row of rows) {
    const score = unlike(row)
    if (score < Infinity) found.push([row, score])
  }
  return found
}

/** The columns of the core with codes and points in full: they are told by what they differ from those above. */
function unpacked({ code: ends, at: steps, above, ...others }) {
  const code = []
  const at = []
  above.forEach((holder, i) => {
    code.push(fullCode(ends[i], code[holder]))
    for (const axis of [2 * i, 2 * i + 1]) {
      at.push(steps[axis] === null ? null : steps[axis] + (at[2 * holder + (axis % 2)] ?? 0))
    }
  })
  return { code, at, above, ...others }
}

const fullCode = (end, above = '') => (end.startsWith('=') ? end.slice(1) : above + end)

/** @returns {Row} */
function coreRow({ name: names, code, level, at, island, islands }, number, levelsOf) {
  const words = split(names[number])
  while (words.length > 1 && levelsOf.has(words[0])) words.shift()
  return {
    name: names[number],
    level: level[number],
    code: code[number],
    depth: 0,
    keys: [...new Set([squash(names[number]), words.join('')])],
    later: words.slice(1).map((_, i) => words.slice(i + 1).join('')),
    below: [],
    core: number,
    latitude: at[2 * number],
    longitude: at[2 * number + 1],
    island: islands[island[number]] ?? null,
  }
}

/** @returns {Row[]} */
function shardRows({ above, name, level, in: holders, code, at, key }, coreCodes, levelsOf) {
  return name.map((own, i) => {
    const [core, island, ...below] = above[holders[i]]
    const holder = below[0]?.[0] ?? coreCodes[core]
    const later = key[i] && squash(own).endsWith(key[i]) && !levelsOf.has(split(own)[0]) // what follows its first word
    return {
      name: own,
      level: level[i],
      code: fullCode(code[i], holder),
      depth: below.length ? 2 : 1,
      ...(later ? { keys: [], later: [key[i]] } : { keys: [key[i] ?? squash(own)], later: [] }),
      below,
      core,
      latitude: at[2 * i],
      longitude: at[2 * i + 1],
      island,
    }
  })
}

/** The names of a file of endings: a capital tells how many letters each shares with the one before, A for none. */
function nameRows(text) {
  let name = ''
  return Array.from(text.matchAll(/([A-Z])([^A-Z]*)/g), ([, shared, rest]) => {
    name = name.slice(0, shared.charCodeAt(0) - 65) + rest
    return { keys: [backwards(name)], later: [] }
  })
}

/** How a text may be a name; see `readings`. After a comma there are only regions that hold the place. */
function readingsOf(text, levelsOf) {
  const [head, ...tail] = text.split(',').map(split)
  const readings = []
  const begun = head.findIndex((word) => !levelsOf.has(word)) + 1 // a name has more than words for levels
  const least = tail.length ? head.length : begun || head.length
  for (let length = Math.min(head.length, MOST_WORDS); length >= least; length -= 1) {
    const words = head.slice(0, length)
    const rest = [...head.slice(length), ...tail.flat()].slice(0, MOST_WORDS)
    readings.push({ key: words.join(''), levels: null, rest, cost: 0 })
    let first = 0
    while (first < length - 1 && levelsOf.has(words[first])) first += 1
    const last = words[length - 1]
    if (first) readings.push({ key: words.slice(first).join(''), levels: levelsOf.get(words[0]), rest, cost: 0 })
    else if (length > 1 && levelsOf.has(last)) {
      readings.push({ key: words.slice(0, -1).join(''), levels: levelsOf.get(last), rest, cost: LEVEL_LAST })
    }
  }
  return readings
}

/** How unlike a name is that was typed without an error; Infinity: it is another. */
function unlikeness(typed, { keys, later }) {
  if (keys.includes(typed)) return 0
  if (keys.some((key) => key.startsWith(typed))) return BEGINS
  return typed.length >= LEAST_LETTERS && later.some((key) => key.startsWith(typed)) ? LATER_WORD : Infinity
}

/** The same for one that may have errors. */
function meantBy(typed) {
  const limit = /^\d/.test(typed) ? 0 : forgiven(typed.length)
  return (row) => Math.min(unlikeness(typed, row), limit ? mistakes(typed, row, limit) : Infinity)
}

/** The same for one with errors, up to so many. */
function mistakes(typed, { keys }, limit) {
  let best = Infinity
  for (const key of keys) {
    if (!mayBeMeant(typed, key)) continue
    const wrong = errors(typed, key, limit)
    if (wrong === 1 && single(typed) === single(key)) best = Math.min(best, DOUBLED)
    else if (wrong < Infinity) best = Math.min(best, wrong === 1 && typed.length > 4 ? ERROR : ERRORS)
    else if (typed.length > 4 && errors(typed, key, 1, true) === 1) best = Math.min(best, BEGINS_WITH_ERROR)
  }
  return best
}

const single = (word) => word.replace(/(.)\1/g, '$1')

/** Two words that differ by little share one of their first two letters. */
const mayBeMeant = (typed, key) =>
  typed[0] === key[0] || typed[1] === key[1] || typed[0] === key[1] || typed[1] === key[0]

/** Whether words name regions around a place, one after the other. */
function fits(words, keys, levelsOf) {
  if (!words.length) return true
  for (let length = words.length; length > 0; length -= 1) {
    const key = words.slice(0, length).join('')
    const last = length === words.length
    const meant = keys.some(
      (around) =>
        around === key ||
        (last && key.length >= LEAST_LETTERS && around.startsWith(key)) ||
        (key.length > 5 && errors(key, around, 1) === 1),
    )
    if (meant && fits(words.slice(length), keys, levelsOf)) return true
  }
  return levelsOf.has(words[0]) && fits(words.slice(1), keys, levelsOf)
}

const unique = (items) => [...new Set(items)]
const backwards = (key) => [...key].reverse().join('')

/** The letters of a name that are right if an error is behind its middle. */
const half = (key) => key.slice(0, Math.max(LEAST_LETTERS, Math.min(WIDER, key.length >> 1)))

const degrees = (thousandths) => (thousandths === null ? null : thousandths / 1000)
