import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fitting, relaxations } from '../../static/js/lib/filters.js'
import { boxKm } from '../../static/js/lib/many.js'
import { distanceKm, nearest, reaches } from '../../static/js/lib/nearest.js'
import { openRanges } from '../../static/js/lib/ranges.js'
import { errors, respell, split, squash, stems } from '../../static/js/lib/text.js'
import { cases, chances } from './search_folder.mjs'

const centre = (id, latitude, longitude, more = {}) => ({
  id,
  latitude,
  longitude,
  status: 'active',
  serves: [],
  lineage: [],
  services: [],
  facilities: [],
  programmes: [],
  legalStatus: null,
  ...more,
})

const anybody = () => true

test('words are squashed and split as in Python', () => {
  for (const { text, squashed, words } of cases('search_words.json')) {
    assert.equal(squash(text), squashed)
    assert.deepEqual(split(text), words)
  }
})

test('forms of one word share a stem', () => {
  const forms = ['kemas kemasan mengemas pengemasan kemasannya', 'pasar pemasaran memasarkan', 'latih pelatihan melatih',
    'izin perizinan izinnya', 'modal permodalan', 'mitra kemitraan bermitra', 'daftar mendaftarkan pendaftaran',
    'tulis menulis penulisan', 'sewa menyewa penyewaan', 'kredit kreditnya', 'export exports', 'company companies']
  for (const line of forms) {
    const [word, ...others] = line.split(' ')
    for (const other of others) assert.ok(stems(other).includes(word), `${other}: ${stems(other)}`)
  }
  assert.ok(!stems('kopi').some((stem) => stems('kota').includes(stem)))
})

test('errors are letters put in, left out, changed or swapped', () => {
  assert.equal(errors('sleman', 'sleman', 1), 0)
  for (const typed of ['sleman', 'slemn', 'slleman', 'slenan', 'selman']) assert.ok(errors(typed, 'sleman', 1) <= 1, typed)
  assert.equal(errors('slmen', 'sleman', 1), Infinity)
  assert.equal(errors('slmen', 'sleman', 2), 2)
  assert.equal(errors('yokya', 'yogyakarta', 1, true), 1)
  assert.equal(errors('', 'ab', 1), Infinity)
})

test('old spellings are read', () => {
  assert.equal(respell('soerabaja'), 'surabaya')
  assert.equal(respell('tjirebon'), 'cirebon')
  assert.equal(respell('djember'), 'jember')
})

const table = cases('nearest_points.json')

for (const { latitude, longitude, nearest: ids, km, note = '' } of table.points) {
  test(`nearest to ${latitude}, ${longitude} ${note}`, () => {
    const all = table.centres.map(({ id, latitude, longitude }) => centre(id, latitude, longitude))
    const hits = nearest({ latitude, longitude }, all, 5, anybody)
    assert.deepEqual(hits.map((hit) => hit.centre.id), ids)
    hits.forEach((hit, i) => assert.ok(Math.abs(hit.distanceKm - km[i]) < 0.002, `${hit.distanceKm} ${km[i]}`))
  })
}

test('no point of a box is nearer than the box', () => {
  const chance = chances(5)
  for (let i = 0; i < 2000; i += 1) {
    const [south, west] = [-89 + 170 * chance(), -179 + 340 * chance()]
    const box = [south, west, south + 8 * chance(), west + 17 * chance()]
    const point = { latitude: -90 + 180 * chance(), longitude: -180 + 360 * chance() }
    const least = boxKm(point, box)
    let closest = Infinity
    for (let j = 0; j <= 8; j += 1) {
      for (let k = 0; k <= 8; k += 1) {
        const latitude = box[0] + ((box[2] - box[0]) * j) / 8
        const longitude = box[1] + ((box[3] - box[1]) * k) / 8
        closest = Math.min(closest, distanceKm(point, { latitude, longitude }))
      }
    }
    assert.ok(least <= closest + 1e-6, JSON.stringify({ point, box, least, closest }))
    assert.ok(least >= closest - 350, 'nor is it far from all of them')
  }
})

test('who serves the place comes first, and who is known only roughly last', () => {
  const all = [
    centre('near', 0, 100.1, { island: 'a', lineage: ['2'] }),
    centre('server', 0, 101, { island: 'b', serves: ['1'], lineage: ['3'] }),
    centre('far-server', 0, 102, { serves: ['1'], lineage: ['3'] }),
    centre('rough', null, null, { island: 'b', lineage: ['1'] }), // where in it is not known: the sea may lie between
    centre('elsewhere', null, null, { lineage: ['9'] }),
    centre('planned', 0, 100, { status: 'planned' }),
  ]
  const place = { latitude: 0, longitude: 100, island: 'a', lineage: ['1.01', '1'] }
  const hits = nearest(place, all, 2, anybody)
  assert.deepEqual(hits.map(({ centre }) => centre.id), ['server', 'near', 'rough'])
  assert.deepEqual(hits.map(({ serves }) => serves), [true, false, false])
  assert.deepEqual(hits.map(({ otherIsland }) => otherIsland), [true, false, false])
  assert.deepEqual(nearest({ latitude: 0, longitude: 100 }, all, 2, anybody).map(({ centre }) => centre.id), ['near', 'server'])
})

