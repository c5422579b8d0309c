/**
 * Starts the modules that a page asks for: each element with `data-module` gets the one of that name.
 * Without them the page is complete.
 *
 * This file alone is a classic script: a browser refuses modules from a disk, and says so in the console.
 */
{
  const modules = {
    dated: () => import('./dated.js'),
    editing: () => import('./form/form.js'),
    finder: () => import('./finder/finder.js'),
    freshness: () => import('./freshness.js'),
    hours: () => import('./hours.js'),
    offline: () => import('./offline/offline.js'),
  }
  const late = new Set(['finder', 'offline']) // what is seen first does not wait for their bytes
  const siteRoot = new URL('../../', document.currentScript.src).href // this file is in assets/js.…/

  if (location.protocol === 'file:') {
    document.documentElement.dataset.from = 'disk'
  } else {
    const begin = (root) => modules[root.dataset.module]().then(({ start }) => start(root, { siteRoot }))
    for (const root of document.querySelectorAll('[data-module]')) {
      if (late.has(root.dataset.module)) requestAnimationFrame(() => setTimeout(begin, 0, root))
      else begin(root)
    }
  }
}
