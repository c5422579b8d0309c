/**
 * Pictures over the outlines, where a network's settings name a server of them.
 *
 * @param {{ address: string, closest: number }} source - address with {z}, {x} and {y}; its largest zoom
 * @param {() => void} changed - called when a picture has come
 */
export function openTiles({ address, closest }, changed) {
  const KEPT = 200
  const SIDE = 256
  /** @type {Map<string, HTMLImageElement>} */
  const pictures = new Map()

  function picture(z, x, y) {
    const url = address.replace('{z}', z).replace('{x}', x).replace('{y}', y)
    let image = pictures.get(url)
    if (!image) {
      image = new Image()
      image.crossOrigin = 'anonymous'
      image.onload = changed
      image.src = url
      if (pictures.size >= KEPT) pictures.delete(pictures.keys().next().value)
      pictures.set(url, image)
    }
    return image.complete && image.naturalWidth ? image : null
  }

  /**
   * @param {CanvasRenderingContext2D} context - drawing in pixels of the frame
   * @param {{ left: number, top: number, right: number, bottom: number }} seen - in the map's coordinates
   * @param {number} scale - pixels a degree
   */
  return function draw(context, seen, scale) {
    const zoom = Math.max(0, Math.min(closest, Math.round(Math.log2((scale * 360) / SIDE))))
    const count = 2 ** zoom
    const degrees = 360 / count
    const index = (place) => Math.max(0, Math.min(count - 1, Math.floor((place + 180) / degrees)))
    for (let x = index(seen.left); x <= index(seen.right); x += 1) {
      for (let y = index(seen.top); y <= index(seen.bottom); y += 1) {
        const image = picture(zoom, x, y)
        if (!image) continue
        const left = (x * degrees - 180 - seen.left) * scale
        const top = (y * degrees - 180 - seen.top) * scale
        context.drawImage(image, left, top, degrees * scale + 0.5, degrees * scale + 0.5)
      }
    }
  }
}
