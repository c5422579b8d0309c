import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'

import { distanceKm } from '../../static/js/lib/nearest.js'
import { openPlaces } from '../../static/js/lib/places.js'
import { openSearch } from '../../static/js/lib/search.js'
import { chances, cases, makeSearchFolder } from './search_folder.mjs'

const files = makeSearchFolder()
const core = await files.fetchJson('core.json')
const places = openPlaces(core, files.fetchJson)
const search = await openSearch({ fetchJson: files.fetchJson, language: 'id' })
const regencies = core.regions.name
  .map((name, i) => ({ code: places.above(i)[0][0], name, level: core.levels[core.regions.level[i]] }))
  .filter(({ level }) => level === 'regency' || level === 'city')

test('no file is larger than it may be', () => {
  assert.ok(files.size('core.json') <= 22, `core.json: ${files.size('core.json')} kB`)
  for (const name of readdirSync(files.folder).filter((name) => name.startsWith('places.') && name.endsWith('.json'))) {
    assert.ok(files.size(name) <= 30, `${name}: ${files.size(name)} kB`)
  }
})

test('every kabupaten and kota finds itself, with and without that word', async () => {
  assert.equal(regencies.length, 514)
  for (const { code, name } of regencies) {
    const [first] = await places.search(name)
    assert.equal(first.code, code, name)
    const bare = name.replace(/^(Kabupaten|Kota)( Administrasi)? /, '')
    const found = await places.search(bare)
    const namesakes = found.filter(({ score }) => score === found[0].score)
    assert.ok(namesakes.some((place) => place.code === code), bare)
  }
})

test('one typing error in a name of six letters or more is forgiven', async () => {
  const chance = chances(7)
  const long = regencies.filter(({ name }) => name.replace(/^(Kabupaten|Kota)( Administrasi)? /, '').length >= 6)
  const missed = []
  for (const { code, name } of long) {
    const typed = mistyped(name.replace(/^(Kabupaten|Kota)( Administrasi)? /, ''), chance)
    const found = await places.search(typed, 3)
    if (!found.some((place) => place.code === code)) missed.push(`${typed} for ${name}`)
  }
  assert.ok(missed.length <= 0.05 * long.length, missed.join('\n'))
})

/** One letter left out, doubled, changed or swapped with the next, anywhere. */
function mistyped(name, chance) {
  const place = Math.floor(chance() * (name.length - 1))
  const [before, here, next, after] = [name.slice(0, place), name[place], name[place + 1], name.slice(place + 2)]
  const letter = 'abcdefghijklmnopqrstuvwxyz'[Math.floor(chance() * 26)]
  const kinds = [next, here + here + next, letter + next, next + here, here + letter + next]
  return before + kinds[Math.floor(chance() * kinds.length)] + after
}

test('500 kecamatan find themselves, or stand beside their namesakes', async () => {
  const rows = []
  for (const name of core.places.files) {
    const shard = await files.fetchJson(name)
    shard.name.forEach((own, i) => {
      const district = core.levels[shard.level[i]] === 'district' && !shard.key[i]
      if (district) rows.push({ name: own, holder: core.regions.name[shard.above[shard.in[i]][0]] })
    })
  }
  assert.ok(rows.length > 7000)
  const chance = chances(3)
  for (let i = 0; i < 500; i += 1) {
    const { name, holder } = rows[Math.floor(chance() * rows.length)]
    const found = await places.search(name, 30)
    const place = found.findIndex((place) => place.name === name && place.within[0] === holder)
    // Kota Makassar may stand before the district of Makasar: they sound alike.
    const bare = (text) => text.replace(/^(Kabupaten|Kota) /, '').toLowerCase().replace(/\W/g, '').replace(/(.)\1/g, '$1')
    assert.ok(place >= 0, name)
    assert.ok(found.slice(0, place).every((other) => bare(other.name) === bare(name)), `${name}: ${found[0].name}`)
  }
})

test('the nearest centres are those of brute force, in the same order', async () => {
  const chance = chances(11)
  const all = search.centres.filter((c) => c.latitude !== null && ['active', 'temporarily_closed'].includes(c.status))
  assert.ok(all.length > 40)
  for (let i = 0; i < 1000; i += 1) {
    const point = { latitude: -11 + 17 * chance(), longitude: 95 + 46 * chance() }
    const wanted = all
      .map((centre) => ({ id: centre.id, km: distanceKm(point, centre) }))
      .sort((one, other) => one.km - other.km || (one.id < other.id ? -1 : 1))
      .slice(0, 5)
      .map(({ id }) => id)
    assert.deepEqual((await search.nearest(point)).map(({ centre }) => centre.id), wanted)
  }
})

for (const { typed, need, place, level, of, centre, named, unread, everything, note } of cases('search_queries.json')) {
  test(`"${typed}"${note ? `: ${note}` : ''}`, async () => {
    const found = await search.read(typed)
    const [first] = found.places
    if (place) {
      const top = found.places.filter(({ score }) => first && score === first.score)
      const fits = (one) => one.name === place && (!of || one.within.includes(of)) && (!level || one.level === level)
      assert.ok(top.some(fits), `place: ${found.places.slice(0, 3).map((p) => `${p.name}, ${p.within[0]}`).join('; ')}`)
    }
    if (place === null) assert.equal(found.placeText, '')
    if (need !== undefined) assert.equal(found.needs[0] ? `${found.needs[0].kind} ${found.needs[0].id}` : null, need)
    if (unread !== undefined) assert.deepEqual(found.unread, unread)
    if (everything !== undefined) assert.equal(found.everything, everything)
    if (named !== undefined) assert.equal(found.named[0]?.centre.id, named)
    if (centre !== undefined) {
      const fit = found.needs[0] && search.answers(found.needs[0])
      const [hit] = await search.nearest(found.place ?? first, { fit })
      assert.equal(hit.centre.id, centre)
    }
  })
}
