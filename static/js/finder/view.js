/**
 * Draws an answer into the finder's own elements. It decides nothing and keeps nothing.
 *
 * @typedef {import('./answer.js').Answer} Answer
 */

import { element } from './words.js'

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

  /** @param {Answer} answer @param {{ compared: string[], choose: (code: string) => string, actions: Node[] }} page */
  function draw(answer, page) {
    title.textContent = headingOf(answer)
    advice.replaceChildren(...adviceFor(answer, page))
    list.replaceChildren(...answer.hits.map((hit) => item(hit, page.compared)))
    more.hidden = answer.total === null || answer.hits.length >= answer.total || !answer.hits.length
    say(countOf(answer))
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text
  }

  function headingOf({ here, place, need, byName, understood }) {
    if (!understood) return words('title')
    const from = here ? words('here') : place && nameOf(place)
    if (need && from) return words('heading_both', { need, place: from })
    if (from) return words('heading_place', { place: from })
    if (need) return words(byName ? 'heading_centre' : 'heading_need', { need })
    return words('heading_all')
  }

  function countOf({ hits, total, understood, unknownOpen }) {
    const text = []
    if (!hits.length) text.push(words(understood ? 'none' : 'title'))
    else if (total === null) text.push(words('count_near', { count: hits.length }))
    else if (total > hits.length) text.push(words('count_shown', { shown: hits.length, count: total }))
    else text.push(words('count', { count: total }))
    if (unknownOpen) text.push(words('unknown_open', { count: unknownOpen }))
    return text.join(' ')
  }

  function adviceFor(answer, { text, choose, relax, seeAll }) {
    const parts = []
    if (!answer.understood) {
      parts.push(element('p', {}, words('not_understood', { text }), ' ', words('try')))
      parts.push(element('p', {}, element('a', { href: seeAll }, words('see_all'))))
    }
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

  function item({ centre, distanceKm, serves, otherIsland, about }, compared) {
    const made = mould.cloneNode(true)
    const slot = (name) => made.querySelector(`[data-slot=${name}]`)
    const fill = (name, text) => {
      if (text) slot(name).textContent = text
      else slot(name).remove()
    }
    made.dataset.id = centre.id
    slot('link').href = hrefOf(centre.id)
    slot('name').textContent = centre.name
    fill('place', centre.address ?? centre.area.slice(-2).join(', '))
    if (!serves) slot('serves').remove()
    if (centre.status === 'active') slot('status').remove()
    else {
      slot('status').classList.add(`status-mark--${centre.status}`)
      slot('status').textContent = words(`status.${centre.status}`)
    }
    if (!otherIsland) slot('island').remove()
    if (distanceKm === null) slot('distance').remove()
    else {
      const distance = words.distance(distanceKm)
      slot('kilometres').textContent = about ? words('about', { distance }) : distance
    }
    fill('hours', hoursOf(centre))
    const isCompared = compared.includes(centre.id)
    const button = slot('compare')
    button.setAttribute('aria-pressed', String(isCompared))
    button.setAttribute('aria-label', `${words('compare.add')}: ${centre.name}`)
    button.dataset.compare = centre.id
    return made
  }

  return { draw, say, title, list, more }
}

/** @param {import('../lib/search.js').Place} place */
export function nameOf({ name, within }) {
  return [name, ...within].join(', ')
}
