/**
 * The fields of the form, each made from its shape in the field list.
 *
 * @typedef {object} Desk - what every control works with
 * @property {import('./terms.js').Terms} terms
 * @property {(path: Path) => any} get
 * @property {(path: Path) => any} base - what the file says there
 * @property {(path: Path, value: any) => void} set - undefined: the key goes
 * @property {(path: Path, place: Place) => void} place - where problems of a path are shown
 * @property {(path: Path, unfold: () => void) => void} fold - what shows the fields below a path
 * @property {(path: Path) => void} forget - the places at and below a path
 * @property {(path: Path) => void} leave - somebody has finished with a field: now its problems may be shown
 * @property {(text: string) => void} say - for screen readers
 * @property {(path: Path, code: HTMLElement) => HTMLElement} withRegionSearch - a field for a region's code, and what
 *   finds it by name
 * @property {Record<string, (path: Path, desk: Desk, field: any) => HTMLElement>} special - by record and field
 *
 * @typedef {import('../lib/checks.js').Path} Path
 * @typedef {{ input: HTMLElement, note: HTMLElement }} Place
 */

import { element } from '../finder/words.js'
import { group, idOf, labelled, quietButton } from './parts.js'
import { isYes } from './value.js'
import { weekEditor } from './week.js'

const FEW = 40 // ids: so many are shown to tick, more are chosen from a list

/**
 * A field of a record, with label and hint.
 *
 * @param {string} record
 * @param {any} field
 * @param {Path} path - of the field itself
 * @param {Desk} desk
 * @returns {HTMLElement}
 */
export function fieldControl(record, field, path, desk) {
  const special = desk.special[`${record}.${field.name}`]
  return special ? special(path, desk, field) : plainControl(record, field, path, desk)
}

/** The same, made from its shape alone. */
export function plainControl(record, field, path, desk) {
  const about = {
    label: desk.terms.label(record, field.name),
    hint: desk.terms.hint(record, field.name),
    required: field.required,
    name: field.name,
  }
  return control(field.shape, path, about, desk)
}

/** All fields of a record, one below the other. */
export function recordFields(record, path, desk, names = null) {
  const fields = desk.terms.list.records[record].filter(({ name }) => !names || names.includes(name))
  return fields.map((field) => fieldControl(record, field, [...path, field.name], desk))
}

function control(shape, path, about, desk) {
  if (shape.kind === 'list') return listControl(shape, path, about, desk)
  if (shape.kind === 'record') return group(about, recordFields(shape.record, path, desk))
  if (shape.kind === 'week') return weekEditor(path, about, desk)
  if (shape.kind === 'words') return wordsControl(shape, path, about, desk)
  if (shape.kind === 'value' && shape.reader === 'yes_no') return tick(path, about, desk)
  const text = textControl(shape, path, about, desk)
  return shape.reader === 'region_code' ? desk.withRegionSearch(path, text) : text
}

function textControl(shape, path, about, desk) {
  const value = String(desk.get(path) ?? '')
  const keep = (event) => desk.set(path, event.target.value || undefined)
  if (shape.kind === 'choice' || shape.kind === 'reference') {
    return labelled(path, about, selectOf(shape, value, about.name, desk, { change: keep }), desk)
  }
  if (shape.kind === 'markdown' || (shape.limit > 200 && shape.kind === 'line' && value.length > 60)) {
    const rows = Math.max(3, Math.min(12, Math.ceil(value.length / 60) + value.split('\n').length))
    const area = element('textarea', { rows: String(rows), input: keep })
    area.value = value
    return labelled(path, about, area, desk, 'field--wide')
  }
  const input = element('input', { ...inputKind(shape, value), autocomplete: 'off', input: keep })
  input.value = value
  return labelled(path, about, input, desk, SHORT.has(shape.reader ?? shape.kind) ? 'field--short' : '')
}

const SHORT = new Set(['year', 'count', 'date', 'partial_date', 'postal_code', 'degrees', 'date_time', 'region_code'])

/** The keyboard that a phone shows. A date has a calendar, unless what stands there is none. */
function inputKind({ kind, reader }, value) {
  if (kind === 'phone') return { type: 'tel' }
  if (reader === 'email') return { type: 'email', inputmode: 'email' }
  if (reader === 'web_address') return { type: 'url', inputmode: 'url' }
  if (reader === 'year' || reader === 'count' || kind === 'postal_code') return { type: 'text', inputmode: 'numeric' }
  if (reader === 'date' && /^(?:\d{4}-\d\d-\d\d)?$/.test(value)) return { type: 'date' }
  return { type: 'text' }
}

/** @param {string[]} [given] - ids to choose from, in place of all */
export function selectOf(shape, value, name, desk, listeners, given) {
  const { list, words, optionName } = desk.terms
  const known = given ?? (shape.kind === 'choice' ? shape.options : Object.keys(list.references[shape.to].names))
  const options = value && !known.includes(value) ? [...known, value] : known
  const select = element(
    'select',
    listeners,
    element('option', { value: '' }, words('unset')),
    ...options.map((option) => element('option', { value: option }, optionName(shape, option, name))),
  )
  select.value = value
  return select
}

