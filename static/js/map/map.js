/**
 * The map behind a button: outlines on a canvas, centres as buttons over it. It has nothing that the list lacks, so
 * its dots are left out of the tab order; the frame itself is moved by keys. It moves at once, without animation.
 */

import { element } from '../finder/words.js'
import { clusters } from './clusters.js'
import { around, readOutlines } from './outlines.js'
import { areasOf, pointsOf, spotOf } from './points.js'
import { openTiles } from './tiles.js'

const CELL = 44 // pixels: dots nearer to each other than a finger's tip become one
const STEP = 80 // pixels that an arrow key moves
const ZOOM = 1.6 // of a button or key
const CLOSEST = 2000 // pixels a degree: the outlines are no more exact
const NEAR_ENOUGH = 300 // the same, for the first look at a place
const DETAIL = 70 // pixels a degree from which on a region's parts are drawn
const MARGIN = 24 // pixels kept free around what is to be seen
const FOOT = 52 // pixels of the buttons at the lower edge
const WIDE = 1000 // a number from which on a dot is wider
const NEAR = 3 // centres that are to be seen together with the place

/**
 * @param {HTMLElement} area - where the map goes; emptied on close
 * @param {object} given
 * @param {URL} given.data - of the outermost outlines
 * @param {(key: string, values?: object) => string} given.words
 * @param {HTMLElement} given.list - its items have data-id
 * @param {(id: string) => string} given.hrefOf - of a centre's page
 * @param {(region: import('../lib/search.js').Place) => string} given.nearOf - of the search from there
 * @param {{ address: string, closest: number, by: string } | null} given.tiles - a background; null: none
 */
