/**
 * One centre in the form: its sections, what is wrong with them, the draft, and the way to the review.
 */

import { element } from '../finder/words.js'
import { partOf } from '../lib/beside.js'
import { checkCentre } from '../lib/checks.js'
import { READERS, slug } from '../lib/formats.js'
import { WrongValue } from '../lib/wrong.js'
import { changeYaml, same, writeYaml } from '../lib/yaml_edit.js'
import { changesOf } from './changes.js'
import { fieldControl, recordFields } from './controls.js'
import { rebase } from './merge.js'
import { idOf, labelled, quietButton } from './parts.js'
import { pointControl, regionControl } from './place.js'
import { showReview } from './review.js'
import { get, isEmpty, outerPath, set, tidy } from './value.js'
import { hoursControl } from './week.js'

/** What is asked first, and what is folded until somebody wants it; fields by section. */
const FIRST = {
  hours: ['opening_hours'],
  contacts: ['contacts'],
  status: ['status', 'status_until', 'status_note', 'successor'],
  services: ['services'],
}
const FOLDED = {
  name: ['name', 'alternate_names', 'operator', 'legal_status', 'established', 'revitalised', 'serves'],
  location: ['location'],
  description: ['description'],
  people: ['consultants'],
  offers: ['facilities', 'commodities', 'programmes'],
  partners: ['partners'],
  events: ['events'],
  photos: ['photos'],
  awards: ['awards'],
  assured: ['assured', 'sources', 'notes', 'ignore_notices'],
}
const UNQUOTED = ['degrees', 'year', 'count', 'yes_no']
const HEADER = '# yaml-language-server: $schema=../../schemas/centre.schema.json\n'
const PAUSE_MS = 250
const CENTRE = { kind: 'record', record: 'centre' }
const NEW_ID = '#id'

/**
 * @param {HTMLElement} stage
 * @param {object} given
 * @param {string} given.id - '' for a new centre
 * @param {string | null} given.source - the file's text; null for a new one
 * @param {Record<string, any>} given.base - what it says
 * @param {ReturnType<import('./surroundings.js').openSurroundings>} given.around
 */
