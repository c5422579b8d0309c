import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'

import { distanceKm } from '../../static/js/lib/nearest.js'
import { openPlaces } from '../../static/js/lib/places.js'
import { openSearch } from '../../static/js/lib/search.js'
import { squash } from '../../static/js/lib/text.js'
import { chances, cases, makeSearchFolder } from './search_folder.mjs'

const files = makeSearchFolder()
const core = await files.fetchJson('core.json')
const places = openPlaces(core, files.fetchJson)
const search = await openSearch({ fetchJson: files.fetchJson, language: 'id' })
const regencies = core.regions.name
  .map((name, i) => ({ code: places.above(i)[0][0], name, level: core.levels[core.regions.level[i]] }))
  .filter(({ level }) => level === 'regency' || level === 'city')

/** Places so called or nearly, when all files that are asked for are there. */
async function find(text, limit) {
  await places.fetchMistyped(text)
  return places.searchNow(text, Infinity, limit)
}

test('no file is larger than it may be', () => {
  assert.ok(files.size('core.json') <= 22, `core.json: ${files.size('core.json')} kB`)
  for (const name of readdirSync(files.folder).filter((name) => /^(places|endings)\./.test(name) && name.endsWith('.json'))) {
    assert.ok(files.size(name) <= 30, `${name}: ${files.size(name)} kB`)
  }
})

test('every kabupaten and kota finds itself, with and without that word', async () => {
  assert.equal(regencies.length, 514)
  for (const { code, name } of regencies) {
    const [first] = await find(name)
    assert.equal(first.code, code, name)
    const found = await find(bare(name))
    const namesakes = found.filter(({ score }) => score === found[0].score)
    assert.ok(namesakes.some((place) => place.code === code), name)
  }
})

test('one typing error in a kabupaten or kota of six letters or more is forgiven', async () => {
  const chance = chances(7)
  const long = regencies.filter(({ name }) => squash(bare(name)).length >= 6)
  const missed = []
  for (const { code, name } of long) {
    const typed = mistyped(bare(name), chance)
    const found = await find(typed, 3)
    if (!found.some((place) => place.code === code)) missed.push(`${typed} for ${name}`)
  }
  assert.ok(missed.length <= 0.05 * long.length, missed.join('\n'))
})

// A namesake counts as the place itself, for one cannot tell which was meant; another name that is equally near does not.
for (const level of ['district', 'village']) {
  test(`one typing error, anywhere in a name of six letters or more, is forgiven: 500 times a ${level}`, async () => {
    const names = (await namesBelow(level)).filter((name) => squash(name).length >= 6)
    const chance = chances(7)
    const missed = []
    for (let i = 0; i < 500; i += 1) {
      const name = names[Math.floor(chance() * names.length)]
      const typed = mistyped(name, chance)
      const found = await find(typed, 3)
      if (!found.some((place) => squash(bare(place.name)) === squash(bare(name)))) missed.push(`${typed} for ${name}`)
    }
    assert.ok(missed.length <= 25, missed.join('\n'))
  })
}

/** The names of all districts or villages, each as often as there is one so called. */
async function namesBelow(level) {
  const found = []
  for (const file of core.places.files) {
    const shard = await files.fetchJson(file)
    found.push(...shard.name.filter((_, i) => core.levels[shard.level[i]] === level && !shard.key[i]))
  }
  return found
}

const bare = (name) => name.replace(/^(Kabupaten|Kota)( Administrasi)? /, '')

/** One letter changed, left out, put in or swapped with the next, anywhere. */
function mistyped(name, chance) {
  const place = Math.floor(chance() * name.length)
  const [before, here, after] = [name.slice(0, place), name[place], name.slice(place + 1)]
  const letter = 'abcdefghijklmnopqrstuvwxyz'[Math.floor(chance() * 26)]
  const kinds = [letter + after, after, letter + here + after, after.slice(0, 1) + here + after.slice(1)]
  const typed = before + kinds[Math.floor(chance() * kinds.length)]
  return squash(typed) === squash(name) ? mistyped(name, chance) : typed // a space, or two letters that are the same
}

test('an error in the first letters is forgiven beside a need, regions and words for levels', async () => {
  for (const [typed, name] of [
    ['halal oringkuku', 'Pringkuku'],
    ['oringkuku halal', 'Pringkuku'],
    ['halal eukasari bandung', 'Sukasari'],
    ['kec. eukasari kota bandung', 'Sukasari'],
    ['modal usaha di nanyuasri', 'Banyuasri'],
    ['desa nanyuasri, buleleng', 'Banyuasri'],
    ['enino kabupaten timor tengah selatan', 'Oenino'],
  ]) {
    const { placeText, places: [first] } = await search.read(typed)
    assert.equal(first?.name, name, typed)
    assert.ok(placeText, typed)
  }
})

test('who types a name right fetches no names alone', async () => {
  const opened = await openSearch({ fetchJson: files.fetchJson, language: 'id' })
  files.fetched.length = 0
  for (const typed of ['pringkuku', 'halal pringkuku', 'kec. sukasari kota bandung', 'priok', 'banyuasri', 'sleman']) {
    await opened.read(typed)
  }
  assert.ok(files.fetched.some((name) => name.startsWith('places.')))
  assert.deepEqual(files.fetched.filter((name) => name.startsWith('endings.')), [])
  await opened.read('oringkuku')
  assert.equal(files.fetched.filter((name) => name.startsWith('endings.')).length, 1)
})

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
    const found = await find(name, 30)
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

for (const { typed, need, place, level, of, sure, centre, named, unread, everything, note } of cases('search_queries.json')) {
  test(`"${typed}"${note ? `: ${note}` : ''}`, async () => {
    const found = await search.read(typed)
    const [first] = found.places
    if (place) {
      const top = found.places.filter(({ score }) => first && score === first.score)
      const fits = (one) => one.name === place && (!of || one.within.includes(of)) && (!level || one.level === level)
      assert.ok(top.some(fits), `place: ${found.places.slice(0, 3).map((p) => `${p.name}, ${p.within[0]}`).join('; ')}`)
    }
    if (sure !== undefined) assert.equal(Boolean(found.place), sure)
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
