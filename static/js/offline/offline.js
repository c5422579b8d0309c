import { whenIdle } from '../lib/idle.js'

/**
 * Keeps the site on the device, and says so when it matters: that there is no network and how old the data are,
 * that a page is not kept, that a newer version is ready. Nothing is ever reloaded unasked.
 *
 * @param {HTMLElement} root - has notes [data-note]: offline, not-kept, update
 * @param {{ siteRoot: string }} page - the address of the site's root
 */
export function start(root, { siteRoot }) {
  const notes = Object.fromEntries([...root.querySelectorAll('[data-note]')].map((note) => [note.dataset.note, note]))
  const sayWhetherOffline = () => {
    notes.offline.hidden = navigator.onLine
    if (!navigator.onLine) sayDate(notes.offline)
  }
  sayWhetherOffline()
  addEventListener('online', sayWhetherOffline)
  addEventListener('offline', sayWhetherOffline)
  notes['not-kept'].hidden = !location.hash.startsWith('#luring=')

  if (!('serviceWorker' in navigator)) return
  const language = document.documentElement.lang
  // After everything that the visitor came for.
  whenIdle(async () => {
    const registration = await register(siteRoot)
    if (registration) watch(registration, notes.update, language)
  })
}

/** Says as of which day the kept data are, where anything is kept. */
function sayDate(note) {
  const worker = navigator.serviceWorker?.controller
  if (!worker) return
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data: date }) => {
    note.querySelector('[data-when]').textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' }).format(
      new Date(`${date}T12:00`),
    )
    note.querySelector('[data-date]').hidden = false
  }
  worker.postMessage({ type: 'date' }, [port2])
}

/** @returns {Promise<ServiceWorkerRegistration | null>} null: this browser or this host doesn't let us */
async function register(siteRoot) {
  const address = `${siteRoot}sw.js`
  const policy = window.trustedTypes?.createPolicy('service-worker', {
    createScriptURL: (asked) => {
      if (asked !== address) throw new TypeError(asked)
      return asked
    },
  })
  linkManifest(siteRoot)
  try {
    return await navigator.serviceWorker.register(policy?.createScriptURL(address) ?? address, { scope: siteRoot })
  } catch {
    return null
  }
}

/** From a disk a browser would refuse the manifest and say so in the console; hence not in the page itself. */
function linkManifest(siteRoot) {
  const link = document.createElement('link')
  link.rel = 'manifest'
  link.href = `${siteRoot}manifest.webmanifest`
  document.head.append(link)
}

function watch(registration, note, language) {
  const offer = (worker) => {
    note.hidden = false
    note.querySelector('[data-take-over]').onclick = () => {
      if (worker.state !== 'installed') return location.reload() // another tab has let it take over
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      worker.postMessage({ type: 'take-over' })
    }
  }
  const look = () => {
    const { waiting, installing } = registration
    if (waiting && registration.active) offer(waiting)
    installing?.addEventListener('statechange', look, { once: true })
  }
  look()
  registration.addEventListener('updatefound', look)
  if (navigator.connection?.saveData) return
  navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ type: 'keep-all', language }))
}
