/**
 * In the preview only: loads the page again when the site was built anew, and shows what is wrong with the content
 * on top of the last good site. The server adds it to the pages it sends; it is in no published file.
 */

const { page, version: own } = document.currentScript.dataset
const events = new EventSource('/__preview__/events')

events.addEventListener('built', (event) => {
  const { version, pages, problems, words } = JSON.parse(event.data)
  if (pages && !pages.includes(page)) return // of this version others are there, this one is not yet
  if (version === Number(own)) show(problems, words)
  else location.reload()
})

/** A page kept by an earlier visit's service worker would hide what was just saved. */
navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((registration) => registration.unregister()))

function show(problems, words) {
  document.querySelector('.preview-problems')?.remove()
  if (!problems.length) return
  const panel = element('aside', 'preview-problems')
  panel.setAttribute('role', 'alert')
  panel.append(element('h2', '', words))
  const list = element('ul', '')
  for (const { text, severity } of problems) list.append(element('li', `preview-problems__${severity}`, text))
  panel.append(list)
  document.body.append(panel)
}

function element(name, className, text = '') {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}
