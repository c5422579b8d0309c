import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { distanceKm } from '../../static/js/lib/nearest.js'
import { openSearch } from '../../static/js/lib/search.js'
import { chances, makeSearchFolder } from './search_folder.mjs'

const files = makeSearchFolder(2000)
const read = (name) => JSON.parse(readFileSync(join(files.folder, name), 'utf8'))
const core = read('core.json')
const rows = read(core.cells).files.flatMap((name) => read(name).rows)
const kilobytes = () => files.fetched.reduce((sum, name) => sum + files.size(name), 0)

async function open() {
  const search = await openSearch({ fetchJson: files.fetchJson, language: 'id' })
  files.fetched.length = 0
  return search
}

function byBruteForce(point, keep = () => true) {
  return rows
    .filter(keep)
    .map((row) => ({ id: row.id, km: distanceKm(point, { latitude: row.at[0], longitude: row.at[1] }) }))
    .sort((one, other) => one.km - other.km || (one.id < other.id ? -1 : 1))
    .slice(0, 5)
    .map(({ id }) => id)
}

test('the core has no centres', async () => {
  assert.equal(rows.length, 2000)
  assert.equal(core.centres, undefined)
  assert.ok(files.size('core.json') <= 20)
  assert.equal((await open()).centres, null)
})

test('the nearest centres are those of brute force, in the same order', async () => {
  const search = await open()
  const chance = chances(11)
  for (let i = 0; i < 300; i += 1) {
    const point = { latitude: -11 + 17 * chance(), longitude: 95 + 46 * chance() }
    assert.deepEqual((await search.nearest(point)).map(({ centre }) => centre.id), byBruteForce(point))
  }
  for (const point of [{ latitude: 89, longitude: -170 }, { latitude: -4, longitude: -179 }]) {
    assert.deepEqual((await search.nearest(point)).map(({ centre }) => centre.id), byBruteForce(point))
  }
})

test('the same with a filter', async () => {
  const search = await open()
  const [need] = search.readNow('halal').needs
  const answer = search.answers(need)
  const number = core.entries.services.findIndex(([id]) => id === need.id)
  for (const point of [{ latitude: -7.7, longitude: 110.4 }, { latitude: 2, longitude: 128 }]) {
    const hits = await search.nearest(point, { fit: answer })
    assert.deepEqual(hits.map(({ centre }) => centre.id), byBruteForce(point, (row) => row.services.includes(number)))
  }
})

test('a place is found, and little is fetched', async () => {
  const search = await open()
  const { place } = await search.read('pacitan')
  const [first] = await search.nearest(place)
  assert.equal(first.serves, true)
  assert.ok(first.centre.lineage.includes('35.01'))
  assert.ok(kilobytes() <= 200, `${kilobytes()} kB`)
})

test('what any search needs can be fetched ahead', async () => {
  const search = await open()
  await search.prepare()
  assert.deepEqual(files.fetched, [core.cells])
  await search.nearest({ latitude: -7.7, longitude: 110.4 })
  assert.equal(files.fetched.filter((name) => name === core.cells).length, 1)
})

test('a place tells whether all of its name was typed', async () => {
  const search = await open()
  const whole = { kupang: true, kupan: false, 'kab kupang': true, 'kota sleman': true, banyuasri: true, banyuasr: false, 63511: true }
  for (const [typed, expected] of Object.entries(whole)) {
    assert.equal((await search.read(typed)).places[0].whole, expected, typed)
  }
})

test('no cell is fetched twice', async () => {
  const search = await open()
  await Promise.all([search.nearest({ latitude: -7.7, longitude: 110.4 }), search.some()])
  assert.ok(files.fetched.length > 2)
  assert.deepEqual(files.fetched, [...new Set(files.fetched)])
})

test('a centre is found by its name and by its id', async () => {
  const search = await open()
  const { id, name } = rows[1234]
  const { named } = await search.read(name[0])
  assert.equal(named[0].centre.id, id)
  assert.equal((await search.centre(id)).id, id)
  assert.equal(await search.centre('nobody'), null)
})

test('what failed is fetched again', async () => {
  let offline = true
  const fetchJson = async (name) => {
    if (offline && name !== 'core.json') throw new Error('offline')
    return read(name)
  }
  const search = await openSearch({ fetchJson, language: 'id' })
  const point = { latitude: -7.7, longitude: 110.4 }
  await assert.rejects(search.nearest(point))
  offline = false
  assert.deepEqual((await search.nearest(point)).map(({ centre }) => centre.id), byBruteForce(point))
})
