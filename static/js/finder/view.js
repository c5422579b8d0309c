/**
 * Draws an answer into the finder's own elements. It decides nothing.
 *
 * @typedef {import('./answer.js').Answer} Answer
 */

import { painted } from '../lib/idle.js'
import { element } from './words.js'

const SCREEN = 3 // rows that a phone can show at once

/**
 * @param {HTMLElement} root - the finder
 * @param {import('./words.js').Words} words
 * @param {{ hrefOf: (id: string) => string, hoursOf: (centre: import('../lib/search.js').Centre) => string | null }} tell
 */
export function makeView(root, words, { hrefOf, hoursOf }) {
  const part = (name) => root.querySelector(name)
  const title = part('#finder-title')
  const status = part('.finder__status')
  const advice = part('.finder__advice')
  const list = part('.finder__list')
  const more = part('[data-action=more]')
  const mould = part('template[data-mould=centre]').content.firstElementChild

  let rows = new Map() // by what they say
  let drawing = 0 // a newer one ends those before

  /**
   * @param {Answer} answer
   * @param {{ text: string, compared: string[], choose: (code: string) => string, relax: Node[] | null, seeAll: string }} page
   * @returns {Promise<void>} when all of it is there
   */
  function draw(answer, page) {
    const heading = headingOf(answer, page)
    if (heading !== title.textContent) status.textContent = '' // the same count of other centres is news
    title.textContent = heading
    advice.replaceChildren(...adviceFor(answer, page))
    more.hidden = !answer.more
    say(answer.understood ? countOf(answer) : `${words('not_understood', { text: page.text })} ${words('try')}`)
    return drawList(answer.hits, page.compared)
  }

  /** Nothing is left of the answer before. */
  function empty() {
    title.textContent = words('title')
    status.textContent = ''
    advice.replaceChildren()
    more.hidden = true
    drawing += 1
    putRows([], new Map())
  }

  /** Lays out rows of no centre, unseen, so that styles are matched and letters are shaped before somebody waits. */
  function rehearse() {
    const text = words('title')
    const face = { name: text, place: text, kilometres: words.distance(1), hours: text, serves: true, status: 'active', compared: false }
    root.dataset.unseen = ''
    root.hidden = false
    say(words('unsure', { count: 1 }))
    more.hidden = false
    putRows(Array.from({ length: SCREEN }, (_, id) => ({ ...face, id: String(id) })), new Map())
    root.getBoundingClientRect()
    root.hidden = true
    delete root.dataset.unseen
    empty()
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text
  }

  function headingOf({ here, place, need, byName, understood }, { text }) {
    if (!understood) return words('title')
    const from = fromOf({ here, place })
    if (need && from) return words('heading_both', { need, place: from })
    if (from) return words('heading_place', { place: from })
    if (byName) return words('heading_centre', { need: text })
    if (need) return words('heading_need', { need })
    return words('heading_all')
  }

  /** What that is called from where distances are; null: from nowhere. */
  function fromOf({ here, place }) {
    return here ? words('here') : place && nameOf(place)
  }

  function countOf({ hits, total, unsure, more, place, unknownOpen }) {
    const text = []
    const sure = hits.filter(({ untold }) => !untold.length).length
    if (total === 0 || !hits.length) text.push(words(more && !hits.length ? 'none_near' : 'none'))
    else if (total === null) text.push(words(place ? 'count_near' : 'count_some', { count: hits.length }))
    else if (total > sure) text.push(words('count_shown', { shown: sure, count: total }))
    else text.push(words('count', { count: total }))
    if (unsure) text.push(words('unsure', { count: unsure }))
    if (unknownOpen) text.push(words('unknown_open', { count: unknownOpen }))
    return text.join(' ')
  }

  function adviceFor(answer, { choose, relax, seeAll }) {
    const parts = []
    if (!answer.understood) parts.push(element('p', {}, element('a', { href: seeAll }, words('see_all'))))
    if (answer.unread.length) {
      const passed = answer.unread.map((word) => `“${word}”`).join(', ')
      parts.push(element('p', {}, words('unread', { words: passed })))
    }
    if (answer.guessed) parts.push(element('p', {}, words('guessed', { text: answer.guessed, place: nameOf(answer.place) })))
    if (answer.anywhere) parts.push(element('p', {}, words('nearest_hint')))
    const choices = answer.choices.map((place) =>
      element('li', {}, element('a', { href: choose(place.code), 'data-wish': true }, nameOf(place))),
    )
    const list = element('ul', { class: 'finder__choices' }, ...choices)
    if (answer.sure && choices.length) {
      const summary = element('summary', {}, words('other_places', { count: choices.length }))
      parts.push(element('details', {}, summary, list))
    } else if (choices.length > 1) {
      parts.push(element('h3', {}, words('which_place')), list)
    }
    if (relax) parts.push(...relax)
    return parts
  }

  /** At once what a screen shows, and the rest when that can be seen: rows take their time to be laid out. */
  async function drawList(hits, compared) {
    const mine = (drawing += 1)
    const facesOf = (some) => some.map((hit) => faceOf(hit, compared))
    if (hits.length > SCREEN) {
      putRows(facesOf(hits.slice(0, SCREEN)), rows)
      await painted()
      if (mine !== drawing) return
    }
    putRows(facesOf(hits), new Map())
  }

  /**
   * Rows that say the same as one that is there are that one: most keys change few of them. Those `below` stay a
   * moment under them, so that nothing jumps.
   */
  function putRows(faces, below) {
    const made = new Map(faces.map((face) => [JSON.stringify(face), face]))
    for (const [key, face] of made) made.set(key, rows.get(key) ?? item(face))
    rows = new Map([...made, ...below])
    const staying = new Set(rows.values())
    for (const row of [...list.children]) if (!staying.has(row)) row.remove()
    let place = list.firstElementChild
    for (const row of made.values()) {
      if (row === place) place = place.nextElementSibling
      else list.insertBefore(row, place)
    }
  }

  /** What a row says, by slot; null: nothing. */
  function faceOf({ centre, distanceKm, serves, otherIsland, about, untold }, compared) {
    return {
      id: centre.id,
      name: centre.name,
      place: centre.address ?? centre.area.slice(-2).join(', '),
      serves,
      status: centre.status,
      kilometres: distanceKm === null ? null : words.distance(distanceKm, about),
      island: otherIsland,
      hours: hoursOf(centre),
      untold: untold.map((list) => words(`untold.${list}`)).join(', '),
      compared: compared.includes(centre.id),
    }
  }

  function item({ id, name, place, serves, status, kilometres, island, hours, untold, compared }) {
    const made = mould.cloneNode(true)
    const slots = Object.fromEntries([...made.querySelectorAll('[data-slot]')].map((slot) => [slot.dataset.slot, slot]))
    made.dataset.id = id
    slots.link.href = hrefOf(id)
    for (const [slot, text] of Object.entries({ name, place, kilometres, hours, untold })) {
      if (text) slots[slot].textContent = text
      else slots[slot].remove()
    }
    if (!serves) slots.serves.remove()
    if (status === 'active') slots.status.remove()
    else {
      slots.status.classList.add(`status-mark--${status}`)
      slots.status.textContent = words(`status.${status}`)
    }
    if (!island) slots.island.remove()
    if (!kilometres) slots.distance.remove()
    slots.compare.setAttribute('aria-pressed', String(compared))
    slots.compare.setAttribute('aria-label', `${words('compare.add')}: ${name}`)
    slots.compare.dataset.compare = id
    return made
  }

  return { draw, empty, rehearse, say, fromOf, title, list, more }
}

/** @param {import('../lib/search.js').Place} place */
export function nameOf({ name, within }) {
  return [name, ...within].join(', ')
}
