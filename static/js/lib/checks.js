/**
 * The checks of a centre's file, field by field, as `python3 build.py check` makes them: the same codes and values,
 * from the same field list (sitegen/exports/form_data.py). Whether a photo's file is there is left to the build. No
 * DOM, no clock.
 *
 * @typedef {import('./yaml_edit.js').Value} Value
 * @typedef {(string | number)[]} Path - keys and positions from the file's top
 *
 * @typedef {object} Problem
 * @property {string} code
 * @property {Path} path
 * @property {'error' | 'warning'} severity
 * @property {Record<string, string>} values - what its words are filled with
 *
 * @typedef {{ kind: string, value: string, path: Path }} Mark - what can only be checked beside other files
 */

import { closest } from './alike.js'
import { checkBeside, decimal } from './beside.js'
import { faults, repaired, VARIANTS } from './characters.js'
import { readPostalCode, READERS, slug } from './formats.js'
import { DAY, readDays, readSpans, WEEK, weekFaults } from './hours_text.js'
import { readPhone } from './phone.js'
import { WrongValue } from './wrong.js'

const MAX_SHOWN = 60
const CHARACTER_FAULTS = new Set(['character', 'character-composed', 'character-marks', 'character-mixed'])
const SMART_QUOTES = '“”„‟‘’‚«»'
/** Signs and words for what is not known, and what spreadsheets show for it. */
const NOTHING_TOLD =
  /^(?:[-–—_.…?/~ ]*|null|n\/a|tba|tbd|kosong|belum (?:ada|diketahui|tahu)|tidak diketahui|#[A-Z0-9/]+[!?]|#N\/A)$/i
const LANGUAGE = [/^[a-z]{2,3}(-.*)?$/, /^(id|en|bahasa.*|indonesian?|inggris|english)$/i] // what people write for one
const BETWEEN_ITEMS = /[,;\n]|(?:^|\s)(?:-|[0-9]{1,2}[.)]\s)/ // "a, b", "-a -b", "1. a 2. b"
const QUOTED_BY_WORD = new RegExp(`^[${SMART_QUOTES}]([^]*)[${SMART_QUOTES}"']$`)

/**
 * Everything that is wrong with a centre.
 *
 * @param {Record<string, Value>} centre
 * @param {object} list - the field list of data/form/
 * @param {object} [about]
 * @param {string} [about.id] - its own
 * @param {string} [about.today] - for what can't lie in the future
 * @param {import('./beside.js').Surroundings | null} [about.surroundings] - null: what needs them is not checked
 * @returns {Problem[]}
 */
export function checkCentre(centre, list, { id = '', today = '', surroundings = null } = {}) {
  const reading = { list, id, today, problems: [], marks: [], unfit: new Set() }
  const values = read({ kind: 'record', record: 'centre' }, centre, [], reading)
  checkReferences(reading)
  checkDates(reading)
  if (values && today) checkAssurances(values, reading)
  if (surroundings) {
    const ids = Object.values(list.references).flatMap(({ names }) => Object.keys(names))
    const tellMark = (code, { path, value }, told, severity) => tell(reading, code, path, value, { severity, ...told })
    checkBeside(reading.marks, values, id, ids, surroundings, tellMark)
  }
  return reading.problems
}

const isList = Array.isArray
const isMap = (value) => typeof value === 'object' && value !== null && !isList(value)
const isTold = (map, key) => key in map && map[key] !== null
/** Whether nothing is told, be it by a sign for that. */
const tellsNothing = (value) => value === null || (typeof value === 'string' && NOTHING_TOLD.test(value.trim()))
const lengthOf = (text) => [...text].length

/** Adds a problem; of a text whose characters are told nothing else is, for it need not fit. */
function tell(reading, code, path, value, { severity = 'error', ...told } = {}) {
  if (reading.unfit.has(String(path)) && !CHARACTER_FAULTS.has(code)) return
  const values = { ...told }
  if (!('typed' in values) && typeof value === 'string') values.typed = value
  if (lengthOf(values.typed ?? '') > MAX_SHOWN) values.typed = `${[...values.typed].slice(0, MAX_SHOWN - 1).join('')}…`
  reading.problems.push({ code, path, severity, values })
}

