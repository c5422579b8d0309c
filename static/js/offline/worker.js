/**
 * The service worker: keeps the site on the device, so that after one visit every page answers without a network.
 *
 * It is published as sw.js at the site's root; sitegen/exports/offline.py puts `const site = {…}` in front:
 *
 * @typedef {object} Site
 * @property {string} version - changes with any kept file
 * @property {string} date - ISO date of what is kept
 * @property {[path: string, revision: string][]} shell - fetched before this version may take over
 * @property {string[]} later - data that every language needs, fetched when the device has time
 * @property {[first: string, file: string, language: string][]} packs - files of many pages each: those of one
 *   folder from `first` on, up to the next pack's; sorted by path
 * @property {Record<string, string>} homes - the home page's path by the folder of its language, "" or "en/"
 * @property {string[]} centres - folders of the centres' pages
 *
 * Two caches: `kept` holds what belongs to one version, `seen` the last version of each page that was visited. A
 * device may be full, or its storage broken: then less is kept, and all else is as without a worker.
 */

const scope = self.registration.scope
const keptName = `kept ${scope} ${site.version}`
const seenName = `seen ${scope}`
const SLOW_MS = 4000 // a page that takes longer is shown as it was kept
const SEEN_PAGES = 200

self.addEventListener('install', (event) => event.waitUntil(keepShell()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return
  if (request.mode === 'navigate') event.respondWith(page(event))
  else event.respondWith(file(event))
})
self.addEventListener('message', (event) => {
  const { type, language } = event.data
  if (type === 'keep-all') event.waitUntil(keepLater(language))
  if (type === 'take-over') self.skipWaiting()
  if (type === 'date') event.ports[0].postMessage(site.date)
})

/** What comes of work with the device's storage; undefined where that fails. */
const attempt = (work) => work.catch(() => undefined)

/** What cannot be fetched ends the installation; without room for it the worker lives, for it would be tried for ever. */
function keepShell() {
  return inTurns(site.shell, ([path, revision]) => keep(path, revision))
}

/** What an older version kept and this one needs, too, is taken over; the rest of it goes. */
async function takeOver() {
  await attempt(takeFromOlder())
  await self.clients.claim()
}

async function takeFromOlder() {
  const kept = await caches.open(keptName)
  const lasting = new Set([...site.later, ...site.packs.map((pack) => pack[1])].map((path) => scope + path))
  for (const name of await caches.keys()) {
    if (!name.startsWith(`kept ${scope} `) || name === keptName) continue
    const old = await caches.open(name)
    for (const { url } of await old.keys()) {
      if (lasting.has(url)) await attempt(old.match(url).then((response) => kept.put(url, response)))
    }
    await caches.delete(name)
  }
}

/** All that a language needs offline, one file after the other; what fails is tried again at the next visit. */
async function keepLater(language) {
  const packs = site.packs.filter((pack) => pack[2] === language).map((pack) => pack[1])
  const wanted = [...site.shell, ...[...site.later, ...packs].map((path) => [path])]
  await inTurns(wanted, ([path, revision]) => keep(path, revision).catch(() => true))
}

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Promise<boolean>} work - false: there is no room for it, so none for the items left
 * @returns {Promise<void>} when all are done, two at a time: a slow line is needed for the visitor
 */
async function inTurns(items, work) {
  const waiting = [...items]
  const worker = async () => {
    while (waiting.length) if (!(await work(waiting.shift()))) waiting.length = 0
  }
  await Promise.all([worker(), worker()])
}

/**
 * Fetches a file unless a version kept it already in the same state.
 *
 * @param {string} path
 * @param {string} [revision] - none: the path's name changes with its content
 * @returns {Promise<boolean>} false: the device has no room for it
 */
async function keep(path, revision = '') {
  const kept = await attempt(caches.open(keptName))
  if (!kept) return false
  const key = scope + path + (revision && `?revision=${revision}`)
  if (await attempt(kept.match(key))) return true
  const had = await attempt(caches.match(key))
  const response = had ?? (await fetchWhole(path, revision))
  const put = kept.put(key, had || !path.startsWith('assets/packs/') ? response : packed(response))
  return put.then(
    () => true,
    () => false,
  )
}