function tick(path, about, desk) {
  const id = idOf(path)
  const note = element('p', { class: 'field__note', id: `${id}-note`, hidden: true })
  const box = element('input', { type: 'checkbox', id, 'aria-describedby': note.id })
  box.checked = isYes(desk.get(path))
  box.addEventListener('change', () => {
    desk.set(path, box.checked ? 'true' : undefined)
    desk.leave(path)
  })
  desk.place(path, { input: box, note })
  const hint = about.hint ? [element('p', { class: 'field__hint' }, about.hint)] : []
  return element('div', { class: 'field' }, element('label', { class: 'tick', for: id }, box, about.label), ...hint, note)
}

/** Words in the main language; in another one too, where they are or somebody wants them. */
function wordsControl(shape, path, about, desk) {
  const { list, words, languageName } = desk.terms
  const frame = element('div', { class: 'words' })
  const draw = () => {
    desk.forget(path)
    const value = desk.get(path)
    const isMap = typeof value === 'object'
    if (!isMap) {
      const others = list.languages.slice(1)
      const add = (language) => {
        desk.set(path, { [list.languages[0]]: desk.get(path), [language]: '' })
        draw()
        document.getElementById(idOf([...path, language])).focus()
      }
      const buttons = others.map((code) => quietButton(words('add_language', { language: languageName(code) }), () => add(code), `: ${about.label}`))
      const own = textControl(shape.text, path, about, desk)
      const offer = () => {
        for (const button of buttons) button.hidden = !desk.get(path)
      }
      own.addEventListener('input', offer)
      offer()
      frame.replaceChildren(own, ...buttons)
      return
    }
    const codes = [...new Set([...list.languages, ...Object.keys(value)])]
    const fields = codes.map((code, at) => {
      const label = `${about.label} (${languageName(code)})`
      return textControl(shape.text, [...path, code], { ...about, label, hint: at ? '' : about.hint, required: about.required && !at }, desk)
    })
    frame.replaceChildren(...fields)
  }
  draw()
  return frame
}

function listControl(shape, path, about, desk) {
  const { item } = shape
  const kind = item.kind === 'either' ? item.text : item
  if (kind.kind === 'choice') return tickList(shape, kind.options, path, about, desk)
  if (kind.kind === 'reference') {
    const known = Object.keys(desk.terms.list.references[kind.to].names)
    if (known.length <= FEW) return tickList(shape, known, path, about, desk)
  }
  return itemList(shape, path, about, desk)
}

/** Boxes to tick, for ids and choices. What is on no list stands below them, and services have details. */
function tickList({ item }, known, path, about, desk) {
  const { list, words, optionName } = desk.terms
  const kind = item.kind === 'either' ? item.text : item
  const hasDetails = item.kind === 'either' && !list.records[item.record].some(({ name }) => name === 'name')
  const idIn = (entry) => (typeof entry === 'object' ? entry.id : entry)
  const entries = () => desk.get(path) ?? []
  const frame = element('div', { class: 'ticks' })
  const named = element('div', { class: 'items' })
  const note = element('p', { class: 'field__note', hidden: true, id: `${idOf(path)}-note` })
  const made = group(about, [frame, named, note])
  const opened = new Set() // ids whose details are unfolded

  const dropped = new Map() // by id: what an entry said when its box was cleared

  /** One more entry; one that was there already says what it said, where it stood. */
  const withId = (id) => {
    const before = desk.base(path) ?? []
    const order = before.map(idIn)
    const own = entries()
    const next = order.includes(id) ? own.findIndex((entry) => order.indexOf(idIn(entry)) > order.indexOf(id)) : -1
    const at = next < 0 ? own.length : next
    return [...own.slice(0, at), dropped.get(id) ?? structuredClone(before[order.indexOf(id)]) ?? id, ...own.slice(at)]
  }

  const draw = () => {
    desk.forget(path)
    desk.place(path, { input: made, note })
    const others = entries().map(idIn).filter((id) => id !== undefined && !known.includes(id))
    frame.replaceChildren(...[...known, ...others].map(tickOf))
    if (item.kind === 'either' && !hasDetails) drawNamed()
  }

  const tickOf = (id) => {
    const at = entries().findIndex((entry) => idIn(entry) === id)
    const box = element('input', { type: 'checkbox', id: `${idOf(path)}-${id}` })
    box.checked = at >= 0
    box.addEventListener('change', () => {
      if (!box.checked) dropped.set(id, entries()[at])
      const rest = box.checked ? withId(id) : entries().filter((entry) => idIn(entry) !== id)
      desk.set(path, rest.length ? rest : undefined)
      draw()
      document.getElementById(box.id).focus()
    })
    const label = element('label', { class: 'tick' }, box, optionName(kind, id, about.name))
    const more = hasDetails && box.checked ? [details(id, at)] : []
    return element('div', { class: 'ticks__item' }, label, ...more)
  }

  const details = (id, at) => {
    const own = [...path, at]
    const ownDesk = {
      ...desk,
      /** An id alone becomes a record that has it, and the other way round. */
      set(inner, part) {
        if (typeof desk.get(own) !== 'object') desk.set(own, { id })
        desk.set(inner, part)
        if (Object.keys(desk.get(own)).length === 1) desk.set(own, id)
      },
    }
    const name = element('span', { class: 'visually-hidden' }, `: ${optionName(kind, id)}`)
    const fold = element('details', { class: 'fold', open: opened.has(id) }, element('summary', {}, words('detail'), name))
    const fields = list.records[item.record].filter((field) => field.name !== 'id')
    const fill = () => fold.append(...fields.map((field) => fieldControl(item.record, field, [...own, field.name], ownDesk)))
    const unfold = () => {
      fold.open = true
      opened.add(id)
      if (fold.childElementCount === 1) fill()
    }
    desk.fold(own, unfold)
    if (fold.open) fill()
    fold.addEventListener('toggle', () => {
      if (fold.open) opened.add(id)
      else opened.delete(id)
      if (fold.childElementCount === 1) fill()
    })
    return fold
  }

  const drawNamed = () => {
    const places = entries().flatMap((entry, at) => (idIn(entry) === undefined ? [at] : []))
    const add = quietButton(words('own_name'), () => {
      desk.set(path, [...entries(), { name: '' }])
      draw()
      document.getElementById(idOf([...path, entries().length - 1, 'name'])).focus()
    })
    add.classList.add('quiet-button--add')
    named.replaceChildren(...places.map(namedEntry), add)
  }

  const namedEntry = (at) => {
    const what = words(`what.${about.name}`)
    const remove = () => {
      const rest = entries().filter((_, other) => other !== at)
      desk.set(path, rest.length ? rest : undefined)
      draw()
      named.lastElementChild.focus()
      desk.say(words('removed', { what }))
    }
    return entryOf(item, [...path, at], what, remove, desk)
  }

  draw()
  return made
}