export function openMap(area, { data, words, list, hrefOf, nearOf, tiles }) {
  const canvas = element('canvas', { 'aria-hidden': 'true' })
  const dots = element('div', { class: 'map__dots' })
  const frame = element('div', { class: 'map__frame', tabindex: '0', role: 'group', 'aria-label': words('label') })
  const card = element('p', { class: 'map__card', role: 'status' })
  const button = (key, sign, click) =>
    element('button', { type: 'button', 'aria-label': words(key), title: words(key), click }, sign)
  const buttons = element(
    'div',
    { class: 'map__buttons' },
    button('zoom_in', '+', () => zoom(ZOOM)),
    button('zoom_out', '−', () => zoom(1 / ZOOM)),
    button('whole', '⤢', () => fit(whole)),
  )
  frame.append(canvas, dots)
  const legend = element('p', { class: 'map__note' })
  const map = element('div', { class: 'map' }, element('div', { class: 'map__view' }, frame, buttons), card)
  area.replaceChildren(map, legend)

  const context = canvas.getContext('2d')
  const drawTiles = tiles && openTiles(tiles, redraw)
  const pencil = window.matchMedia('(prefers-color-scheme: dark)')
  let regions = []
  let parts = new Map() // regions of a part by its file's name; null while it is fetched
  let whole = null
  let points = []
  let from = null // where distances are from
  let wanted = null // box to show once the outlines are there
  let chosen = [] // ids of those that the card tells of
  let view = { x: 0, y: 0, scale: 1 } // the middle, and pixels a degree
  let drawing = 0

  const opened = load(data).then((found) => {
    regions = found
    whole = regions.map(({ box }) => box).reduce(around)
    fit(wanted ?? whole)
  })
  opened.catch(() => {
    card.textContent = words('failed')
  })

  const size = new ResizeObserver(() => redraw())
  size.observe(frame)
  pencil.addEventListener('change', redraw)
  list.addEventListener('pointerover', markFromList)
  list.addEventListener('focusin', markFromList)
  frame.addEventListener('keydown', onKey)
  frame.addEventListener('wheel', onWheel, { passive: false })
  frame.addEventListener('dblclick', (event) => zoom(ZOOM, ...placeOf(event)))
  followPointers()

  async function load(url) {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${response.status} ${url}`)
    return readOutlines(await response.json())
  }

  // What is seen

  /** Asks for a redraw at the next frame. */
  function redraw() {
    drawing ||= requestAnimationFrame(() => {
      drawing = 0
      if (whole) draw()
    })
  }

  function draw() {
    const { width, height } = frame.getBoundingClientRect()
    const sharpness = window.devicePixelRatio || 1
    canvas.width = Math.round(width * sharpness)
    canvas.height = Math.round(height * sharpness)
    const seen = {
      left: view.x - width / 2 / view.scale,
      right: view.x + width / 2 / view.scale,
      top: view.y - height / 2 / view.scale,
      bottom: view.y + height / 2 / view.scale,
    }
    const style = getComputedStyle(frame)
    const colour = (name) => style.getPropertyValue(`--map-${name}`).trim()
    const toScreen = view.scale * sharpness
    context.setTransform(toScreen, 0, 0, toScreen, -seen.left * toScreen, -seen.top * toScreen)
    const near = regions.filter(({ box }) => overlap(box, seen))
    context.fillStyle = colour('land')
    const close = view.scale >= DETAIL
    const drawn = near.flatMap((region) => (close && detail(region)) || [region])
    const within = drawn.filter(({ box }) => overlap(box, seen))
    for (const { path } of within) context.fill(path, 'evenodd')
    stroke(within, colour('line'), 0.75 / view.scale)
    context.setTransform(sharpness, 0, 0, sharpness, 0, 0)
    context.font = style.font
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillStyle = colour('ink')
    if (drawTiles) drawTiles(context, seen, view.scale) // over the outlines, which stay where no tile comes
    else writeNames(within, seen)
    placeDots(seen)
  }

  /** The names that find room, the widest regions' first. */
  function writeNames(named, seen) {
    const taken = []
    for (const { name, label } of [...named].sort((one, other) => other.label.width - one.label.width)) {
      const x = (label.x - seen.left) * view.scale
      const y = (label.y - seen.top) * view.scale
      const half = context.measureText(name).width / 2
      const box = { left: x - half - 4, right: x + half + 4, top: y - 9, bottom: y + 9 }
      if (half * 2 > label.width * view.scale || taken.some((other) => overlap(box, other))) continue
      taken.push(box)
      context.fillText(name, x, y)
    }
  }

  function stroke(drawn, colour, width) {
    context.strokeStyle = colour
    context.lineWidth = width
    for (const { path } of drawn) context.stroke(path)
  }

  /** The parts of a region, once they are here; null while they are fetched: then it is drawn again. */
  function detail({ part }) {
    if (!part) return null
    if (!parts.has(part)) {
      parts.set(part, null)
      load(new URL(part, data)).then(
        (found) => {
          parts.set(part, found)
          redraw()
        },
        () => parts.delete(part),
      )
    }
    return parts.get(part)
  }

  function placeDots(seen) {
    const visible = clusters(points, CELL / view.scale).filter(({ x, y }) => overlap({ left: x, right: x, top: y, bottom: y }, seen))
    const had = document.activeElement?.dataset.dot
    dots.replaceChildren(...visible.map((cluster) => dot(cluster, seen)))
    if (from) dots.prepend(put(element('span', { class: 'map__from', 'aria-hidden': 'true' }), from, seen))
    if (had) dots.querySelector(`[data-dot="${CSS.escape(had)}"]`)?.focus()
  }

  /** At its place in the frame. */
  function put(made, { x, y }, seen) {
    made.style.translate = `${(x - seen.left) * view.scale}px ${(y - seen.top) * view.scale}px`
    return made
  }

  function dot({ x, y, points: own }, seen) {
    const [first] = own
    const count = own.reduce((sum, point) => sum + point.count, 0)
    const many = count > 1
    const name = many ? words('cluster', { count }) : first.name
    const made = element(
      'button',
      {
        type: 'button',
        tabindex: '-1',
        class: ['map__dot', many && 'map__dot--many', count >= WIDE && 'map__dot--wide', first.exact && !many && 'map__dot--exact']
          .filter(Boolean)
          .join(' '),
        'data-dot': first.id,
        'aria-label': name,
        title: name,
        'aria-current': own.some(({ id }) => chosen.includes(id)) && 'true',
        click: () => (many ? open(own) : choose(first)),
      },
      many ? String(count) : '',
    )
    return put(made, { x, y }, seen)
  }

  /** Looks at a cluster closely; where it is one spot, tells of what is there. */
  function open(own) {
    const box = own.map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y })).reduce(around)
    if (box.right - box.left + box.bottom - box.top < 0.002) tell(own)
    else fit(box)
  }

  /** Of these points alone: on the card, among the dots and in the list. */
  function tell(own) {
    chosen = own.map(({ id }) => id)
    const link = ({ name, href, isArea }) => element('a', { href, 'data-wish': isArea }, name)
    card.replaceChildren(...own.flatMap((point, at) => [at ? ' · ' : '', link(point)]))
    markInList()
    redraw()
  }

  // In step with the list

  /** The list follows only where a window has room for the map and the centre's row: the map is being looked at. */
  function choose(point) {
    tell([point])
    const row = list.querySelector('[data-chosen]')
    if (!row) return
    const both = around(frame.getBoundingClientRect(), row.getBoundingClientRect())
    if (both.bottom - both.top <= window.innerHeight) row.scrollIntoView({ block: 'nearest' })
  }

  function markInList() {
    for (const item of list.children) item.toggleAttribute('data-chosen', chosen.includes(item.dataset.id))
  }

  function markFromList({ target }) {
    const id = target.closest('[data-id]')?.dataset.id
    if (id && !chosen.includes(id)) tell(points.filter((own) => own.id === id))
  }

  /** Says what the signs mean. `called`: what the cross stands for; `isPart`: not all centres are shown. */
  function explain(called, isPart) {
    const place = from && words('from', { place: called })
    const part = isPart && words('partial', { count: points.length })
    const signs = words(points.some(({ isArea }) => isArea) ? 'areas' : 'rough')
    legend.textContent = (tiles ? `${tiles.by} · ` : '') + [place, part, signs].filter(Boolean).join(' ')
  }

  // Moving

  function fit(box) {
    const { width, height } = frame.getBoundingClientRect()
    const across = (width - 2 * MARGIN) / Math.max(box.right - box.left, 0.01)
    const down = (height - 2 * MARGIN - FOOT) / Math.max(box.bottom - box.top, 0.01)
    const scale = Math.min(across, down, NEAR_ENOUGH)
    view = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + FOOT / 2 / scale, scale }
    bound()
  }

  /** @param {number} factor @param {number} [x] @param {number} [y] - the spot that stays, pixels from the middle */
  function zoom(factor, x = 0, y = 0) {
    const before = view.scale
    view.scale *= factor
    const { width, height } = frame.getBoundingClientRect()
    view.scale = Math.max(farthest(width, height), Math.min(CLOSEST, view.scale))
    view.x += x / before - x / view.scale
    view.y += y / before - y / view.scale
    bound()
  }

  function move(right, down) {
    view.x += right / view.scale
    view.y += down / view.scale
    bound()
  }

  /** The middle stays in the map, and the map fills the frame one way at least. */
  function bound() {
    if (!whole) return
    const { width, height } = frame.getBoundingClientRect()
    view.scale = Math.max(farthest(width, height), Math.min(CLOSEST, view.scale))
    view.x = Math.max(whole.left, Math.min(whole.right, view.x))
    view.y = Math.max(whole.top, Math.min(whole.bottom, view.y))
    redraw()
  }

  function farthest(width, height) {
    return Math.min((width - 2 * MARGIN) / (whole.right - whole.left), (height - 2 * MARGIN) / (whole.bottom - whole.top))
  }

  function placeOf({ clientX, clientY }) {
    const { left, top, width, height } = frame.getBoundingClientRect()
    return [clientX - left - width / 2, clientY - top - height / 2]
  }

  function onKey(event) {
    const { key, target, ctrlKey, metaKey, altKey } = event
    if (target !== frame || ctrlKey || metaKey || altKey) return
    const actions = {
      ArrowLeft: () => move(-STEP, 0),
      ArrowRight: () => move(STEP, 0),
      ArrowUp: () => move(0, -STEP),
      ArrowDown: () => move(0, STEP),
      '+': () => zoom(ZOOM),
      '=': () => zoom(ZOOM),
      '-': () => zoom(1 / ZOOM),
      0: () => fit(whole),
    }
    if (!actions[key] || !whole) return
    event.preventDefault()
    actions[key]()
  }

  /** Only for somebody who is at the map, or pinches: else the wheel scrolls the page. */
  function onWheel(event) {
    if (!whole || !(event.ctrlKey || frame.contains(document.activeElement))) return
    event.preventDefault()
    zoom(Math.exp(-event.deltaY / 400), ...placeOf(event))
  }

  function followPointers() {
    const held = new Map()
    frame.addEventListener('pointerdown', (event) => {
      held.set(event.pointerId, event)
      if (event.target !== frame && event.target.closest('button')) return
      frame.setPointerCapture(event.pointerId)
    })
    frame.addEventListener('pointermove', (event) => {
      const last = held.get(event.pointerId)
      if (!last || !whole) return
      const other = [...held.values()].find(({ pointerId }) => pointerId !== event.pointerId)
      if (other) {
        const [x, y] = placeOf({ clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 })
        zoom(apart(event, other) / Math.max(apart(last, other), 1), x, y)
        move((last.clientX - event.clientX) / 2, (last.clientY - event.clientY) / 2)
      } else if (frame.hasPointerCapture(event.pointerId)) {
        move(last.clientX - event.clientX, last.clientY - event.clientY)
      }
      held.set(event.pointerId, event)
    })
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      frame.addEventListener(end, ({ pointerId }) => held.delete(pointerId))
    }
  }

  return {
    /**
     * @param {import('../finder/answer.js').Answer} found
     * @param {object} given
     * @param {string | null} given.called - the name of the place that distances are from
     * @param {import('../lib/search.js').Place[] | null} given.regions - shown by their counts in place of the centres
     */
    show({ all, hits, more, place }, { called, regions: counted }) {
      points = counted ? areasOf(counted, nearOf) : pointsOf(all, hrefOf)
      from = spotOf(place)
      explain(called, !counted && more && all.length <= hits.length)
      const shown = points.filter(({ id }) => chosen.includes(id))
      if (shown.length < chosen.length) tell(shown)
      else markInList()
      const seen = from ? [from, ...points.slice(0, NEAR)] : points
      const boxes = seen.map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y }))
      wanted = boxes.length && (from || points.length < 2 * NEAR) ? boxes.reduce(around) : null
      if (whole) fit(wanted ?? whole)
    },
    empty() {
      points = []
      from = null
      legend.textContent = ''
      tell([])
    },
    focus: () => frame.focus(),
    close() {
      size.disconnect()
      pencil.removeEventListener('change', redraw)
      list.removeEventListener('pointerover', markFromList)
      list.removeEventListener('focusin', markFromList)
      cancelAnimationFrame(drawing)
      area.replaceChildren()
      area.hidden = true
    },
  }
}

function overlap(one, other) {
  return one.left <= other.right && one.right >= other.left && one.top <= other.bottom && one.bottom >= other.top
}

function apart(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
}
