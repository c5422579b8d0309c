/**
 * A draft on top of a newer file: what the draft changed beside what others changed meanwhile, part by part. No DOM.
 */

import { alike, common, isMap, same } from '../lib/yaml_edit.js'
import { daysOf, sameHours, weeklyOf } from './week_value.js'

/**
 * @param {Record<string, any>} draft
 * @param {Record<string, any>} draftBase - what the file said when the draft was begun
 * @param {Record<string, any>} base - what it says now
 * @param {any} list - the field list
 * @returns {{ value: Record<string, any>, clashes: Set<string> }} `clashes`: fields of the top level of which both changed
 *   one part; there the draft's counts
 */
export function rebase(draft, draftBase, base, { records, languages }) {
  const clashes = new Set()

  /** @param {string} [top] - the field of the top level that this is a part of */
  function merged(own, old, newer, shape, top) {
    if (same(own, old)) return newer
    if (same(newer, old) || same(own, newer)) return own
    if (isMap(own) && isMap(newer)) {
      const before = isMap(old) ? old : {}
      return shape.kind === 'week' ? mergedWeek(own, before, newer, top) : mergedMap(own, before, newer, shape, top)
    }
    if (Array.isArray(own) && Array.isArray(newer)) return mergedList(own, Array.isArray(old) ? old : [], newer, shape.item ?? {}, top)
    clashes.add(top)
    return own
  }

  function mergedMap(own, old, newer, shape, top) {
    const shapeOf = (key) => records[shape.record]?.find(({ name }) => name === key)?.shape ?? {}
    const keys = new Set([...Object.keys(newer), ...Object.keys(own)])
    const entries = [...keys].map((key) => [key, merged(own[key], old[key], newer[key], shapeOf(key), top ?? key)])
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  }

  function mergedWeek(own, old, newer, top) {
    const [mine, before, theirs] = [own, old, newer].map((weekly) => daysOf(weekly))
    const days = theirs.map((text, day) => {
      if (sameHours(mine[day], before[day])) return text
      if (![before[day], mine[day]].some((other) => sameHours(text, other))) clashes.add(top)
      return mine[day]
    })
    return weeklyOf(days, newer, languages[0])
  }

  function mergedList(own, old, newer, shape, top) {
    const [mine, theirs] = [own, newer].map((items) => matched(old, items))
    const added = (at) => {
      const came = theirs.added.get(at) ?? []
      return [...came, ...(mine.added.get(at) ?? []).filter((item) => !came.some((other) => same(item, other)))]
    }
    const kept = old.flatMap((item, at) => [merged(mine.now.get(at), item, theirs.now.get(at), shape, top), ...added(at)])
    return [...added(-1), ...kept].filter((item) => item !== undefined)
  }

  return { value: merged(draft, draftBase, base, { kind: 'record', record: 'centre' }), clashes }
}

/**
 * What became of each item of a list.
 *
 * @returns {{ now: Map<number, any>, added: Map<number, any[]> }} by position in the old list: the item now, and new ones
 *   behind it (-1: in front)
 */
function matched(old, items) {
  const now = new Map()
  const added = new Map()
  let [from, to] = [0, 0]
  for (const [own, its] of [...common(old, items), [old.length, items.length]]) {
    const isOneForOne = own - from === its - to
    for (; to < its; to += 1) {
      const next = old.slice(from, own).findIndex((item) => isOneForOne || alike(item, items[to]))
      if (next < 0) added.set(from - 1, [...(added.get(from - 1) ?? []), items[to]])
      else {
        now.set(from + next, items[to])
        from += next + 1
      }
    }
    now.set(own, items[its])
    from = own + 1
    to = its + 1
  }
  return { now, added }
}
