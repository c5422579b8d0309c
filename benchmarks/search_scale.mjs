/**
 * What a search fetches and how long it takes, from a folder that benchmarks/search_files.py or a build made.
 *
 *     node benchmarks/search_scale.mjs _build/search-100000
 *
 * Times are of a machine of today; multiply by four or more for a cheap phone.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { openSearch } from '../static/js/lib/search.js'

const folder = process.argv[2]
const QUERIES = [
  'sleman', 'halal sleman', 'modal usaha di ende', 'kec. sukasari kota bandung', 'banyuasri', 'sukamaju', '63511',
  'jakarta selatan', 'wamena', 'pulau rote', 'soerabaja', 'urus izin di kecamatan pringkuku',
  'oringkuku', 'nanyuasri', 'halal oringkuku', 'kec. eukasari kota bandung', 'modal usaha di nanyuasri', // errors in the first letters
]

let fetched = []
const fetchJson = async (name) => {
  const data = readFileSync(join(folder, name))
  fetched.push([name, gzipSync(data, { level: 9 }).length])
  return JSON.parse(data)
}
const kilobytes = () => fetched.reduce((sum, [, size]) => sum + size, 0) / 1024

await openSearch({ fetchJson, language: 'id' })
console.log(`core.json ${kilobytes().toFixed(1)} kB`)

let most = 0
const times = []
for (const typed of QUERIES) {
  const search = await openSearch({ fetchJson, language: 'id' }) // nothing at hand but the core
  fetched = []
  const reading = await search.read(typed)
  const place = reading.place ?? reading.places[0]
  const answer = reading.needs[0] ? search.answers(reading.needs[0]) : () => true
  const hits = place ? await search.nearest(place, { keep: (centre) => answer(centre) !== false }) : []
  const size = kilobytes()
  most = Math.max(most, size)
  const before = process.cpuUsage().user
  search.readNow(`${typed} `) // as the next key does, with the shards at hand
  times.push((process.cpuUsage().user - before) / 1000)
  const near = hits[0] ? `${hits[0].centre.name}, ${hits[0].distanceKm?.toFixed(1)} km` : 'none'
  console.log(`${typed}: ${fetched.length} files, ${size.toFixed(1)} kB; ${place?.name ?? '–'}; ${near}`)
}
times.sort((one, other) => one - other)
console.log(`most ${most.toFixed(1)} kB; after a key ${times.at(-1).toFixed(1)} CPU ms at most, median ${times[times.length >> 1].toFixed(1)} ms`)
