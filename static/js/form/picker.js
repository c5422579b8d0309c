/**
 * A point on the site's own outlines: a press puts it there, the arrow keys move it. Nothing foreign is loaded.
 */

import { element } from '../finder/words.js'
import { around, mercator, readOutlines } from '../map/outlines.js'

const MARGIN = 12 // CSS pixels
const STEP = 0.002 // degrees an arrow key moves
const LARGE_STEP = 0.02

/**
 * @param {HTMLElement} area
 * @param {object} given
 * @param {URL} given.data - outlines of the whole; parts stand beside it
 * @param {import('../finder/words.js').Words} given.words
 * @param {() => string} given.region - code of the region to look at
 * @param {() => ({ latitude: number, longitude: number } | null)} given.point
 * @param {(latitude: number, longitude: number) => void} given.choose
 */
export function openPicker(area, { data, words, region, point, choose }) {
  const canvas = element('canvas', { tabindex: '0', role: 'img', 'aria-label': words('place.map_label'), class: 'place__canvas' })
  const note = element('p', { class: 'field__hint' }, words('place.map_note'))
  area.replaceChildren(canvas, note)
  const context = canvas.getContext('2d')
  let whole = null // regions of the country, once fetched
  let parts = new Map() // regions of a part by its file's name
  let view = null // { x, y, scale } of the last drawing

  const load = async (url) => {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${response.status} ${url}`)
    return readOutlines(await response.json())
  }
  const opened = load(data).then((regions) => {
    whole = regions
  })

  /** The regions to draw, and which of them is meant. */
  async function shown() {
    await opened
    const code = region()
    const large = whole.find((own) => code === own.code || code.startsWith(`${own.code}.`))
    if (!large?.part) return { regions: large ? [large] : whole, meant: large ?? null }
    if (!parts.has(large.part)) parts.set(large.part, await load(new URL(large.part, data)))
    const regions = parts.get(large.part)
    return { regions, meant: regions.find((own) => code === own.code || code.startsWith(`${own.code}.`)) ?? null }
  }

  async function draw() {
    let seen
    try {
      seen = await shown()
    } catch (error) {
      if (!(error instanceof TypeError) && !/^\d{3} /.test(error.message)) throw error
      note.textContent = words('place.map_failed')
      return
    }
    const { regions, meant } = seen
    const { width, height } = canvas.getBoundingClientRect()
    const sharpness = window.devicePixelRatio || 1
    canvas.width = Math.round(width * sharpness)
    canvas.height = Math.round(height * sharpness)
    const box = meant ? meant.box : regions.map((own) => own.box).reduce(around)
    const scale = Math.min((width - 2 * MARGIN) / (box.right - box.left), (height - 2 * MARGIN) / (box.bottom - box.top))
    view = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, scale, width, height }
    const style = getComputedStyle(canvas)
    const colour = (name) => style.getPropertyValue(name).trim()
    const zoom = scale * sharpness
    context.setTransform(zoom, 0, 0, zoom, (width / 2) * sharpness - view.x * zoom, (height / 2) * sharpness - view.y * zoom)
    for (const own of regions) {
      context.fillStyle = colour(own === meant ? '--tint' : '--surface')
      context.fill(own.path, 'evenodd')
    }
    for (const own of regions) {
      context.strokeStyle = colour(own === meant ? '--accent' : '--edge')
      context.lineWidth = (own === meant ? 1.75 : 0.75) / scale
      context.stroke(own.path)
    }
    const at = point()
    if (!at) return
    context.setTransform(sharpness, 0, 0, sharpness, 0, 0)
    context.beginPath()
    context.arc((at.longitude - view.x) * scale + width / 2, (mercator(at.latitude) - view.y) * scale + height / 2, 7, 0, 2 * Math.PI)
    context.fillStyle = colour('--accent')
    context.fill()
    context.lineWidth = 3
    context.strokeStyle = colour('--ground')
    context.stroke()
  }

  canvas.addEventListener('click', ({ clientX, clientY }) => {
    if (!view) return
    const { left, top } = canvas.getBoundingClientRect()
    const longitude = view.x + (clientX - left - view.width / 2) / view.scale
    const latitude = latitudeOf(view.y + (clientY - top - view.height / 2) / view.scale)
    choose(latitude, longitude)
  })
  canvas.addEventListener('keydown', (event) => {
    const moves = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }
    const move = moves[event.key]
    if (!move || !view || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const step = event.shiftKey ? LARGE_STEP : STEP
    const from = point() ?? { latitude: latitudeOf(view.y), longitude: view.x }
    choose(from.latitude + move[0] * step, from.longitude + move[1] * step)
  })
  new ResizeObserver(draw).observe(canvas)
  draw()
  return { draw, focus: () => canvas.focus() }
}

/** The inverse of `mercator`. */
function latitudeOf(y) {
  return (Math.atan(Math.sinh((-y * Math.PI) / 180)) * 180) / Math.PI
}
