import { freshnessWords, look } from './lib/freshness.js'

/**
 * Says under each block how long ago it was assured, and lets it age: fresh, ageing, old.
 *
 * @param {HTMLElement} root - has data-freshness: {ageing, old, texts} as JSON; in it elements [data-assured],
 *   an ISO date, which get data-look, each with an element [data-age] for the words
 * @param {{ now?: () => Date }} [clock] - replaced in tests
 */
export function start(root, { now = () => new Date() } = {}) {
  const { texts, ...thresholds } = JSON.parse(root.dataset.freshness)
  const language = document.documentElement.lang

  const update = () => {
    const today = isoDate(now())
    for (const block of root.querySelectorAll('[data-assured]')) {
      const { assured } = block.dataset
      block.dataset.look = look(assured, today, thresholds)
      block.querySelector('[data-age]').textContent = freshnessWords(assured, today, thresholds, texts, language)
    }
  }
  update()
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) update()
  })
}

/**
 * @param {Date} moment
 * @returns {string} the device's date
 */
function isoDate(moment) {
  const two = (number) => String(number).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}
