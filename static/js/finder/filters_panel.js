/**
 * The filters: plain checkboxes and radio buttons that act at once. Fetched when somebody asks for them.
 */

import { filtersOf, MOMENT, readAddress } from './address.js'
import { element } from './words.js'

const GROUPS = [
  ['services', 'services'],
  ['facilities', 'facilities'],
  ['programmes', 'programmes'],
  ['legalStatus', 'legalStatuses'],
]
const OFFICE_DAY = '0-10.00' // where somebody begins to choose: Monday morning

/**
 * @param {HTMLElement} root
 * @param {object} given
 * @param {import('../lib/search.js').Search['entries']} given.entries
 * @param {import('../lib/search.js').Centre[] | null} given.centres
 * @param {import('./words.js').Words} given.words
 * @param {string[]} given.weekdays - from Monday
 * @param {(filters: object) => void} given.change
 */
export function makePanel(root, { entries, centres, words, weekdays, change }) {
  const form = element('form', { class: 'filters', 'aria-labelledby': 'filters-title' })
  const title = element('h2', { id: 'filters-title', tabindex: '-1' }, words('filters.title'))
  const clear = element('button', { type: 'button', class: 'quiet-button', click: clearAll }, words('filters.clear'))
  form.append(title, openGroup())
  for (const [name, source] of GROUPS) {
    const used = entries[source].filter(({ id }) => !centres || centres.some((centre) => has(centre, name, id)))
    if (used.length) form.append(group(name, used))
  }
  form.append(clear)
  form.addEventListener('change', () => isWhole() && change(read()))
  form.addEventListener('submit', (event) => event.preventDefault())
  root.replaceChildren(form)

  function group(name, options) {
    const boxes = options.map(({ id, name: text }) =>
      element('label', { class: 'filters__choice' }, element('input', { type: 'checkbox', name, value: id }), text),
    )
    const legend = element('legend', { class: 'visually-hidden' }, words(`filters.${name}`))
    const summary = element('summary', {}, words(`filters.${name}`))
    return element('details', {}, summary, element('fieldset', {}, legend, ...boxes))
  }

  function openGroup() {
    const radio = (value, text) =>
      element('label', { class: 'filters__choice' }, element('input', { type: 'radio', name: 'open', value }), text)
    const day = element(
      'select',
      { name: 'day', 'aria-label': words('filters.day') },
      ...weekdays.map((text, number) => element('option', { value: String(number) }, text)),
    )
    const hour = element('input', { type: 'time', name: 'hour', 'aria-label': words('filters.hour'), required: true })
    const chosen = () => {
      form.elements.open.value = 'at'
    }
    day.addEventListener('change', chosen)
    hour.addEventListener('change', chosen)
    return element(
      'fieldset',
      { class: 'filters__open' },
      element('legend', {}, words('filters.open')),
      radio('', words('filters.any_time')),
      radio('now', words('filters.now')),
      radio('at', words('filters.at')),
      element('p', { class: 'filters__moment' }, day, ' ', hour),
    )
  }

  /** An hour that was emptied is asked for, in the browser's own words. */
  function isWhole() {
    return form.elements.open.value !== 'at' || form.elements.hour.reportValidity()
  }

  function read() {
    const data = new FormData(form)
    const moment = `${data.get('day')}-${data.get('hour').slice(0, 5).replace(':', '.')}`
    const open = data.get('open') === 'at' ? moment : data.get('open')
    return { ...Object.fromEntries(GROUPS.map(([name]) => [name, data.getAll(name)])), open }
  }

  function show(wish) {
    for (const [name] of GROUPS) {
      for (const box of form.querySelectorAll(`input[name=${name}]`)) {
        box.checked = wish[name].includes(box.value)
        if (box.checked || name === 'services') box.closest('details').open = true
      }
    }
    const [, day, hour, minute] = MOMENT.exec(wish.open) ?? MOMENT.exec(OFFICE_DAY)
    form.elements.open.value = MOMENT.test(wish.open) ? 'at' : wish.open
    form.elements.day.value = day
    form.elements.hour.value = `${hour}:${minute}`
  }

  function clearAll() {
    const none = readAddress('')
    show(none)
    change(filtersOf(none))
  }

  return {
    show,
    open: (wish) => {
      show(wish)
      root.hidden = false
    },
    close: () => {
      root.hidden = true
    },
    focus: () => title.focus(),
    get isOpen() {
      return !root.hidden
    },
  }
}

/**
 * What to give up where nothing is left, in words; each a link to the search without it.
 *
 * @param {import('../lib/filters.js').Relaxation[]} relaxations
 * @param {import('../lib/search.js').Search} search
 * @param {import('./words.js').Words} words
 * @param {{ weekdays: string[] }} texts
 * @param {(left: object) => string} addressOf
 * @param {object} nothing - the wish without any filter
 * @returns {Node[]}
 */
export function relaxingLinks(relaxations, search, words, { weekdays }, addressOf, nothing) {
  const link = (left, text) => element('li', {}, element('a', { href: addressOf(left), 'data-wish': true }, text))
  const links = relaxations.map(({ wish, value, count, unsure, choice }) => {
    const text = wish === 'open' ? momentWords(value, words, weekdays) : nameOf(search.entries, wish, value)
    const found = [count && words('relax_sure', { count }), unsure && words('relax_unsure', { count: unsure })]
    const left = { ...filtersOf(readAddress('')), ...choice, open: choice.open ?? '' }
    return link(left, words('relax_wish', { wish: text, found: found.filter(Boolean).join(', ') }))
  })
  return [
    element('p', {}, words('relax')),
    element('ul', { class: 'finder__choices' }, ...links, link(filtersOf(nothing), words('relax_all'))),
  ]
}

/**
 * The filters of a wish in words, as a printed list names them.
 *
 * @param {import('./address.js').Wish} wish
 * @param {import('../lib/search.js').Search['entries']} entries
 * @param {import('./words.js').Words} words
 * @param {{ weekdays: string[] }} texts
 * @returns {string[]}
 */
export function filterNames(wish, entries, words, { weekdays }) {
  const names = GROUPS.flatMap(([name]) => wish[name].map((id) => nameOf(entries, name, id)))
  return wish.open ? [...names, momentWords(wish.open, words, weekdays)] : names
}

export function momentWords(open, words, weekdays) {
  if (open === 'now') return words('filters.now')
  const [, day, hour, minute] = MOMENT.exec(open)
  return words('filters.at_wish', { day: weekdays[day], time: `${hour}.${minute}` })
}

function nameOf(entries, wish, id) {
  const source = Object.fromEntries(GROUPS)[wish]
  return entries[source].find((entry) => entry.id === id)?.name ?? id
}

function has(centre, name, id) {
  const value = centre[name]
  return Array.isArray(value) ? value.includes(id) : value === id
}
