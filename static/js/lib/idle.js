/**
 * Does something when the page has loaded and the device has time.
 *
 * @param {() => void} work
 */
export function whenIdle(work) {
  const soon = () => (window.requestIdleCallback ?? setTimeout)(work)
  if (document.readyState === 'complete') soon()
  else addEventListener('load', soon, { once: true })
}

/** When what has been drawn so far can be seen. */
export const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
