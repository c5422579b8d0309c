/**
 * The table of regions, for checks: what sitegen/regions.py does with data/regions.csv. No DOM.
 *
 * @typedef {[code: string, name: string, level: string, parent: string]} Row
 * @typedef {{ code: string, name: string, level: string, parent: string }} Region
 */

import { likeness } from './alike.js'

const LONGEST = 60
const CANDIDATES = 40
const SHORT = 5 // letters; so few are like many names
export const ABBREVIATED = 3 // letters of an abbreviation, or more

export class RegionTable {
  /**
   * @param {Row[]} rows - each after the one that holds it
   * @param {[alias: string, code: string][]} [aliases] - other names that people use
   */
  constructor(rows, aliases = []) {
    this.aliases = aliases
    /** @type {Map<string, Region>} */
    this.regions = new Map(rows.map(([code, name, level, parent]) => [code, { code, name, level, parent }]))
  }

  /** @param {string} code @returns {Region | undefined} */
  get(code) {
    return this.regions.get(code)
  }

  /** The code that somebody who typed a wrong code, or a name, most likely meant. */
  guess(typed) {
    const text = typed.slice(0, LONGEST)
    for (const spelling of spellings(text)) {
      const found = this.#bySpelling().get(spelling)
      if (found) return found
    }
    for (const beginning of beginnings(text)) {
      const found = this.#bySpelling().get(beginning)
      if (found) return found
    }
    return this.#likest(({ name }) => name, text) || this.#likest(({ code }) => code, text)
  }

  /** The names of the regions that people call so. */
  calledBy(alias) {
    return this.aliases.filter(([own]) => own.toLowerCase() === alias).map(([, code]) => this.get(code)?.name ?? '').filter(Boolean)
  }

  #bySpelling() {
    this.spelt ??= new Map([
      ...this.aliases.toReversed().map(([alias, code]) => [spellings(alias)[1], code]),
      ...[...this.regions.keys()].reverse().flatMap((code) => spellings(code).map((own) => [own, code])),
    ])
    return this.spelt
  }

  /** Only the few that share most pairs of letters are compared; of equals the one of the highest level counts. */
  #likest(textOf, typed) {
    this.shallowFirst ??= [...this.regions.values()].map((region) => [this.#depth(region), region]).sort(([one], [other]) => one - other)
    const words = new Map(this.shallowFirst.map(([, region]) => [region.code, textOf(region).toLowerCase()]))
    const sought = typed.toLowerCase()
    const shared = new Map()
    for (const pair of pairs(sought)) {
      for (const [code, text] of words) {
        if (` ${text} `.includes(pair)) shared.set(code, (shared.get(code) ?? 0) + 1)
      }
    }
    const alike = sought.length > SHORT ? 0.6 : 0.9
    let best = null
    for (const [code] of [...shared].sort(([, one], [, other]) => other - one).slice(0, CANDIDATES)) {
      const score = likest(words.get(code), sought)
      if (score >= alike && (!best || score > best.score)) best = { code, score }
    }
    return best && best.code
  }

  #depth(region) {
    return region.parent ? 1 + this.#depth(this.get(region.parent)) : 0
  }
}

/** Parts with which a code may begin, spelt without noughts; the longest first. */
function beginnings(text) {
  const isGlued = /^[0-9]+$/.test(text)
  const ends = Array.from(text, (_, end) => end).filter((end) => isGlued || text[end] === '.')
  return ends.reverse().map((end) => spellings(text.slice(0, end))[0])
}

/** 1 for the same words, or the same last words: "pacitan" and "kab. pacitan" are as good as "Kabupaten Pacitan". */
function likest(text, typed) {
  const sought = inFull(typed, text)
  const last = text.split(/\s+/).slice(-sought.split(/\s+/).length).join(' ')
  return Math.max(likeness(text, sought), likeness(last, sought))
}

/** With its first word as in `text`, if it is the beginning of that. */
function inFull(typed, text) {
  const [first, ...rest] = typed.split(' ')
  const [full] = text.split(' ')
  return rest.length && first.length >= ABBREVIATED && full.startsWith(first.replace(/\.+$/, '')) ? [full, ...rest].join(' ') : typed
}

/** Ways in which people write a code: without noughts, 35.1, or without dots, 3501. */
function spellings(code) {
  const folded = code.toLowerCase()
  return [folded.replace(/(?<![\p{L}\p{N}_])0+(?=[\p{L}\p{N}_])/gu, ''), folded.replace(/[^\p{L}\p{N}]/gu, '')]
}

/** Neighbouring characters, with the ends marked, each once. */
function pairs(text) {
  const marked = ` ${text} `
  return [...new Set(Array.from({ length: marked.length - 1 }, (_, at) => marked.slice(at, at + 2)))]
}
