/**
 * Where a centre is: its region by name, and its point, typed, pasted or set on the site's own outlines.
 */

import { element } from '../finder/words.js'
import { READERS } from '../lib/formats.js'
import { WrongValue } from '../lib/wrong.js'
import { plainControl } from './controls.js'
import { group, idOf, quietButton } from './parts.js'
import { pointIn } from './point.js'

/**
 * @param {import('../lib/checks.js').Path} path - of the region's code
 * @param {HTMLElement} code - the field for it
 * @param {import('./controls.js').Desk} desk
 * @param {() => Promise<import('../lib/search.js').Search>} openSearch
 * @param {(code: string) => Promise<string>} nameOf - '' if there is no such region
 */
export function regionControl(path, code, desk, openSearch, nameOf) {
  const { words } = desk.terms
  const input = code.querySelector('input')
  const chosen = element('p', { class: 'place__chosen', role: 'status' })
  const showName = async () => {
    const typed = input.value.trim()
    const name = typed && (await nameOf(typed))
    if (typed === input.value.trim()) chosen.textContent = name ? words('place.chosen', { place: name }) : ''
  }
  input.addEventListener('change', showName)
  showName()
  const search = element('input', { type: 'search', id: `${idOf(path)}-search`, autocomplete: 'off' })
  const found = element('ul', { class: 'place__found' })
  const look = async () => {
    const text = search.value.trim()
    if (!text) return
    try {
      const { places } = await (await openSearch()).read(text)
      const usable = places.filter(({ level }) => level !== 'postal_code').slice(0, 8)
      found.replaceChildren(...usable.map(choice))
      chosen.textContent = words(usable.length ? 'place.found' : 'place.search_none')
    } catch (error) {
      if (!(error instanceof TypeError) && !/^\d{3} /.test(error.message)) throw error
      chosen.textContent = words('place.search_failed')
    }
  }
  const choice = (place) => {
    const name = [place.name, ...place.within].join(', ')
    const choose = () => {
      input.value = place.code
      input.dispatchEvent(new Event('input', { bubbles: true }))
      desk.leave(path)
      found.replaceChildren()
      chosen.textContent = words('place.chosen', { place: name })
      input.focus()
    }
    return element('li', {}, element('button', { type: 'button', class: 'text-button', click: choose }, name))
  }
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    look()
  })
  const label = element('label', { for: search.id }, words('place.search_label'))
  const row = element('div', { class: 'place__row' }, search, quietButton(words('place.search_button'), look))
  return element('div', { class: 'place' }, element('div', { class: 'field' }, label, row), chosen, found, code)
}

/**
 * Latitude and longitude side by side; both may be typed or pasted into one.
 *
 * @param {import('../lib/checks.js').Path} path - of the location
 * @param {import('./controls.js').Desk} desk
 * @param {any[]} fields - of latitude and longitude
 * @param {string | undefined} mapData - address of the outlines; undefined: there are none
 * @param {HTMLElement} frame - what holds all fields of the location: the map follows them
 */
export function pointControl(path, desk, fields, mapData, frame) {
  const { words } = desk.terms
  const keys = ['latitude', 'longitude']
  const inputs = fields.map((field) => plainControl('location', field, [...path, field.name], desk))
  const pair = element('div', { class: 'place__pair' }, ...inputs)
  const inputOf = (key) => pair.querySelector(`#${idOf([...path, key])}`)
  let map = null

  const put = (latitude, longitude) => {
    for (const [at, text] of [latitude, longitude].entries()) {
      inputOf(keys[at]).value = text
      desk.set([...path, keys[at]], text || undefined)
      desk.leave([...path, keys[at]])
    }
    map?.draw()
  }
  pair.addEventListener('change', (event) => {
    const both = pointIn(event.target.value)
    if (both) put(...both)
  })
  frame.addEventListener('input', () => map?.draw())

  const area = element('div', { class: 'place__map', hidden: true })
  const showMap = async () => {
    button.hidden = true
    area.hidden = false
    const { openPicker } = await import('./picker.js')
    map = openPicker(area, {
      data: new URL(mapData, location.href),
      words,
      region: () => String(desk.get([...path, 'region_code']) ?? ''),
      point: () => readPoint(keys.map((key) => desk.get([...path, key]))),
      choose: (latitude, longitude) => {
        put(latitude.toFixed(4), longitude.toFixed(4))
        desk.say(words('place.set', { point: `${latitude.toFixed(4)}, ${longitude.toFixed(4)}` }))
      },
    })
    map.focus()
  }
  const button = quietButton(words('place.map'), showMap)
  const about = { label: words('place.point'), hint: words('place.paste') }
  return group(about, [pair, ...(mapData ? [button, area] : [])])
}

function readPoint(texts) {
  try {
    const [latitude, longitude] = texts.map((text) => READERS.degrees(String(text ?? '')))
    return { latitude, longitude }
  } catch (error) {
    if (error instanceof WrongValue) return null
    throw error
  }
}
