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
 *
 * Two caches: `kept` holds what belongs to one version, `seen` the last version of each page that was visited.
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
  else event.respondWith(file(request))
})
self.addEventListener('message', (event) => {
  const { type, language } = event.data
  if (type === 'keep-all') event.waitUntil(keepLater(language))
  if (type === 'take-over') self.skipWaiting()
  if (type === 'date') event.ports[0].postMessage(site.date)
})

async function keepShell() {
  const kept = await caches.open(keptName)
  await inTurns(site.shell, ([path, revision]) => keep(kept, path, revision))
}

/** What an older version kept and this one needs, too, is taken over; the rest of it goes. */
async function takeOver() {
  const kept = await caches.open(keptName)
  const lasting = new Set([...site.later, ...site.packs.map((pack) => pack[1])].map((path) => scope + path))
  for (const name of await caches.keys()) {
    if (!name.startsWith(`kept ${scope} `) || name === keptName) continue
    const old = await caches.open(name)
    for (const { url } of await old.keys()) {
      if (lasting.has(url)) await kept.put(url, await old.match(url))
    }
    await caches.delete(name)
  }
  await self.clients.claim()
}

/** All that a language needs offline, one file after the other; what fails is tried again at the next visit. */
async function keepLater(language) {
  const kept = await caches.open(keptName)
  const packs = site.packs.filter((pack) => pack[2] === language).map((pack) => pack[1])
  await inTurns([...site.later, ...packs], (path) => keep(kept, path).catch(() => {}))
}

/** @returns {Promise<void>} when all are done, two at a time: a slow line is needed for the visitor */
async function inTurns(items, work) {
  const waiting = [...items]
  const worker = async () => {
    while (waiting.length) await work(waiting.shift())
  }
  await Promise.all([worker(), worker()])
}

/**
 * Fetches a file unless a version kept it already in the same state.
 *
 * @param {Cache} kept
 * @param {string} path
 * @param {string} [revision] - none: the path's name changes with its content
 */
async function keep(kept, path, revision = '') {
  const key = `${scope}${path}${revision && `?revision=${revision}`}`
  if (await kept.match(key)) return
  const had = await caches.match(key)
  const response = had ?? (await fetch(scope + path, { cache: revision ? 'no-cache' : 'default' }))
  if (!response.ok) throw new Error(`${response.status} ${path}`)
  await kept.put(key, had || !path.startsWith('assets/packs/') ? response : packed(response))
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
    (response) => response.ok && event.waitUntil(see(path, response.clone())),
    () => {},
  )
  event.waitUntil(stored)
  const slow = new Promise((resolve) => setTimeout(resolve, SLOW_MS))
  const first = await Promise.race([fetched.catch(() => null), slow])
  if (first) return first
  return (await fromDevice(path)) ?? fetched.catch(() => Response.redirect(notKept(path)))
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

/** Home, which says that the page asked for is not on the device. */
function notKept(path) {
  const folder = Object.keys(site.homes).findLast((folder) => path.startsWith(folder))
  return `${scope}${site.homes[folder]}#luring=${path}`
}

/** A file that a page needs: what is named after its content never changes, anything else may have. */
async function file(request) {
  const path = pathOf(request.url)
  if (lasts(path)) return (await caches.match(request.url)) ?? fetchAndKeep(request)
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await fromShell(path)
    if (kept) return kept
    throw error
  }
}

async function fetchAndKeep(request) {
  const response = await fetch(request)
  if (response.ok) await (await caches.open(keptName)).put(request.url, response.clone())
  return response
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
