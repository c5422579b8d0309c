import { isOver } from './lib/dates.js'

/**
 * Hides what is over: a notice, or the events of a list, and with the last of them the section they are in.
 *
 * @param {HTMLElement} root - is or holds elements [data-last], an ISO date or time; data-zone is the IANA name of
 *   the zone that is meant, without it the device's own
 * @param {{ now?: () => Date }} [clock] - replaced in tests
 */
export function start(root, { now = () => new Date() } = {}) {
  const zone = root.dataset.zone || Intl.DateTimeFormat().resolvedOptions().timeZone

  const update = () => {
    if (root.dataset.last) root.hidden = isOver(root.dataset.last, now().getTime(), zone)
    else hideOver(root, now().getTime(), zone, root.closest('section'))
  }
  update()
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) update()
  })
}

/**
 * Hides the items of a list that are over, and what stands around them where none is left.
 *
 * @param {HTMLElement} list - holds elements [data-last]
 * @param {number} instant
 * @param {string} zone
 * @param {HTMLElement | null} around
 */
export function hideOver(list, instant, zone, around) {
  const items = [...list.querySelectorAll('[data-last]')]
  for (const item of items) item.hidden = isOver(item.dataset.last, instant, zone)
  if (around && items.length) around.hidden = items.every((item) => item.hidden)
}
