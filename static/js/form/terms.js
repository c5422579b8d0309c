/**
 * What the form calls things, in the page's language.
 *
 * @typedef {object} Terms
 * @property {any} list - the field list of data/form/
 * @property {string} language
 * @property {import('../finder/words.js').Words} words - of the form, by key
 * @property {(problem: { code: string, values: Record<string, string> }) => { message: string, hint: string }} problem -
 *   the command line's words, but for hints that speak of quotation marks and files: here those would mislead
 * @property {string[]} days - from Monday
 * @property {(record: string, name: string) => string} label
 * @property {(record: string, name: string) => string} hint - '' for none
 * @property {(language: string) => string} languageName
 * @property {(shape: any, value: string, name?: string) => string} optionName - of a choice, an id, a
 *   region, a date or yes and no
 * @property {(path: import('../lib/checks.js').Path) => string} placeName - "Kontak 3, Telepon"
 */

import { makeWords } from '../finder/words.js'
import { problemWords } from '../lib/checks.js'
import { isYes } from './value.js'
import { OPEN } from './week_value.js'

/** What has to be typed in a form of its own: an example shows it. */
const FORMED = new Set(['spans', 'date_time', 'partial_date', 'photo_path'])
const DATED = new Set(['date', 'date_time', 'partial_date'])

/**
 * @param {any} list
 * @param {{ form: any, field: any, problem: any }} told - the words of data/form/
 * @param {string} language
 * @param {(code: string) => string} [regionName] - '' where nobody knows it
 * @returns {Terms}
 */
export function makeTerms(list, told, language, regionName = () => '') {
  const { form, field, problem } = told
  const inLanguage = (text) => text[language] ?? Object.values(text)[0]
  const fieldWord = (kind) => (record, name) => form[`${kind}.${record}.${name}`] ?? field[`${record}.${name}.${kind}`] ?? ''
  const label = fieldWord('label')
  const ownHint = fieldWord('hint')
  const hint = (record, name) => {
    const { shape, example } = list.records[record].find((field) => field.name === name)
    const told = ownHint(record, name)
    if (!FORMED.has(shape.reader ?? shape.kind) || told.includes(example)) return told
    return `${told} ${makeWords(form, language)('example', { example: example.replace(/^"|"$/g, '') })}`.trim()
  }
  const ownHints = Object.entries(form).filter(([key]) => key.startsWith('problem.'))
  const problems = { ...problem, ...Object.fromEntries(ownHints.map(([key, text]) => [key.slice('problem.'.length), text])) }

  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  /** "2026-12-31 09.00" as "31 Desember 2026 09.00", "2026-12" as "Desember 2026"; what is no date stays. */
  const dateWords = (text) =>
    text.replace(/^(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?(?![^ T])/, (iso, year, number, day) =>
      [...(day ? [Number(day)] : []), month.format(Date.parse(`${year}-${number}`)), year].join(' '),
    )

  function optionName(shape, value, name = '') {
    if (shape.kind === 'reference' || shape.kind === 'either') {
      const known = list.labels[shape.to ?? shape.text.to]?.[value]
      return known ? inLanguage(known) : value
    }
    if (shape.reader === 'yes_no') return form[isYes(value) ? 'yes' : 'no']
    if (shape.reader === 'region_code' && regionName(value)) return `${regionName(value)} (${value})`
    if (DATED.has(shape.reader)) return dateWords(value)
    if (shape.kind !== 'choice') return value
    if (name === 'legal_status') return inLanguage(list.labels.legal_statuses[value] ?? { id: value })
    const blocks = name === 'about' || name === 'supports'
    return form[`choice.${name}.${value}`] ?? ((blocks && label('centre', value)) || value)
  }

  function placeName(path) {
    const names = []
    let shape = { record: 'centre' }
    for (const key of path) {
      if (typeof key === 'number') {
        names.push(`${names.pop()} ${key + 1}`)
        shape = shape.item ?? {}
      } else if (shape.kind === 'week') {
        if (names.length > 1) names.pop() // "Jam buka, Jumat": that it is every week goes without saying
        names.push(key)
      } else {
        names.push(label(shape.record, key) || form[`language.${key}`] || key)
        shape = list.records[shape.record]?.find(({ name }) => name === key)?.shape ?? {}
      }
    }
    return names.join(', ')
  }

  return {
    list,
    language,
    words: makeWords(form, language),
    problem({ code, values }) {
      if (values.typed === OPEN) return problemWords({ code: 'hours-open', values }, problems)
      const shown = { ...values }
      if (values.guess) shown.guess = values.guess.replace(/^"(.*)"$/, '$1')
      if (values.fields) shown.fields = values.fields.split(', ').map((name) => label('centre', name) || name).join(', ')
      return problemWords({ code, values: shown }, problems)
    },
    days: list.days[language] ?? list.days.en,
    label,
    hint,
    languageName: (code) => form[`language.${code}`] ?? code,
    optionName,
    placeName,
  }
}