/** A file of the network with all that is in it: a line that breaks midway is no fault of the storage. */
async function fetchWhole(path, revision) {
  const response = await fetch(scope + path, { cache: revision ? 'no-cache' : 'default' })
  if (!response.ok) throw new Error(`${response.status} ${path}`)
  await response.clone().arrayBuffer()
  return response
}

/** Pages in one pack are alike: packed they take a twentieth of the device's memory. */
function packed(response) {
  if (!('CompressionStream' in self)) return response
  const body = response.body.pipeThrough(new CompressionStream('gzip'))
  return new Response(body, { headers: { 'x-packed': 'gzip' } })
}

/** @returns {Promise<Record<string, string>>} pages by path */
function unpacked(response) {
  if (!response.headers.has('x-packed')) return response.json()
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).json()
}

/** A page from the network; where that fails or is slow, as the device has it. */
async function page(event) {
  const path = pathOf(event.request.url)
  const fetched = fetch(event.request)
  const stored = fetched.then(
    (response) => response.ok && event.waitUntil(attempt(see(path, response.clone()))),
    () => {},
  )
  event.waitUntil(stored)
  const slow = new Promise((resolve) => setTimeout(resolve, SLOW_MS))
  const first = await Promise.race([fetched.catch(() => null), slow])
  if (first) return first
  return (await attempt(fromDevice(path))) ?? fetched.catch(() => notKept(path))
}

async function see(path, response) {
  const seen = await caches.open(seenName)
  await seen.put(scope + path, response)
  const keys = await seen.keys()
  for (const key of keys.slice(0, Math.max(0, keys.length - SEEN_PAGES))) await seen.delete(key)
}

/** The page as it is kept with this version, or as it was when last visited. */
async function fromDevice(path) {
  return (await fromShell(path)) ?? (await fromPacks(path)) ?? (await (await caches.open(seenName)).match(scope + path))
}

async function fromShell(path) {
  const entry = site.shell.find(([own]) => own === path)
  return entry && (await caches.open(keptName)).match(`${scope}${path}?revision=${entry[1]}`)
}

async function fromPacks(path) {
  const folder = folderOf(path)
  const pack = site.packs.findLast(([first]) => folderOf(first) === folder && first <= path)
  const response = pack && (await (await caches.open(keptName)).match(scope + pack[1]))
  if (!response) return undefined
  const html = (await unpacked(response))[path]
  return html && new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

/** To home, which says that the page asked for is not on the device, and tells what the search knows of a centre. */
function notKept(path) {
  const home = site.homes[Object.keys(site.homes).findLast((folder) => path.startsWith(folder))]
  if (path === home) return Response.error()
  const id = site.centres.includes(folderOf(path)) && path.slice(folderOf(path).length).replace(/\.html$/, '')
  return Response.redirect(scope + home + (id ? `?compare=${id}` : '') + `#luring=${path}`)
}

/** A file that a page needs: what is named after its content never changes, anything else may have. */
async function file(event) {
  const { request } = event
  const path = pathOf(request.url)
  if (lasts(path)) return (await attempt(caches.match(request.url))) ?? fetchAndKeep(event)
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await attempt(fromShell(path))
    if (kept) return kept
    throw error
  }
}

async function fetchAndKeep(event) {
  const { request } = event
  const response = await fetch(request)
  if (response.ok) event.waitUntil(attempt(keepFetched(request.url, response.clone())))
  return response
}

async function keepFetched(url, response) {
  const kept = await caches.open(keptName)
  await kept.put(url, response)
}

/** Whether a file's name changes with its content. */
function lasts(path) {
  return path.startsWith('assets/') || /[.-][0-9a-f]{8,}\.json$/.test(path)
}

/** @returns {string} in the site, of the file itself: a folder's address means its index.html */
function pathOf(url) {
  const path = new URL(url).href.slice(scope.length).replace(/[?#].*/, '')
  return path === '' || path.endsWith('/') ? `${path}index.html` : path
}

function folderOf(path) {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
