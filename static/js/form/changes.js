/**
 * What differs between two values of a centre, in words: for whoever looks at it once more, and for a message. No DOM.
 *
 * @typedef {object} Change
 * @property {string} label - "Jam buka, Jumat"
 * @property {string | null} before - in words; null: there was nothing
 * @property {string | null} after - null: there is nothing any more
 */

import { alike, common, same } from '../lib/yaml_edit.js'
import { isYes } from './value.js'
import { daysOf, sameHours } from './week_value.js'

/**
 * @param {any} before
 * @param {any} after
 * @param {import('./terms.js').Terms} terms
 * @returns {Change[]}
 */
export function changesOf(before, after, terms) {
  return recordChanges('centre', before ?? {}, after ?? {}, [], terms)
}

function recordChanges(record, before, after, labels, terms) {
  return terms.list.records[record].flatMap(({ name, shape }) => {
    if (same(before[name], after[name])) return []
    return partChanges(shape, before[name], after[name], [...labels, terms.label(record, name)], terms, name)
  })
}

function partChanges(shape, before, after, labels, terms, name) {
  if (shape.kind === 'record') return recordChanges(shape.record, before ?? {}, after ?? {}, labels, terms)
  if (shape.kind === 'week') return weekChanges(before, after, labels, terms)
  if (shape.kind === 'list') return listChanges(shape.item, before ?? [], after ?? [], labels, terms, name)
  if (shape.kind === 'words' && [before, after].some((value) => typeof value === 'object')) {
    return wordChanges(before, after, labels, terms)
  }
  return [{ label: labels.join(', '), before: inWords(shape, before, terms, name), after: inWords(shape, after, terms, name) }]
}

function weekChanges(before, after, labels, terms) {
  const [own, its] = [daysOf(before), daysOf(after)]
  const where = labels.length > 1 ? labels.slice(0, -1) : labels
  return terms.days.flatMap((day, at) => {
    if (sameHours(own[at], its[at]) && Boolean(before) === Boolean(after)) return []
    const told = (value, week) => (week ? (value ?? terms.words('week.closed')) : null)
    return [{ label: [...where, day].join(', '), before: told(own[at], before), after: told(its[at], after) }]
  })
}

function wordChanges(before, after, labels, terms) {
  const [main] = terms.list.languages
  const told = (value) => (typeof value === 'string' ? { [main]: value } : (value ?? {}))
  const [own, its] = [told(before), told(after)]
  return [...new Set([...Object.keys(own), ...Object.keys(its)])]
    .filter((language) => !same(own[language], its[language]))
    .map((language) => ({
      label: `${labels.join(', ')} (${terms.languageName(language)})`,
      before: own[language] ?? null,
      after: its[language] ?? null,
    }))
}

function listChanges(item, before, after, labels, terms, name) {
  const label = labels.join(', ')
  const changes = []
  let [from, to] = [0, 0]
  for (const [own, its] of [...common(before, after), [before.length, after.length]]) {
    for (; from < own && to < its; from += 1, to += 1) {
      if (item.record && alike(before[from], after[to])) {
        changes.push(...recordChanges(item.record, before[from], after[to], [`${label} ${to + 1}`], terms))
      } else {
        changes.push({ label, before: inWords(item, before[from], terms, name), after: inWords(item, after[to], terms, name) })
      }
    }
    for (; from < own; from += 1) changes.push({ label, before: inWords(item, before[from], terms, name), after: null })
    for (; to < its; to += 1) changes.push({ label, before: null, after: inWords(item, after[to], terms, name) })
    from = own + 1
    to = its + 1
  }
  return changes
}

/** A value on one line. */
function inWords(shape, value, terms, name) {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return terms.optionName(shape, value, name)
  if (Array.isArray(value)) return value.map((item) => inWords(shape.item, item, terms, name)).join(', ')
  if (shape.kind === 'words') return Object.values(value).join(' / ')
  if (shape.kind === 'week') return Object.entries(value).map(([days, text]) => `${days} ${text}`).join('; ')
  const fields = terms.list.records[shape.record] ?? []
  return fields
    .filter(({ name: own }) => own in value)
    .map(({ name: own, shape: part }) => {
      const label = terms.label(shape.record, own)
      return part.reader === 'yes_no' && isYes(value[own]) ? label : `${label}: ${inWords(part, value[own], terms, own)}`
    })
    .join('; ')
}
