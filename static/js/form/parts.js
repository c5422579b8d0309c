/** What the form's controls are made of. */

import { element } from '../finder/words.js'

/** @param {import('../lib/checks.js').Path} path */
export const idOf = (path) => `isian-${path.join('-').replace(/[^\w-]+/g, '_')}`

/** @param {{ label: string, hint?: string }} about @param {HTMLElement[]} content */
export function group({ label, hint }, content, attributes = {}) {
  return element(
    'fieldset',
    { class: 'group', ...attributes },
    element('legend', {}, label),
    ...(hint ? [element('p', { class: 'field__hint' }, hint)] : []),
    ...content,
  )
}

/** A label, a hint, an input, and room for what is wrong with it. */
export function labelled(path, about, input, desk, kind = '') {
  const id = idOf(path)
  const note = element('p', { class: 'field__note', id: `${id}-note`, hidden: true })
  const hint = about.hint ? element('p', { class: 'field__hint', id: `${id}-hint` }, about.hint) : null
  input.id = id
  input.setAttribute('aria-describedby', hint ? `${hint.id} ${note.id}` : note.id)
  if (about.required) input.setAttribute('aria-required', 'true')
  desk.place(path, { input, note })
  input.addEventListener('change', () => desk.leave(path))
  const required = about.required ? element('span', { class: 'field__required' }, ` (${desk.terms.words('required')})`) : ''
  const label = element('label', { for: id, class: about.quiet ? 'visually-hidden' : '' }, about.label, required)
  return element('div', { class: `field ${kind}` }, label, ...(hint ? [hint] : []), input, note)
}

/** @param {string} text @param {() => void} click @param {string} [more] - for screen readers */
export function quietButton(text, click, more = '') {
  const hidden = more ? [element('span', { class: 'visually-hidden' }, more)] : []
  return element('button', { type: 'button', class: 'quiet-button', click }, text, ...hidden)
}