export function openEditor(stage, given) {
  const { root, terms, names, now, base, source, around } = given
  const { words, list } = terms
  const { records } = list
  const isNew = source === null
  const draft = given.draftOf(given.id || '?new')
  const typed = new Set(Object.values(records).flat().filter(({ shape }) => UNQUOTED.includes(shape.reader)).map(({ name }) => name))
  const places = new Map()
  const folds = new Map()
  const touched = new Set()
  const keyOf = (path) => JSON.stringify(path)
  let id = given.id
  let value = structuredClone(base)
  let showsAll = false
  let timer = 0
  let looked = null // the parts of the country that were asked for last
  let state = { target: {}, problems: [], changes: [] }

  const said = element('p', { class: 'visually-hidden', role: 'status' })
  const draftLine = element('div', { class: 'edit-draft' })
  const alert = element('div', { class: 'edit-problems', role: 'alert' })
  const body = element('div', { class: 'edit-parts' })
  const count = element('p', { class: 'edit-bar__count', role: 'status' })
  const button = element('button', { type: 'submit', class: 'edit-button' }, words('bar.review'))
  const bar = element('div', { class: 'edit-bar' }, count, button)
  const form = element('form', { class: 'edit-form', novalidate: true, submit: onReview }, alert, body, bar)
  const review = element('section', { class: 'edit-review', hidden: true, 'aria-labelledby': 'tinjauan' })

  const desk = {
    terms,
    get: (path) => get(value, path),
    base: (path) => get(base, path),
    set(path, part) {
      set(value, path, part)
      clearTimeout(timer)
      timer = setTimeout(refresh, PAUSE_MS)
    },
    place: (path, place) => places.set(keyOf(path), place),
    fold: (path, unfold) => folds.set(keyOf(path), unfold),
    forget(path) {
      const begin = keyOf(path).slice(0, -1)
      for (const known of [places, folds]) {
        for (const key of known.keys()) {
          if (key === `${begin}]` || key.startsWith(`${begin},`)) known.delete(key)
        }
      }
    },
    leave(path) {
      touched.add(keyOf(path))
      refresh()
    },
    say(text) {
      said.textContent = text
    },
    special: {
      'centre.opening_hours': (path, own) => hoursControl(path, own, (at) => recordFields('hours', at, own)),
      'centre.location': (path, own) => locationControl(path, own),
    },
    withRegionSearch: (path, code) => regionControl(path, code, desk, openSearch, async (typed) => ((await around.need([typed])) ? around.nameOf(typed) : '')),
  }

  let search = null
  function openSearch() {
    search ??= import('./regions.js').then(({ openRegions }) =>
      openRegions(new URL(root.dataset.search, location.href), terms.language),
    )
    search.catch(() => {
      search = null
    })
    return search
  }

  function locationControl(path, own) {
    const fields = records.location.filter(({ name }) => name !== 'longitude')
    const point = ['latitude', 'longitude'].map((name) => records.location.find((field) => field.name === name))
    const note = element('p', { class: 'field__note', hidden: true })
    const frame = element('div', { class: 'group' })
    const control = (field) =>
      field.name === 'latitude' ? pointControl(path, own, point, root.dataset.map, frame) : fieldControl('location', field, [...path, field.name], own)
    frame.append(...fields.map(control), note)
    own.place(path, { input: frame, note })
    return frame
  }

  // --- sections ---

  const parts = new Map() // by top-level field: the section that has it

  function sectionOf(name, fields, isOpen) {
    const title = words(`sections.${name}`)
    const inside = element('div', { class: 'edit-part__inside' })
    const known = fields.map((field) => records.centre.find((own) => own.name === field)).filter((field) => field && isAnswerable(field))
    const fill = () => {
      if (inside.childElementCount) return
      inside.append(...known.map((field) => wrapped(field)))
      if (fields.includes('status')) followStatus(inside)
    }
    let made
    if (isOpen) {
      made = element('section', { class: 'edit-part', 'aria-labelledby': `bagian-${name}` }, element('h3', { id: `bagian-${name}` }, title), inside)
      fill()
    } else {
      const note = element('span', { class: 'edit-part__count' })
      made = element('details', { class: 'edit-part edit-part--folded' }, element('summary', {}, element('span', { class: 'edit-part__title' }, title), note), inside)
      made.addEventListener('toggle', () => made.open && fill())
      made.count = () => {
        const filled = fields.map((field) => value[field]).filter((own) => !isEmpty(own))
        const total = filled.reduce((sum, own) => sum + (Array.isArray(own) ? own.length : 1), 0)
        note.textContent = total ? words('filled', { count: total }) : words('empty')
      }
    }
    made.open_ = () => {
      if ('open' in made) made.open = true
      fill()
    }
    for (const field of fields) parts.set(field, made)
    return made
  }

  /** Whether there is anything to choose from, or was. */
  const isAnswerable = ({ name, shape: { item } }) =>
    item?.kind !== 'reference' || !isEmpty(value[name]) || Object.keys(list.references[item.to].names).length > 0

  const wrapped = (field) => {
    const control = fieldControl('centre', field, [field.name], desk)
    return element('div', { 'data-field': field.name }, control)
  }

  /** What hangs on the status is shown where it means something, or where something stands in it. */
  function followStatus(inside) {
    const show = () => {
      const own = { status_until: 'temporarily_closed', successor: 'closed' }
      for (const [field, status] of Object.entries(own)) {
        inside.querySelector(`[data-field="${field}"]`).hidden = value.status !== status && isEmpty(value[field])
      }
    }
    inside.addEventListener('change', show)
    show()
  }

  function newName() {
    const input = element('input', { type: 'text', autocomplete: 'off' })
    input.value = id
    const fromName = () => {
      const name = typeof value.name === 'object' ? Object.values(value.name)[0] : value.name
      return name ? slug(name) : ''
    }
    let isOwn = id !== fromName()
    input.addEventListener('input', () => {
      isOwn = input.value !== ''
      id = input.value.trim()
      desk.set([], undefined)
    })
    form.addEventListener('input', () => {
      if (!isOwn) input.value = id = fromName()
    })
    const about = { label: words('new.id_label'), hint: words('new.id_hint'), required: true }
    return labelled([NEW_ID], about, input, desk)
  }

  function draw() {
    places.clear()
    folds.clear()
    const folded = isNew ? Object.entries(FOLDED).filter(([name]) => !['name', 'location'].includes(name)) : Object.entries(FOLDED)
    const first = isNew ? { name: FOLDED.name, location: FOLDED.location, ...FIRST } : FIRST
    const told = new Set([...Object.values(FIRST), ...Object.values(FOLDED)].flat())
    const rest = records.centre.map(({ name }) => name).filter((name) => !told.has(name))
    body.replaceChildren(
      ...Object.entries(first).map(([name, fields]) => sectionOf(name, fields, true)),
      element('h3', { class: 'edit-parts__more' }, words('more_sections')),
      ...folded.map(([name, fields]) => sectionOf(name, name === 'assured' ? [...fields, ...rest] : fields, false)),
    )
    if (isNew) parts.get('name').querySelector('.edit-part__inside [data-field="name"]').after(newName())
  }

  // --- what is wrong, and what has changed ---

  function refresh() {
    clearTimeout(timer)
    timer = 0
    const target = tidy(value, CENTRE, records) ?? {}
    const problems = checkCentre(target, list, { id, today: today(now()), surroundings: around.known }).map((problem) => ({
      ...problem,
      path: outerPath(value, problem.code === 'missing-key' ? missingPath(problem) : problem.path),
    }))
    state = { target, problems: [...idProblems(), ...problems], changes: changesOf(base, target, terms) }
    showProblems()
    const errors = visible().filter(({ severity }) => severity === 'error').length
    const number = state.changes.length
    count.textContent = errors ? words('bar.problems', { count: errors }) : number ? words('bar.changes', { count: number }) : words('bar.none')
    bar.dataset.state = errors ? 'errors' : number ? 'changed' : 'none'
    for (const part of new Set(parts.values())) part.count?.()
    if (number) draft.keep({ value, base, id, at: now().getTime() })
    else draft.drop()
    drawDraftLine()
    if (showsAll && !state.problems.some(({ severity }) => severity === 'error')) alert.replaceChildren()
    review.hidden = true
    lookAround()
  }

  /** The regions that the file names. */
  const codes = () => [value.location?.region_code, ...[value.serves].flat()].filter((code) => typeof code === 'string')

  /** Fetches what the checks of these regions need, and checks once more with it. */
  async function lookAround() {
    const wanted = codes()
    const key = [...new Set(wanted.map(partOf))].join()
    if (looked === key) return
    looked = key
    if (await around.need(wanted)) refresh()
  }

  /** Of a record that is missing as a whole, the field that it needs. */
  function missingPath({ path, values: { key } }) {
    const { shape } = records.centre.find(({ name }) => name === key) ?? {}
    const needed = path.length ? null : records[shape?.record]?.find(({ required }) => required)
    return needed ? [key, needed.name] : [...path, key]
  }

  function idProblems() {
    if (!isNew || (!id && isEmpty(value.name))) return [] // the name makes one
    const problem = (code, values) => ({ code, path: [NEW_ID], severity: 'error', values: { typed: id, ...values } })
    if (Object.hasOwn(names, id)) return [problem('taken', {})]
    if (list.reserved.includes(id)) return [problem('file-name-reserved', { guess: `${id}-1` })]
    try {
      READERS.id(id)
      return []
    } catch (error) {
      if (!(error instanceof WrongValue)) throw error
      return [problem(error.code, error.values)]
    }
  }

  const visible = () => state.problems.filter(({ path }) => showsAll || touched.has(keyOf(path)))

  const wordsOf = (problem) =>
    problem.code === 'taken' ? { message: words('new.id_taken'), hint: words('new.id_hint') } : terms.problem(problem)

  /** The place of a path, or of what is around it; what is folded around it is opened. */
  function placeOf(path) {
    for (let length = 1; length < path.length; length += 1) folds.get(keyOf(path.slice(0, length)))?.()
    for (let length = path.length; length > 0; length -= 1) {
      const place = places.get(keyOf(path.slice(0, length)))
      if (place) return place
    }
    return null
  }

  function showProblems() {
    for (const { input, note } of places.values()) {
      note.hidden = true
      note.replaceChildren()
      input.removeAttribute('aria-invalid')
    }
    for (const problem of visible()) {
      const place = placeOf(problem.path)
      if (!place) continue
      const { message, hint } = wordsOf(problem)
      place.note.hidden = false
      place.note.dataset.severity = problem.severity
      place.note.append(
        element('span', { class: 'visually-hidden' }, `${words(problem.severity)}: `),
        element('strong', {}, message),
        ` ${hint} `,
      )
      if (problem.severity === 'error' && 'value' in place.input) place.input.setAttribute('aria-invalid', 'true')
    }
  }

  /** What is typed is kept also where the page goes before the pause is over. */
  function onLeaving() {
    if (timer) refresh()
  }
  addEventListener('pagehide', onLeaving)
  document.addEventListener('visibilitychange', onLeaving)

  async function onReview(event) {
    event.preventDefault()
    showsAll = true
    const isWhole = await around.need(codes())
    refresh()
    const errors = state.problems.filter(({ severity }) => severity === 'error')
    if (errors.length) return listProblems(errors)
    alert.replaceChildren()
    const file = `${list.folder}/${id}.yaml`
    const text = isNew ? HEADER + writeYaml(state.target, typed) : changeYaml(source, state.target, typed)
    const name = nameOf(state.target.name)
    showReview(review, { name, file, text, isNew, changes: state.changes }, { source: source ?? '', terms, isWhole, problems: state.problems.map(linked) })
    return undefined
  }

  /** A problem's words, with a way to where it stands. */
  function linked(problem) {
    const { message, hint } = wordsOf(problem)
    const go = (event) => {
      event.preventDefault()
      parts.get(problem.path[0])?.open_()
      showProblems()
      const place = placeOf(problem.path)
      const target = place && (place.input.matches('fieldset, div') ? place.input.querySelector('input, select, textarea, button') : place.input)
      target?.closest('details:not([open])')?.setAttribute('open', '')
      target?.focus()
    }
    const href = `#${idOf(problem.path)}`
    const label = problem.path[0] === NEW_ID ? words('new.id_label') : terms.placeName(problem.path)
    return [element('a', { href, click: go }, `${label || words('problems.other_part')}: ${message}`), ` ${hint}`]
  }

  function listProblems(errors) {
    const title = element('h3', { tabindex: '-1' }, words('problems.title', { count: errors.length }))
    const items = errors.map((problem) => element('li', {}, ...linked(problem)))
    alert.replaceChildren(title, element('p', {}, words('problems.lead')), element('ul', {}, ...items))
    for (const { path } of errors) parts.get(path[0])?.open_()
    showProblems()
    title.focus()
  }

  // --- the draft ---

  let restored = ''

  function drawDraftLine() {
    const kept = state.changes.length > 0
    if (draftLine.dataset.kept === String(kept) && draftLine.dataset.restored === restored) return
    draftLine.dataset.kept = String(kept)
    draftLine.dataset.restored = restored
    const note = element('p', {}, restored || (kept ? words('draft.kept') : ''))
    draftLine.replaceChildren(note, ...(kept ? [quietButton(words('draft.delete'), askToDelete)] : []))
  }

  function askToDelete() {
    const confirm = quietButton(words('draft.confirm'), () => {
      draft.drop()
      value = structuredClone(base)
      if (isNew) id = ''
      touched.clear()
      showsAll = false
      restored = ''
      alert.replaceChildren()
      draw()
      refresh()
      draftLine.replaceChildren(element('p', { tabindex: '-1' }, words('draft.deleted')))
      draftLine.firstElementChild.focus()
    })
    const cancel = quietButton(words('draft.cancel'), () => {
      delete draftLine.dataset.kept
      drawDraftLine()
      draftLine.querySelector('button').focus()
    })
    draftLine.replaceChildren(element('p', {}, words('draft.question')), confirm, cancel)
    cancel.focus()
  }

  function restore() {
    const kept = draft.read()
    if (!kept) return
    const merged = rebase(kept.value, kept.base, structuredClone(base), list)
    value = merged.value
    id = kept.id ?? id
    const date = new Date(kept.at).toLocaleString(terms.language, { dateStyle: 'long', timeStyle: 'short' })
    const fields = [...merged.clashes].map((name) => terms.label('centre', name)).join(', ')
    restored = [
      words('draft.restored', { date }),
      ...(same(kept.base, base) ? [] : [words('draft.changed')]),
      ...(fields ? [words('draft.both', { fields })] : []),
    ].join(' ')
  }

  const nameOf = (name) => (typeof name === 'object' ? (name[terms.language] ?? Object.values(name)[0]) : (name ?? ''))

  restore()
  draw()
  const title = element('h2', {}, isNew ? words('new.title') : nameOf(base.name))
  const page = isNew ? [] : [element('a', { href: new URL(`${id}.html`, new URL(root.dataset.centres, location.href)).href }, words('page'))]
  const links = element('p', { class: 'edit-head__links' }, ...page, element('a', { href: '?' }, words('other')))
  stage.replaceChildren(element('header', { class: 'edit-head' }, title, links, draftLine), form, review, said)
  refresh()
  restored = restored && `${restored} `
}

/** @param {Date} date @returns {string} the device's date, "2026-11-21" */
function today(date) {
  const pad = (number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}
