/**
 * The finder: the page's search field, its tools, and the list that they change in place.
 *
 * What is asked for is a `Wish`, and stands in the address; the device's position alone stays in this module's
 * memory. Whatever changes the wish calls `go`; `show` makes the answer and draws it.
 */

import { painted, whenIdle } from '../lib/idle.js'
import { late, LoadError } from '../lib/late.js'
import { seen } from '../lib/nearest.js'
import { CORE, openSearch } from '../lib/search.js'
import { COMPARED, countFilters, MOMENT, readAddress, withoutFilters, writeAddress } from './address.js'
import { answer } from './answer.js'
import { makeView } from './view.js'
import { makeWords } from './words.js'

const PATIENCE_MS = 3000 // then a position is used without its region
const PAUSE_MS = 200 // after a key: nothing is fetched for what may be half a name
const AGAIN_MS = 120 // later, where they are many: nor are centres
const ADDRESS_MS = 400 // after it: the address follows
const MINUTE_MS = 60_000
const ROOM = 240 // pixels that the first rows need

/**
 * @param {HTMLElement} root - see templates/partials/finder.html
 * @param {{ now?: () => Date }} [clock] - replaced in tests
 */
export function start(root, { now = () => new Date() } = {}) {
  const language = document.documentElement.lang
  const words = makeWords(JSON.parse(root.dataset.words), language)
  const hoursTexts = JSON.parse(root.dataset.hoursTexts)
  const form = document.querySelector('.search-form')
  const field = form.elements.q
  const tools = Object.fromEntries([...form.querySelectorAll('[data-tool]')].map((tool) => [tool.dataset.tool, tool]))
  const page = root.closest('main')
  const dataFolder = new URL(root.dataset.search, location.href)
  const centresFolder = new URL('./', form.action)

  const hrefOf = (id) => new URL(`${id}.html`, centresFolder).href
  const view = makeView(root, words, { hrefOf, hoursOf })

  /** @type {import('./address.js').Wish} */
  let wish = readAddress(location.search)
  let position = null
  let pages = history.state?.pages ?? 1 // of the list
  let turn = 0
  let finding = Promise.resolve() // the latest turn's work
  let addressed = 0 // the timer of an address that follows a key
  let isStep = writeAddress(wish) !== '' // the address tells what somebody may want to come back to
  let typing = false // and nothing else has been pressed since
  let isNew = false // to somebody who types, or asks from where they are: nothing was found before
  let hours = null // the module, once a centre with hours is at hand
  let panel = null // of filters, once asked for
  let map = null // likewise

  /** @type {Promise<import('../lib/search.js').Search> | null} */
  let opening = null
  open().catch(() => {}) // said where somebody waits for it

  // What was typed before the script arrived counts more than the address.
  const isEarly = Boolean(field.value) && field.value !== wish.text
  if (isEarly) wish = { ...wish, text: field.value, place: null }
  typing = isEarly
  field.value = wish.text

  field.addEventListener('focus', prepare, { once: true })
  field.addEventListener('input', () => {
    go({ ...wish, text: field.value, place: null }, 'replace')
  })
  form.addEventListener('submit', async (event) => {
    if (!field.value.trim() && !isAsked()) return // to the list of all, as without script
    event.preventDefault()
    if (await go({ ...wish, text: field.value }, 'push')) view.title.focus()
  })
  addEventListener('popstate', ({ state }) => {
    clearTimeout(addressed)
    addressed = 0
    typing = false
    wish = readAddress(location.search)
    isStep = writeAddress(wish) !== ''
    field.value = wish.text
    pages = state?.pages ?? 1
    panel?.show(wish)
    show()
  })
  for (const link of document.querySelectorAll('a[hreflang]')) {
    link.addEventListener('click', () => (link.search = writeAddress(wish))) // the same search in another language
  }
  setInterval(keepUp, MINUTE_MS)
  document.addEventListener('visibilitychange', keepUp)
  document.addEventListener('click', () => addressed && writeWish(), true) // so that Back leads to it, and Share sends it
  root.addEventListener('click', onClick)
  tools.locate.addEventListener('click', locate)
  tools.filters.addEventListener('click', () => said(afterwards(toggleFilters())))
  tools.map.addEventListener('click', () => said(afterwards(toggleMap())))
  tools.map.hidden = !root.dataset.map
  for (const tool of Object.values(tools)) tool.disabled = false
  if (document.activeElement === field) prepare()
  if (isAsked()) show().then(goToPlace)
  if (isEarly) writeWish()
  root.dataset.ready = ''

  /** The search, opened once; a failure is forgotten, so that the next key tries again. */
  function open() {
    opening ??= openSearch({ language, fetchJson })
      .then(async (search) => {
        if (search.zones) hours = await late(import('../lib/hours.js'))
        warmUp(search)
        return search
      })
      .catch((error) => {
        opening = null
        throw error
      })
    return opening
  }

  /** What takes long the first time: better done before somebody waits for it. */
  function warmUp(search) {
    whenIdle(() => words('unsure', { count: 1 }))
    whenIdle(() => words.distance(1))
    whenIdle(() => search.readNow('zz'))
    for (const zone of search.zones ?? []) whenIdle(() => hours.dateAt(now().getTime(), zone))
    whenIdle(() => {
      if (!root.hidden) return // somebody has asked already
      if (search.centres) answer(search, search.readNow(''), wish, { position, pages, isOpen })
      view.rehearse()
    })
  }

  /** Somebody is about to ask: what any answer needs is fetched meanwhile. */
  function prepare() {
    open()
      .then((search) => search.prepare())
      .catch(() => {}) // said where somebody waits for it
  }

  /** "Open until 17.00" has to go when it has passed; but nothing changes under somebody's hands. */
  function keepUp() {
    const busy = root.contains(document.activeElement)
    if (hours && isAsked() && !busy && document.visibilityState === 'visible') show()
  }

  async function fetchJson(name) {
    if (typing && name !== CORE) throw new LoadError(name)
    try {
      const response = await fetch(new URL(name, dataFolder))
      if (!response.ok) throw new Error(String(response.status))
      return await response.json()
    } catch (cause) {
      throw new LoadError(name, { cause })
    }
  }

  function isAsked() {
    return Boolean(position || panel?.isOpen || map || writeAddress({ ...wish, text: textSoFar() }))
  }

  /** What is to be read: the first letter that somebody types tells nothing yet. */
  function textSoFar() {
    return typing && wish.text.trim().length < 2 ? '' : wish.text
  }

  /**
   * Makes `next` what is asked for. `how` is history's: "push" for a step to come back to, "replace" for the keys that
   * lead to one. `length` is the list's, in pages.
   *
   * @returns {Promise<boolean>} as of `show`
   */
  function go(next, how, length = 1) {
    wish = next
    pages = length
    typing = how === 'replace'
    clearTimeout(addressed)
    if (how === 'push') writeWish(true)
    else addressed = setTimeout(writeWish, ADDRESS_MS)
    return show()
  }

  /** Into the address; the first key after a step leaves that one behind, the next keys take each other's place. */
  function writeWish(toKeep = false) {
    clearTimeout(addressed)
    addressed = 0
    const address = location.pathname + writeAddress(wish)
    const isHere = address === location.pathname + location.search
    const write = (toKeep || isStep) && !isHere ? 'pushState' : 'replaceState'
    history[write](pages > 1 ? { pages } : null, '', address)
    isStep = toKeep || (isStep && isHere)
  }

  /**
   * Shows what is asked for.
   *
   * @returns {Promise<boolean>} whether it is what somebody sees: false if something newer was asked for meanwhile, and
   *   the focus is to stay where that was done
   */
  async function show() {
    const mine = (turn += 1)
    const isLate = () => mine !== turn
    page.toggleAttribute('data-finding', isAsked())
    if (isAsked()) {
      isNew ||= root.hidden && typing
      root.hidden = false
      finding = find(isLate)
      await finding
    } else {
      isNew = false
      root.hidden = true
      view.empty()
    }
    return !isLate()
  }

  /** At once with what is at hand, then with what has to be fetched; what is overtaken by a newer turn is dropped. */
  async function find(isLate) {
    const text = textSoFar()
    let drawn = false // something that belongs to this wish
    try {
      const search = await open()
      if (isLate()) return
      const near = search.readNow(text)
      const full = typing ? await atHand(search.read(text)) : null
      if (isLate()) return
      const first = full ?? (isMeant(near) ? near : null)
      drawn = Boolean(first && (await atHand(draw(search, first, isLate).then(() => true))))
      if (full && drawn) return
      const isTyped = typing
      if (isTyped && !isWhole(near)) await pause(PAUSE_MS)
      if (isLate()) return
      typing = false
      if (!drawn) view.say(words('searching'))
      const reading = await search.read(text)
      if (isLate() || (drawn && reading === first)) return
      if (isTyped && !search.centres && !isWhole(reading)) await pause(AGAIN_MS)
      if (!isLate()) await draw(search, reading, isLate)
    } catch (error) {
      if (!(error instanceof LoadError)) throw error
      if (isLate()) return
      if (!drawn) {
        view.empty()
        map?.empty()
      }
      view.say(words(drawn ? 'part_failed' : 'failed'))
    }
  }

  /** Where a small screen would hardly show what is found, the field goes to its top. */
  function bringUp() {
    isNew = false
    const height = window.visualViewport?.height ?? window.innerHeight
    if (view.list.getBoundingClientRect().top > height - ROOM) field.parentElement.scrollIntoView()
  }

  async function draw(search, reading, isLate) {
    const found = await answer(search, reading, wish, { position, pages, isOpen })
    const relax = found.relaxations.length || (!found.hits.length && countFilters(wish)) ? await relaxing(found) : null
    if (isLate()) return
    const drawing = view.draw(found, {
      text: wish.text,
      compared: wish.compare,
      choose: (place) => location.pathname + writeAddress({ ...wish, place }),
      relax,
      seeAll: form.action,
    })
    tools.filters.querySelector('span').textContent = countFilters(wish)
      ? words('filters.active', { count: countFilters(wish) })
      : words('tools.filters')
    await drawing
    if (isLate()) return
    if (isNew) bringUp()
    map?.show(found, { called: view.fromOf(found), regions: isEverything(found) ? search.regions() : null })
    const besides = compare(search, found.place).then(() => sayOnPaper(search))
    await (typing ? besides : said(besides)) // who types has another turn
  }

  /** Whether all centres there are are asked for, and are too many to be at hand. */
  function isEverything({ total, place, need, byName }) {
    return total === null && !place && !need && !byName && !countFilters(wish)
  }

  /** What a printed list has to say of itself: by what it was filtered, and when it was true. */
  async function sayOnPaper(search) {
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' }).format(now())
    const lines = [words('on_paper.date', { date: day })]
    if (countFilters(wish)) {
      const { filterNames } = await late(import('./filters_panel.js'))
      const names = filterNames(wish, search.entries, words, hoursTexts)
      lines.unshift(words('on_paper.filters', { names: names.join(', ') }))
    }
    root.querySelector('.finder__on-paper').textContent = lines.join(' ')
  }

  async function relaxing(found) {
    const { relaxingLinks } = await late(import('./filters_panel.js'))
    const address = (left) => location.pathname + writeAddress({ ...wish, ...left })
    return relaxingLinks(found.relaxations, await open(), words, hoursTexts, address, withoutFilters(wish))
  }

  async function compare(search, place) {
    const area = root.querySelector('.finder__compare')
    const centres = (await Promise.all(wish.compare.map((id) => search.centre(id)))).filter(Boolean)
    area.hidden = !centres.length
    if (area.hidden) return
    const { comparison } = await late(import('./compare.js'))
    const hits = place ? centres.map((centre) => seen(place, centre)) : []
    area.replaceChildren(comparison(centres, hits, { search, words, hrefOf, hoursOf, remove: takeOut }))
  }

  /**
   * Whoever comes back goes on where they were; whoever asked for a centre whose page the device has not kept is led to
   * what is known of it.
   */
  function goToPlace() {
    if (location.hash.startsWith('#luring=')) root.querySelector('.finder__compare').scrollIntoView()
    else if (history.state?.top) window.scrollTo({ top: history.state.top, behavior: 'instant' })
    history.scrollRestoration = 'auto'
  }

  /** Out of the comparison; whoever pressed goes on at the next one in it, else at the centre's row. */
  async function takeOut({ id, name }) {
    const place = wish.compare.indexOf(id)
    if (!(await compareWith(wish.compare.filter((other) => other !== id)))) return
    view.say(words('compare.taken_out', { name }))
    const left = wish.compare.length ? root.querySelectorAll('.finder__compare button') : []
    const next = left[Math.min(place, left.length - 1)] ?? rowButton(id) ?? view.title
    next.focus()
  }

  function rowButton(id) {
    return root.querySelector(`[data-compare="${CSS.escape(id)}"]`)
  }

  function onClick(event) {
    if (event.target.closest('.finder__list a')) keepPlace()
    const target = event.target.closest('[data-action], [data-compare], [data-wish]')
    if (!target) return
    const { action, compare: id } = target.dataset
    if (id) toggleCompared(id)
    else if (action === 'more') showMore()
    else if (action === 'share') share()
    else if (action === 'clear') clear()
    else if ('wish' in target.dataset && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault()
      const next = readAddress(new URL(target.href).search)
      field.value = next.text
      go(next, 'push').then((isSeen) => isSeen && view.title.focus())
      panel?.show(wish)
    }
  }

  async function toggleCompared(id) {
    const others = wish.compare.filter((other) => other !== id)
    if (others.length === wish.compare.length && others.length === COMPARED) {
      view.say(words('compare.full'))
      return
    }
    const isSeen = await compareWith(others.length < wish.compare.length ? others : [...others, id])
    if (isSeen) rowButton(id)?.focus()
  }

  /** The list stays as long as it is. */
  function compareWith(ids) {
    return go({ ...wish, compare: ids }, 'push', pages)
  }

  /** So that Back finds the list as long as it is, and as far down; the browser itself would look before there are rows. */
  function keepPlace() {
    history.scrollRestoration = 'manual'
    history.replaceState({ pages, top: window.scrollY }, '')
  }

  async function showMore() {
    const before = view.list.childElementCount
    pages += 1
    history.replaceState({ pages }, '') // so that a reload finds as many
    if (await show()) view.list.children[before]?.querySelector('a').focus()
  }

  async function share() {
    const data = { title: `${view.title.textContent} – ${document.title}`, url: location.href }
    let told = ''
    try {
      if (navigator.share) await navigator.share(data)
      else {
        await navigator.clipboard.writeText(data.url)
        told = words('copied')
      }
    } catch (error) {
      if (error.name !== 'AbortError') told = data.url
    }
    await finding // which has its own to say
    if (told) view.say(told)
  }

  function clear() {
    position = null
    field.value = ''
    panel?.close()
    map?.close()
    map = null
    tools.map.setAttribute('aria-expanded', 'false')
    go(readAddress(''), 'push')
    field.focus()
  }

  /** Only on a press; the position is used here and nowhere else. It takes the place of one that was typed. */
  function locate() {
    if (!navigator.geolocation) return say('no_position')
    say('locating')
    const placed = whereabouts()
    const { text } = wish
    navigator.geolocation.getCurrentPosition(
      async ({ coords: { latitude, longitude } }) => {
        const point = { latitude, longitude }
        position = await Promise.race([placed.then((place) => place(point)), pause(PATIENCE_MS, point)])
        if (wish.text !== text) return show() // somebody typed on: that counts, and is not disturbed
        field.value = await needOf(text)
        isNew = true
        if (await go({ ...wish, text: field.value, place: null }, 'push')) view.title.focus()
      },
      ({ code, PERMISSION_DENIED }) => say(code === PERMISSION_DENIED ? 'refused' : 'no_position'),
      { maximumAge: 300_000, timeout: 15_000 },
    )
  }

  /** What adds to a point the region that it is in, as far as that can be had; fetched while the device looks for itself. */
  async function whereabouts() {
    const asItIs = (point) => point
    if (!root.dataset.map) return asItIs
    try {
      const { openWhereabouts } = await import('./whereabouts.js')
      const outlines = openWhereabouts(new URL(root.dataset.map, location.href))
      const { regions } = await open()
      return (point) => outlines(point, regions()).catch(() => point)
    } catch {
      return asItIs
    }
  }

  /** What is left of a text without a place in it. */
  async function needOf(text) {
    const search = await atHand(open())
    const { needs, needText } = search?.readNow(text) ?? { needs: [] }
    return needs.length ? needText : ''
  }

  /** A failure is told after what is being found, which has its own to say. */
  async function afterwards(work) {
    try {
      await work
    } catch (error) {
      await finding
      throw error
    }
  }

  /** What is besides the list: that it could not be had is said, and the next press tries again. */
  function said(work) {
    return work.catch((error) => {
      if (!(error instanceof LoadError)) throw error
      say('part_failed')
    })
  }

  /** Says something that need not belong to an answer. */
  function say(key) {
    if (root.hidden) view.empty()
    root.hidden = false
    view.say(words(key))
  }

  async function toggleFilters() {
    const { makePanel } = await late(import('./filters_panel.js'))
    const search = await open()
    panel ??= makePanel(root.querySelector('.finder__filters'), {
      entries: search.entries,
      centres: search.centres,
      words,
      weekdays: hoursTexts.weekdays,
      change: (filters) => go({ ...wish, ...filters }, 'push'),
    })
    if (panel.isOpen) panel.close()
    else panel.open(wish)
    tools.filters.setAttribute('aria-expanded', String(panel.isOpen))
    if ((await show()) && panel.isOpen) panel.focus()
  }

  async function toggleMap() {
    const { openMap } = await late(import('../map/map.js'))
    if (map) {
      map.close()
      map = null
    } else {
      const area = root.querySelector('.finder__map')
      area.hidden = false
      map = openMap(area, {
        data: new URL(root.dataset.map, location.href),
        words: (key, values) => words(`map.${key}`, values),
        list: view.list,
        tiles: root.dataset.tiles
          ? { address: root.dataset.tiles, closest: Number(root.dataset.tilesZoom), by: root.dataset.tilesBy }
          : null,
        hrefOf,
        nearOf: ({ code, name }) => location.pathname + writeAddress({ ...readAddress(''), text: name, place: code }),
      })
    }
    tools.map.setAttribute('aria-expanded', String(Boolean(map)))
    if ((await show()) && map) map.focus()
  }

  /** @returns {boolean | null} null: not known */
  function isOpen({ schedule }, open) {
    if (!schedule) return null
    if (open === 'now') {
      const { kind } = hours.state(schedule, now().getTime())
      return kind === 'unknown' ? null : kind === 'open'
    }
    const [, day, hour, minute] = MOMENT.exec(open)
    return hours.isOpenOn(schedule, now().getTime(), Number(day), Number(hour) * 60 + Number(minute))
  }

  function hoursOf(centre) {
    if (!centre.schedule || centre.status === 'closed') return null
    const instant = now().getTime()
    return hours.stateWords(hours.state(centre.schedule, instant), centre.schedule, instant, hoursTexts)
  }
}

/** Gives a value, later. */
const pause = (milliseconds, value) => new Promise((resolve) => setTimeout(resolve, milliseconds, value))

/** What comes of some work; null: something has to be fetched first. */
const atHand = (work) =>
  work.catch((error) => {
    if (error instanceof LoadError) return null
    throw error
  })

/** Whether somebody who typed a text may have typed all of it. */
const isWhole = ({ places: [best] }) => Boolean(best?.whole)

/** Whether a text is understood well enough to answer before all has been read. */
const isMeant = ({ text, needs, place, byName, everything }) =>
  Boolean(needs.length || place || byName || everything || !text.trim())
