/**
 * Points that would cover each other on the screen, put together: first those of one cell of a grid, for there may
 * be very many, then cells whose middles are too near. No DOM.
 *
 * @template {{ x: number, y: number }} P
 * @param {P[]} points - in the map's coordinates
 * @param {number} size - how near is too near, in the same
 * @returns {{ x: number, y: number, points: P[] }[]} in the order of their first points; x and y are the mean
 */
export function clusters(points, size) {
  const cells = new Map()
  for (const point of points) {
    const key = `${Math.floor(point.x / size)} ${Math.floor(point.y / size)}`
    const cell = cells.get(key)
    if (cell) cell.push(point)
    else cells.set(key, [point])
  }
  const found = []
  for (const own of cells.values()) {
    const cell = middleOf(own)
    const near = found.find(({ x, y }) => Math.hypot(x - cell.x, y - cell.y) < size)
    if (near) Object.assign(near, middleOf([...near.points, ...own]))
    else found.push(cell)
  }
  return found
}

function middleOf(points) {
  return {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
    points,
  }
}