/** Reads a value by its shape; undefined once a problem was told. */
function read(shape, value, path, reading) {
  return SHAPES[shape.kind](shape, value, path, reading)
}

const SHAPES = {
  value: (shape, value, path, reading) => readValue(READERS[shape.reader], shape.mark, value, path, reading),

  reference: (shape, value, path, reading) => readValue(READERS.id, shape.to, value, path, reading),

  phone: (_, value, path, reading) =>
    marked('phone', readValue((text) => readPhone(text, reading.list.country, reading.list.phone), null, value, path, reading), path, reading),

  postal_code: (_, value, path, reading) =>
    readValue((text) => readPostalCode(text, reading.list.postal_code), null, value, path, reading),

  spans: (_, value, path, reading) => readValue(readSpans, null, value, path, reading),

  choice({ options }, value, path, reading) {
    const text = readText(value, path, reading)
    if (text === undefined || options.includes(text)) return text
    const quoted = QUOTED_BY_WORD.exec(text)
    if (quoted) tell(reading, 'smart-quotes', path, value, { guess: quoted[1] })
    else {
      const folded = text.toLowerCase().replaceAll(' ', '_')
      const meant = reading.list.meant[folded] ?? folded
      const guess = options.includes(meant) ? meant : closest(folded, options)
      tell(reading, 'choice', path, value, { options: options.join(', '), ...(guess ? { guess } : {}) })
    }
    return undefined
  },

  line({ limit, name }, value, path, reading) {
    const text = readText(value, path, reading)
    if (text === undefined) return undefined
    const count = lengthOf(text)
    if (count > limit) return void tell(reading, 'too-long', path, value, { limit: String(limit), count: String(count) })
    if (name && VARIANTS.test(text)) return void tell(reading, 'character-variant', path, value)
    const quoted = QUOTED_BY_WORD.exec(text)
    if (quoted) tell(reading, 'smart-quotes', path, value, { severity: 'warning', guess: `"${quoted[1]}"` })
    const guess = repaired(text)
    if (guess) tell(reading, 'text-garbled', path, value, { severity: 'warning', guess })
    return text
  },

  markdown({ limit }, value, path, reading) {
    if (typeof value !== 'string') return void tell(reading, 'text-wanted', path, value, { guess: '|' })
    const text = value.trim()
    const count = lengthOf(text)
    if (NOTHING_TOLD.test(text)) return void tell(reading, 'empty', path, value)
    checkCharacters(text, path, reading)
    if (text.includes('\t')) {
      const line = value.split('\n').find((own) => own.includes('\t'))
      return void tell(reading, 'tab-in-text', path, value, { typed: line.split('\t')[0], guess: [...line.replaceAll('\t', ' ')].slice(0, 60).join('') })
    }
    if (count > limit) {
      return void tell(reading, 'too-long', path, value, { limit: String(limit), count: String(count), typed: text.split('\n')[0] })
    }
    if (text.includes(']')) checkLinks(text, path, reading)
    return text
  },

  words({ text: shape }, value, path, reading) {
    const { languages } = reading.list
    if (!isMap(value) || isBareText(value)) {
      const text = read(shape, value, path, reading)
      return text === undefined ? undefined : { [languages[0]]: text }
    }
    const words = {}
    for (const [language, own] of Object.entries(value)) {
      const at = [...path, language]
      if (!languages.includes(language)) tell(reading, 'language', at, language, { options: languages.join(', ') })
      else if (own !== null) {
        const text = read(shape, own, at, reading)
        if (text !== undefined) words[language] = text
      }
    }
    if (!Object.keys(value).length) tell(reading, 'empty', path, value, { typed: '{}' })
    return Object.keys(words).length ? words : undefined
  },

  list({ item, limit }, value, path, reading) {
    if (!isList(value)) {
      const text = typeof value === 'string' && value ? { typed: value, ...asList(value, item, reading) } : {}
      const told = isMap(value) ? { typed: `${Object.keys(value)[0] ?? ''}:` } : text
      return void tell(reading, 'list-wanted', path, value, told)
    }
    if (value.length > limit) {
      return void tell(reading, 'too-many-items', path, value, { limit: String(limit), count: String(value.length) })
    }
    const values = []
    value.forEach((own, at) => {
      if (own === null) return tell(reading, 'empty', [...path, at], '')
      const made = read(item, own, [...path, at], reading)
      if (made !== undefined) values.push(made)
    })
    return values
  },

  either({ text, record }, value, path, reading) {
    if (!isMap(value)) return read(text, value, path, reading)
    const fields = reading.list.records[record]
    const key = loneText(value, fields, reading.list)
    if (key === null) return read({ kind: 'record', record }, value, path, reading)
    const names = fields.map(({ name }) => name)
    const meant = names.includes('name') && slug(key) !== key ? 'name' : names[0]
    return void tell(reading, 'unknown-key', [...path, key], key, { options: names.join(', '), guess: `${meant}: ${key}` })
  },

  record({ record: name }, value, path, reading) {
    const fields = reading.list.records[name]
    const named = (key) => fields.find((field) => field.name === key)
    if (!isMap(value)) {
      return void tell(reading, 'mapping-wanted', path, value, { example: `${fields[0].name}: ${fields[0].example}` })
    }
    const values = {}
    const meant = new Set() // the fields that unknown keys were taken for
    const below = new Map() // unknown keys, by the field below which they belong
    for (const [key, own] of Object.entries(value)) {
      const field = named(key)
      if (!field) meant.add(tellUnknown(key, fields, below, [...path, key], reading))
      else if (field.required ? !tellsNothing(own) : own !== null) {
        const made = read(field.shape, own, [...path, key], reading)
        if (made !== undefined) values[key] = made
      }
    }
    for (const [key, keys] of below) tell(reading, 'key-below', [...path, keys[0]], keys[0], { key, fields: keys.join(', ') })
    const missing = fields.filter((field) => field.required && !(field.name in values))
    for (const { name: key, example } of missing) {
      if (meant.has(key) || meant.has(undefined)) continue // a key that nobody knows may be the one that is missing
      const guess = `${key}: ${example}`
      if (!(key in value)) tell(reading, 'missing-key', path, value, { key, guess })
      else if (tellsNothing(value[key])) tell(reading, 'empty', [...path, key], value[key] ?? '', { guess })
    }
    if (missing.length) return undefined
    if (!meant.size) KEY_CHECKS[name]?.(values, value, path, reading) // likewise
    return MAKERS[name] ? MAKERS[name](values, value, path, reading) : values
  },

  week(_, value, path, reading) {
    if (!isMap(value)) return void tell(reading, 'mapping-wanted', path, value, { example: 'Senin-Jumat: 08.00-16.00' })
    const before = reading.problems.length
    const keys = []
    const entries = []
    for (const [key, own] of Object.entries(value)) {
      const at = [...path, key]
      const days = readValue(readDays, null, key, at, reading)
      if (own === null && days !== undefined) tell(reading, 'empty', at, '')
      const spans = own === null ? undefined : readValue(readSpans, null, own, at, reading)
      if (days === undefined || spans === undefined) continue
      keys.push(key)
      entries.push([days, spans])
    }
    for (const { entry, fault } of weekFaults(entries)) tell(reading, fault.code, [...path, keys[entry]], keys[entry], fault.values)
    if (!Object.keys(value).length) tell(reading, 'empty', path, value, { typed: '{}' })
    return reading.problems.length > before ? undefined : entries
  },
}

