/**
 * Points that would cover each other on the screen, put together. No DOM.
 *
 * @template {{ x: number, y: number }} P
 * @param {P[]} points - in the map's coordinates
 * @param {number} size - of a cell, in the same
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
  return [...cells.values()].map((own) => ({
    x: own.reduce((sum, { x }) => sum + x, 0) / own.length,
    y: own.reduce((sum, { y }) => sum + y, 0) / own.length,
    points: own,
  }))
}
