/**
 * Outlines as the build publishes them (sitegen/exports/map_data.py), made ready to draw. No DOM.
 *
 * The map's own coordinates are Mercator's, in degrees: x is the longitude, y grows southwards.
 *
 * @typedef {object} Region
 * @property {string} code
 * @property {string} name
 * @property {Path2D} path - fill it even-odd
 * @property {{ left: number, top: number, right: number, bottom: number }} box - of all of it
 * @property {{ x: number, y: number, width: number }} label - the middle of its largest part, and how wide that is
 * @property {string | null} part - name of the file that shows more of it
 */

/** @param {number} latitude */
export function mercator(latitude) {
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180)
  return (-Math.log((1 + sine) / (1 - sine)) * 90) / Math.PI
}

/**
 * @param {{ per_degree: number, rings: Record<string, number[][]>, names: Record<string, string>, parts: Record<string, string> }} file
 * @returns {Region[]}
 */
export function readOutlines({ per_degree: perDegree, rings, names, parts }) {
  return Object.entries(rings).map(([code, own]) => {
    const path = new Path2D()
    const boxes = own.map((steps) => trace(path, steps, perDegree))
    const largest = boxes.reduce((one, other) => (area(other) > area(one) ? other : one))
    return {
      code,
      name: names[code] ?? '',
      path,
      box: boxes.reduce(around),
      label: {
        x: (largest.left + largest.right) / 2,
        y: (largest.top + largest.bottom) / 2,
        width: largest.right - largest.left,
      },
      part: parts[code] ?? null,
    }
  })
}

/** Adds a ring to the path; its steps are whole numbers of 1/perDegree of a degree, northwards and eastwards. */
function trace(path, steps, perDegree) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  let north = 0
  let east = 0
  for (let at = 0; at < steps.length; at += 2) {
    north += steps[at]
    east += steps[at + 1]
    const x = east / perDegree
    const y = mercator(north / perDegree)
    if (at) path.lineTo(x, y)
    else path.moveTo(x, y)
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  path.closePath()
  return box
}

export function around(one, other) {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  }
}

function area({ left, top, right, bottom }) {
  return (right - left) * (bottom - top)
}