/** Whether lines of a text were taken for fields: "Syarat: KTP dan NIB" is in no language. */
function isBareText(value) {
  const keys = Object.keys(value)
  return keys.length > 0 && !keys.some((key) => LANGUAGE.some((form) => form.test(key)))
}

/** The text on one line, blanks around it left out. */
function readText(value, path, reading) {
  if (typeof value !== 'string') return void tell(reading, 'text-wanted', path, value)
  const text = value.trim()
  if (NOTHING_TOLD.test(text)) return void tell(reading, 'empty', path, value)
  checkCharacters(text, path, reading)
  if (/[\n\t]/.test(text)) {
    const code = text.includes('\n') ? 'line-break' : 'tab-in-text'
    return void tell(reading, code, path, value, { typed: text.split('\n')[0], guess: text.split(/\s+/).join(' ') })
  }
  return text
}

function readValue(reader, mark, value, path, reading) {
  const text = readText(value, path, reading)
  if (text === undefined) return undefined
  try {
    const made = reader(text)
    if (mark) reading.marks.push({ kind: mark, value: text, path })
    return made
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error
    const quoted = QUOTED_BY_WORD.exec(value)
    if (quoted) tell(reading, 'smart-quotes', path, value, { guess: `"${quoted[1]}"` })
    else tell(reading, error.code, path, value, error.values)
    return undefined
  }
}

