import assert from 'node:assert/strict'
import { test } from 'node:test'

import { placed } from '../../static/js/lib/whereabouts.js'

const region = (code, latitude, longitude, island) => ({
  code, latitude, longitude, island, lineage: code.includes('.') ? [code, code.split('.')[0]] : [code],
})
const square = (south, west) => [south * 10, west * 10, 10, 0, 0, 10, -10, 0]
const REGIONS = [
  region('A', 0.5, 100.5, 'big'),
  region('A.1', 0.5, 100.5, 'big'),
  region('A.2', 0.5, 101.5, 'big'),
  region('B.1', 0.5, 102.9, 'big'),
  region('B.2', null, null, null),
]
const FILES = {
  'a.json': {
    per_degree: 10,
    rings: { 'A.1': [square(0, 100)], 'A.2': [square(0, 101), square(5, 101), square(8, 101)] },
    islands: { 'A.2': ['big', 'small', null] },
  },
  'b.json': { per_degree: 10, rings: { 'B.1': [square(0, 102)] }, islands: {} },
}

async function look(latitude, longitude) {
  const fetched = []
  const fetchOutlines = async (file) => {
    fetched.push(file)
    return FILES[file]
  }
  const point = await placed({ latitude, longitude }, REGIONS, { A: 'a.json', B: 'b.json' }, fetchOutlines)
  return { ...point, fetched }
}

test('a point has the lineage of the region that it is in, from one file', async () => {
  const { lineage, island, latitude, fetched } = await look(0.5, 101.2)
  assert.deepEqual({ lineage, island, latitude, fetched }, { lineage: ['A.2', 'A'], island: 'big', latitude: 0.5, fetched: ['a.json'] })
})

test('beyond a border the next file is looked into, though the other reference point is nearer', async () => {
  const { lineage, fetched } = await look(0.5, 102.1)
  assert.deepEqual({ lineage, fetched }, { lineage: ['B.1', 'B'], fetched: ['a.json', 'b.json'] })
})

test('a region on several islands tells that of the point, or that it has no name', async () => {
  assert.equal((await look(5.5, 101.5)).island, 'small')
  const { lineage, island } = await look(8.5, 101.5)
  assert.deepEqual({ lineage, island }, { lineage: ['A.2', 'A'], island: null })
})

test('a little off the shore counts, and nothing is known of the open sea', async () => {
  assert.deepEqual((await look(-0.02, 100.5)).lineage, ['A.1', 'A'])
  assert.deepEqual(await look(-0.5, 100.5), { latitude: -0.5, longitude: 100.5, fetched: ['a.json', 'b.json'] })
})
