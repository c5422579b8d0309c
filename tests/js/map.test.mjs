import assert from 'node:assert/strict'
import { test } from 'node:test'

import { clusters } from '../../static/js/map/clusters.js'
import { areasOf, pointsOf, spotOf } from '../../static/js/map/points.js'

const region = (code, name, lineage, centres, more = {}) => ({
  code,
  name,
  within: lineage.slice(1),
  lineage,
  centres,
  latitude: -7,
  longitude: 110,
  ...more,
})

test('the smallest counted regions stand for their centres', () => {
  const regions = [
    region('34', 'Yogyakarta', ['34'], 12),
    region('34.04', 'Sleman', ['34.04', '34'], 9),
    region('34.02', 'Bantul', ['34.02', '34'], 0),
    region('34.71', 'Kota Yogyakarta', ['34.71', '34'], 3, { latitude: null }),
    region('95', 'Papua Pegunungan', ['95'], 2),
  ]
  const areas = areasOf(regions, ({ code }) => `?place=${code}`)
  assert.deepEqual(
    areas.map(({ id, name, href, count, isArea, x }) => ({ id, name, href, count, isArea, x })),
    [
      { id: '34.04', name: 'Sleman, 34', href: '?place=34.04', count: 9, isArea: true, x: 110 },
      { id: '95', name: 'Papua Pegunungan', href: '?place=95', count: 2, isArea: true, x: 110 },
    ],
  )
})

test('centres whose place is not known are not on the map', () => {
  const centres = [
    { id: 'a', name: 'A', exact: true, latitude: 0, longitude: 100 },
    { id: 'b', name: 'B', exact: false, latitude: null, longitude: null },
  ]
  const point = { id: 'a', name: 'A', href: 'a.html', count: 1, exact: true, isArea: false, x: 100, y: 0 }
  assert.deepEqual(pointsOf(centres, (id) => `${id}.html`).map(({ y, ...own }) => ({ ...own, y: y + 0 })), [point])
  assert.equal(spotOf({ latitude: null, longitude: null }), null)
  assert.equal(spotOf(null), null)
})

test('points that would cover each other are one, also across the edge of a cell', () => {
  const points = [{ x: 0.9, y: 0.5 }, { x: 1.1, y: 0.5 }, { x: 9, y: 9 }]
  const found = clusters(points, 1)
  assert.deepEqual(found.map(({ points: own }) => own.length), [2, 1])
  assert.equal(found[0].x, 1)
})
