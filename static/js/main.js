/**
 * Starts the modules that a page asks for: each element with `data-module` gets the one of that name.
 * Without them the page is complete.
 */
const modules = {
  hours: () => import('./hours.js'),
}

for (const root of document.querySelectorAll('[data-module]')) {
  const { start } = await modules[root.dataset.module]()
  start(root)
}