/** Items one below the other, to add and remove. */
function itemList(shape, path, about, desk) {
  const { item } = shape
  const { words } = desk.terms
  const what = words(`what.${about.name}`)
  const isRecord = item.kind === 'record' || item.kind === 'either'
  const items = () => desk.get(path) ?? []
  const frame = element('div', { class: isRecord ? 'items' : 'items items--lines' })
  const made = group(about, [frame])

  const draw = () => {
    desk.forget(path)
    desk.place(path, { input: made, note })
    frame.replaceChildren(...items().map((_, at) => itemOf(at)))
  }
  const itemOf = (at) => {
    const own = [...path, at]
    const title = words('item', { what, number: at + 1 })
    const remove = () => {
      const rest = items().filter((_, other) => other !== at)
      desk.set(path, rest.length ? rest : undefined)
      draw()
      add.focus()
      desk.say(words('removed', { what: title }))
    }
    if (typeof desk.get(own) === 'object' && isRecord) return entryOf(item, own, what, remove, desk)
    const button = quietButton(words('remove', { what }), remove, ` ${at + 1}`)
    const kind = item.kind === 'either' ? item.text : item
    const field = control(kind, own, { label: capital(title), name: about.name, quiet: true }, desk)
    return element('div', { class: 'item item--line' }, field, button)
  }
  const addItem = (value) => {
    desk.set(path, [...items(), value])
    draw()
    frame.lastElementChild.querySelector('input, select, textarea').focus()
  }
  const add = quietButton(words('add', { what }), () => addItem(item.kind === 'record' ? {} : ''))
  add.classList.add('quiet-button--add')
  const note = element('p', { class: 'field__note', hidden: true, id: `${idOf(path)}-note` })
  made.append(add)
  if (item.kind === 'either') made.append(quietButton(words('own_name'), () => addItem({ name: '' }), `: ${about.label}`))
  made.append(note)
  draw()
  return made
}

/** An entry with several fields, and room for what is wrong with all of it. */
function entryOf(item, path, what, remove, desk) {
  const { words } = desk.terms
  const number = path.at(-1) + 1
  const note = element('p', { class: 'field__note', id: `${idOf(path)}-note`, hidden: true })
  const made = element(
    'fieldset',
    { class: 'item', 'aria-describedby': note.id },
    element('legend', {}, capital(words('item', { what, number }))),
    ...recordFields(item.record, path, desk, namesOf(item, desk.get(path), desk)),
    note,
    quietButton(words('remove', { what }), remove, ` ${number}`),
  )
  desk.place(path, { input: made, note })
  return made
}

/** Of an entry that is either listed or not, only the fields that fit. */
function namesOf(item, value, desk) {
  if (item.kind !== 'either') return null
  const names = desk.terms.list.records[item.record].map(({ name }) => name)
  return names.filter((name) => name !== ('id' in value ? 'name' : 'id') && (name !== 'kind' || !('id' in value)))
}

const capital = (text) => text[0].toUpperCase() + text.slice(1)