/** Notes what has to be checked beside other files, and hands it on. */
function marked(kind, value, path, reading) {
  if (value !== undefined) reading.marks.push({ kind, value, path })
  return value
}

function checkCharacters(text, path, reading) {
  for (const { code, values } of faults(text, reading.list.characters)) {
    tell(reading, code, path, text, values)
    reading.unfit.add(String(path))
  }
}

const LINK = /(?:(?<image>!\[[^\][\n]*)?\]\(\s*<?|^ *\[[^\]\n]+\]: *<?(?=[^\s>]+>? *(?:["'(].*)?$))(?<target>[^\s)>]*)/gm

/** Links to elsewhere; where those within the site lead is checked by the build. */
function checkLinks(text, path, reading) {
  for (const { groups: { image, target } } of text.matchAll(LINK)) {
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(target)?.[1].toLowerCase()
    if (image) tell(reading, 'text-image', path, target, { severity: 'warning' })
    else if (scheme === 'http' || scheme === 'https') readValue(READERS.web_address, null, target, path, reading)
    else if (!scheme) marked('link', target, path, reading)
    else if (!['mailto', 'tel'].includes(scheme)) tell(reading, 'web-address-scheme', path, target, { scheme })
  }
}

/**
 * Tells it, or puts it among what belongs below a field.
 *
 * @returns {string | undefined} the field that was most likely meant
 */
function tellUnknown(key, fields, below, path, reading) {
  const folded = foldKey(key)
  const names = fields.map(({ name }) => name)
  const meant = named(folded, fields)
  const above = meant ? undefined : fields.find(({ shape }) => hasKey(shape, folded, key, reading.list))?.name
  if (above) {
    below.set(above, [...(below.get(above) ?? []), key])
    return above
  }
  const guess = meant ?? closest(folded, names) ?? undefined
  tell(reading, 'unknown-key', path, key, { options: names.join(', '), ...(guess ? { guess } : {}) })
  return guess
}

function foldKey(key) {
  const trimmed = key.replace(new RegExp(`^[${SMART_QUOTES}"' ]+|[${SMART_QUOTES}"' ]+$`, 'g'), '')
  return trimmed.toLowerCase().replace(/[ -]/g, '_')
}

const named = (folded, fields) => fields.find(({ name, also }) => name === folded || also?.includes(folded))?.name

/** The text of "pembiayaan:", with a colon too many or with its fields below it; null for anything else. */
function loneText(map, fields, list) {
  const [[key, value] = [], ...more] = Object.entries(map)
  const names = fields.map(({ name }) => name)
  if (key === undefined || !(value === null || isMap(value))) return null
  if (!more.every(([name]) => names.indexOf(name) > 0)) return null
  const folded = foldKey(key)
  const isField = named(folded, fields) || fields.some(({ shape }) => hasKey(shape, folded, key, list)) || closest(folded, names)
  return isField ? null : key
}

/** Whether a key belongs one level further down. */
function hasKey(shape, folded, typed, { records }) {
  if (shape.kind === 'record') return records[shape.record].some(({ name }) => name === folded)
  if (shape.kind !== 'week') return false
  try {
    return readDays(typed).length > 0
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error
    return false
  }
}

/** The guess that a text's parts were meant as items, where each of them could be one. */
function asList(text, item, reading) {
  const parts = text.replace(/^[[\](){} ]+|[[\](){} ]+$/g, '').split(BETWEEN_ITEMS).map((part) => part.trim()).filter(Boolean)
  const trial = { ...reading, problems: [], marks: [], unfit: new Set() }
  for (const part of parts) read(item, part, [], trial)
  return trial.problems.length ? {} : { guess: `[${parts.join(', ')}]` }
}

// --- which keys of a record are missing or too many beside each other ---

/** @type {Record<string, (values: any, map: any, path: Path, reading: any) => void>} */
const KEY_CHECKS = {
  location(values, map, path, reading) {
    if (isTold(map, 'latitude') === isTold(map, 'longitude')) return
    const [there, other] = isTold(map, 'latitude') ? ['latitude', 'longitude'] : ['longitude', 'latitude']
    if (!(there in values)) return // what can't be read may be both of them in one
    const at = other in map ? other : there
    tell(reading, 'coordinates-half', [...path, at], map[at] ?? '', { key: there, other })
  },

  contact(_, map, path, reading) {
    const ways = ['phone', 'whatsapp', 'email', 'website']
    if (!ways.some((key) => isTold(map, key))) tell(reading, 'contact-empty', path, map, { options: ways.join(', ') })
  },

  exception(values, map, path, reading) {
    const dates = ['date', 'from', 'to']
    const [one, from, to] = dates.map((key) => isTold(map, key))
    const allRead = dates.every((key) => isTold(map, key) === key in values) // "A s.d. B" may be two
    if (allRead && (one === (from || to) || from !== to)) tell(reading, 'dates-which', path, map)
    else if ((values.closed ?? isTold(map, 'closed')) === isTold(map, 'hours')) {
      tell(reading, 'hours-or-closed', 'closed' in map ? [...path, 'closed'] : path, map, { typed: '' })
    }
  },

  partner_link: tellIdOrName,
  facility_link: tellIdOrName,

  consultant(values, map, path, reading) {
    if (values.consent ?? isTold(map, 'consent')) return
    tell(reading, 'consent', 'consent' in map ? [...path, 'consent'] : path, map, { typed: values.name })
  },

  centre({ status = 'active' }, map, path, reading) {
    const warn = (code, key) => tell(reading, code, key in map ? [key] : [], map[key], { severity: 'warning', status })
    if (isTold(map, 'status_until') && status !== 'temporarily_closed') warn('status-until', 'status_until')
    if (isTold(map, 'successor') && status !== 'closed') warn('successor-not-closed', 'successor')
    if (status === 'closed' && !isTold(map, 'successor')) tell(reading, 'closed-no-successor', ['status'], map.status, { severity: 'warning' })
  },
}

function tellIdOrName(_, map, path, reading) {
  if (isTold(map, 'id') === isTold(map, 'name')) tell(reading, 'id-or-name', path, map)
}

// --- what is wrong between the values of a record ---

/** @type {Record<string, (values: any, map: any, path: Path, reading: any) => any>} */
const MAKERS = {
  location(values, map, path, reading) {
    const { latitude, longitude } = values
    const at = [...path, 'latitude']
    if (latitude !== undefined && longitude !== undefined) {
      if (Math.abs(latitude) > 90 && Math.abs(longitude) <= 90) {
        tell(reading, 'coordinates-swapped', at, map.latitude, { latitude: map.longitude, longitude: map.latitude })
      } else if (Math.abs(latitude) > 90) tell(reading, 'degrees-range', at, map.latitude, { limit: '90' })
      else if (Math.abs(longitude) > 180) tell(reading, 'degrees-range', [...path, 'longitude'], map.longitude, { limit: '180' })
      else marked('point', `${decimal(latitude)},${decimal(longitude)}`, at, reading)
    }
    return values
  },

  hours(values, map, path, reading) {
    for (const key of ['seasons', 'exceptions']) tellContradictions(values[key], map[key], [...path, key], reading)
    return values
  },

  season: (values, map, path, reading) => (areDatesInOrder(values, path, map, reading) ? values : undefined),

  exception(values, map, path, reading) {
    const { date, from, to } = values
    const dates = date === undefined ? { from, to } : { from: date, to: date }
    const hours = values.closed ? [] : values.hours
    const isDated = dates.from !== undefined && dates.to !== undefined && areDatesInOrder(dates, path, map, reading)
    return isDated && hours ? { ...dates, hours } : undefined
  },

  event(values, map, path, reading) {
    const { start, end } = values
    if (end <= start) tell(reading, 'event-backwards', [...path, 'end'], map.end, { first: map.start })
    else reading.marks.push({ kind: 'event', value: (end ?? start).slice(0, 10), path: [...path, 'start'] }) // otherwise it isn't known which is wrong
    return values
  },

  partner_link: (values) => ('id' in values || 'name' in values ? values : undefined),
  facility_link: (values) => ('id' in values || 'name' in values ? values : undefined),

  consultant: (values) => (values.consent ? values : undefined), // nobody is named without it

  assurance(values, map, path, reading) {
    reading.marks.push({ kind: 'assured', value: values.date, path: [...path, 'date'] })
    return values
  },

  centre(values, map, path, reading) {
    for (const [key, own] of Object.entries(UNIQUE)) tellTwice(map[key], [key], own, reading)
    marked('name', Object.values(values.name)[0], ['name'], reading)
    if (values.status === 'temporarily_closed') marked('until', values.status_until, ['status_until'], reading)
    if (values.revitalised < values.established) {
      tell(reading, 'revitalised-first', ['revitalised'], map.revitalised, { severity: 'warning', other: map.established })
    }
    tellNeverOpen(values, map, reading)
    return values
  },
}

function areDatesInOrder({ from, to }, path, map, reading) {
  if (from <= to) return true
  tell(reading, 'dates-backwards', [...path, 'to'], map.to, { first: from, last: to })
  return false
}

/** Two rules for one day with different hours. Of one inside the other the shorter counts, so that is none. */
function tellContradictions(read, items, path, reading) {
  if (!read || read.length !== items.length) return // something else is wrong, and told
  const rules = read.map(ruleOf)
  for (const [at, rule] of rules.entries()) {
    const before = rules.slice(0, at).findIndex((other) => contradict(rule, other))
    if (before < 0) continue
    const date = rule.first > rules[before].first ? rule.first : rules[before].first
    tell(reading, 'dates-overlap', [...path, at], items[at], { severity: 'warning', line: String(before + 1), date })
  }
}

/** A season's week by its seven days, or an exception's hours. */
function ruleOf({ from, to, weekly, hours }) {
  const week = weekly && WEEK.map((day) => weekly.find(([days]) => days.includes(day))?.[1] ?? [])
  return { first: from, last: to, says: JSON.stringify(week ?? hours) }
}

function contradict(one, other) {
  const isIn = (inner, outer) => outer.first <= inner.first && inner.last <= outer.last
  const isSame = isIn(one, other) && isIn(other, one)
  const meet = one.first <= other.last && other.first <= one.last
  return meet && one.says !== other.says && (isSame || !(isIn(one, other) || isIn(other, one)))
}

/** Services at hours at which the centre is closed, in its usual week and in every season. */
function tellNeverOpen({ opening_hours: told, services = [] }, map, reading) {
  if (!told || services.length !== map.services?.length) return
  const weeks = [told.weekly, ...(told.seasons ?? []).map(({ weekly }) => weekly)]
  for (const [at, { weekly }] of services.entries()) {
    const path = ['services', at, 'weekly']
    if (weekly && !weeks.some((week) => meet(weekly, week))) tell(reading, 'service-never-open', path, weekly, { severity: 'warning' })
  }
}

/** Whether two weeks have a time in common. The last night reaches into the first day. */
function meet(one, other) {
  const minutes = (week, later) =>
    week.flatMap(([days, spans]) => days.flatMap((day) => spans.map((span) => span.map((minute) => (day + later) * DAY + minute))))
  const met = [-7, 0, 7].flatMap((later) => minutes(other, later))
  return minutes(one, 0).some(([opens, closes]) => met.some(([begins, ends]) => opens < ends && begins < closes))
}

/** Lists in which nothing stands twice, and the key by which their records are told apart. */
const UNIQUE = {
  services: 'id',
  partners: 'id',
  facilities: 'id',
  programmes: 'id',
  serves: 'id',
  commodities: 'id',
  consultants: 'name',
  photos: 'file',
}

function tellTwice(items, path, key, reading) {
  const seen = new Map()
  for (const [at, item] of isList(items) ? items.entries() : []) {
    const [id, own] = isMap(item) && key in item ? [item[key], [...path, at, key]] : [item, [...path, at]]
    if (typeof id !== 'string' || !id) continue
    if (seen.has(id)) tell(reading, 'entry-twice', own, id, { line: String(seen.get(id)) })
    else seen.set(id, at + 1)
  }
}

// --- beside the lists of the network, and the date ---

function checkReferences({ list, id, marks, ...reading }) {
  for (const { kind, value, path } of marks) {
    const known = list.references[kind]
    if (!known || Object.hasOwn(known.names, value)) continue
    const own = kind === 'centre' ? id : ''
    const names = Object.entries(known.names).filter(([other]) => other !== own)
    const byName = new Map(names.flatMap(([other, called]) => called.map((name) => [slug(name), other])))
    const ids = names.map(([other]) => other)
    const found = closest(value, [...ids, ...byName.keys()])
    const guess = found === null || ids.includes(found) ? found : byName.get(found)
    tell(reading, `unknown-${kind}`, path, value, { where: known.where, ...(guess ? { guess } : {}) })
  }
}

const YEARS_AHEAD = 5 // for which plans are made: what lies beyond is most likely mistyped
const OVER = { event: 'event-ended', until: 'date-over' } // what is told of a date that has passed

function checkDates({ today, marks, ...reading }) {
  const far = `${Number(today.slice(0, 4)) + YEARS_AHEAD}-12-31`
  for (const { kind, value, path } of today ? marks : []) {
    const limit = { assured: today, past: today, event: far, until: far, coming: far }[kind]
    if (limit === undefined) continue
    if (kind === 'assured' && value > today) tell(reading, 'assured-in-future', path, value, { today })
    else if (value > limit) tell(reading, 'date-ahead', path, value, { severity: 'warning', limit })
    else if (kind in OVER && value < today) tell(reading, OVER[kind], path, value, { severity: 'warning', today })
  }
}

const DAY_MS = 86_400_000

/** What was assured so long ago that it is old, where nobody has assured it again: as sitegen/due.py reckons it. */
function checkAssurances({ assured = [], status = 'active', ...centre }, { list, today, marks, ...reading }) {
  const { old_days: days, fields, statuses } = list.assurance
  const old = new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10)
  const told = fields.filter((field) => isList(centre[field]) ? centre[field].length > 0 : centre[field] !== undefined)
  const newest = (field) => {
    const words = assured.filter(({ about }) => about === field || about === 'all')
    return words.reduce((last, word) => (word.date > last.date ? word : last))
  }
  const places = marks.filter(({ kind }) => kind === 'assured')
  assured.forEach((word, at) => {
    if (!statuses.includes(status) || word.date > old) return
    const left = (word.about === 'all' ? told : [word.about]).filter((field) => newest(field) === word)
    if (!left.length) return
    const { path, value } = places[at]
    tell(reading, 'assured-old', path, value, { severity: 'warning', limit: String(days), fields: left.join(', ') })
  })
}

// --- in words ---

/**
 * A problem in words, as sitegen/problem_words.py says it.
 *
 * @param {Problem} problem
 * @param {Record<string, string>} words - "CODE.message", "CODE.hint", "CODE.hint-guess"
 * @returns {{ message: string, hint: string }}
 */
export function problemWords({ code, values }, words) {
  const guessed = `${code}.hint-guess`
  const shown = { typed: '', ...values }
  const say = (key) => words[key].replace(/\{\{|\}\}|\{(\w+)\}/g, (sign, name) => (name ? quotable(shown[name], name) : sign[0]))
  return { message: say(`${code}.message`), hint: say('guess' in values && guessed in words ? guessed : `${code}.hint`) }
}

function quotable(value, name) {
  const limit = name === 'typed' ? MAX_SHOWN : 400
  const letters = [...value].map((letter) => (/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(letter) ? escaped(letter) : letter))
  const text = letters.join('')
  return lengthOf(text) <= limit ? text : `${[...text].slice(0, limit - 1).join('')}…`
}

/** A blank of whatever width as a blank, half a character as the sign for that, what steers as its escape. */
function escaped(letter) {
  if (/\p{Zs}/u.test(letter)) return ' '
  if (/\p{Cs}/u.test(letter)) return '\ufffd'
  const number = letter.codePointAt(0)
  const short = { 9: '\\t', 10: '\\n', 13: '\\r' }[number]
  if (short) return short
  if (number < 256) return `\\x${number.toString(16).padStart(2, '0')}`
  return number < 65536 ? `\\u${number.toString(16).padStart(4, '0')}` : `\\U${number.toString(16).padStart(8, '0')}`
}