test('who has told nothing of what is asked for comes behind a detour, unless it serves the place', () => {
  const all = [
    centre('silent', 0, 100.1, { serves: ['9'], lineage: ['9'] }),
    centre('has-it', 0, 100.4, { services: ['x'], lineage: ['9'] }),
    centre('has-it-far', 0, 101, { services: ['x'], lineage: ['9'] }),
    centre('has-not', 0, 100, { services: ['y'], lineage: ['9'] }),
    centre('silent-too', 0, 103, { lineage: ['9'] }),
  ]
  const fit = fitting({ services: ['x'] })
  assert.deepEqual(all.map(fit), [null, true, true, false, null])
  const ids = (place) => nearest(place, all, 5, fit).map(({ centre }) => centre.id)
  assert.deepEqual(ids({ latitude: 0, longitude: 100 }), ['has-it', 'silent', 'has-it-far', 'silent-too'])
  assert.deepEqual(ids({ latitude: 0, longitude: 100, lineage: ['9'] }), ['silent', 'has-it', 'has-it-far', 'silent-too'])
  assert.deepEqual(fitting({ services: ['x'], facilities: ['hall'] })(all[3]), false)
  assert.deepEqual(fitting({ legalStatus: ['uptd'] })(all[1]), null)
})

test('only those are counted that somebody at a place can be sent to', () => {
  const place = { latitude: 0, longitude: 100, lineage: ['1'] }
  const all = [
    centre('far', 0, 150, {}),
    centre('around', null, null, { lineage: ['1'] }),
    centre('elsewhere', null, null, { lineage: ['9'] }),
    centre('planned', 0, 100, { status: 'planned' }),
  ]
  assert.deepEqual(all.map((one) => reaches(place, one)), [true, true, false, false])
  assert.equal(nearest(place, all, 9, anybody).length, 2)
})

test('filters hold together, and one of them can be given up', () => {
  const all = [
    centre('a', 0, 0, { services: ['x', 'y'], legalStatus: 'uptd' }),
    centre('b', 0, 0, { services: ['x'], facilities: ['hall'], legalStatus: 'blud' }),
    centre('c', 0, 0, { services: ['x'] }),
  ]
  const isOpen = ({ id }) => id === 'c'
  const ids = (choice) => all.filter((one) => fitting(choice, isOpen)(one)).map(({ id }) => id)
  assert.deepEqual(ids({}), ['a', 'b', 'c'])
  assert.deepEqual(ids({ services: ['x', 'y'] }), ['a'])
  assert.deepEqual(ids({ legalStatus: ['uptd', 'blud'] }), ['a', 'b'])
  assert.deepEqual(ids({ open: 'now', services: ['x'] }), ['c'])
  assert.deepEqual(ids({ services: ['y'], facilities: ['hall'] }), [])
  assert.deepEqual(relaxations(all, { services: ['x', 'y'], facilities: ['hall'] }, isOpen), [
    { wish: 'services', value: 'y', count: 1, unsure: 2, choice: { services: ['x'], facilities: ['hall'] } },
    { wish: 'facilities', value: 'hall', count: 1, unsure: 0, choice: { services: ['x', 'y'] } },
    { wish: 'services', value: 'x', count: 0, unsure: 1, choice: { services: ['y'], facilities: ['hall'] } },
  ])
  assert.deepEqual(relaxations(all, { services: ['y'], facilities: ['pool'] }, isOpen), [
    { wish: 'facilities', value: 'pool', count: 1, unsure: 0, choice: { services: ['y'] } },
    { wish: 'services', value: 'y', count: 0, unsure: 2, choice: { facilities: ['pool'] } },
  ])
})

test('a range is fetched once, and again after it failed', async () => {
  const asked = []
  let offline = true
  const fetchJson = async (name) => {
    asked.push(name)
    if (offline) throw new Error('offline')
    return name
  }
  const ranges = openRanges({ starts: ['1', 'b', 'm'], files: ['one', 'two', 'three'] }, fetchJson, (name) => name)
  assert.deepEqual(ranges.of('a', 3), ['one'])
  assert.deepEqual(ranges.of('b', 3), ['one', 'two']) // what equals the first key may end the file before
  assert.deepEqual(ranges.of('c', 3), ['two'])
  assert.deepEqual(ranges.of('z', 3), ['three'])
  await assert.rejects(ranges.fetch(['two']))
  offline = false
  await ranges.fetch(['two'])
  await ranges.fetch(['two'])
  assert.deepEqual(asked, ['two', 'two'])
  assert.deepEqual(ranges.now(['one', 'two']), ['two'])
})
