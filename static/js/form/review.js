/**
 * What will change, in words and as the file, and the ways to hand it over.
 */

import { element } from '../finder/words.js'
import { lineChanges } from './lines.js'
import { quietButton } from './parts.js'
import { briefMessage, emailPage, githubPage, message, whatsappPage } from './send.js'

/**
 * @param {HTMLElement} area
 * @param {import('./send.js').Parcel} parcel
 * @param {{ source: string, terms: import('./terms.js').Terms, isWhole: boolean, problems: (Node | string)[][] }} given -
 *   `isWhole`: all could be checked that can be without the photos; `problems`: the words of each, none of an error
 */
export function showReview(area, parcel, { source, terms, isWhole, problems }) {
  const { words } = terms
  const title = element('h2', { id: 'tinjauan', tabindex: '-1' }, words('review.title'))
  area.hidden = false
  if (!parcel.changes.length) {
    area.replaceChildren(title, element('p', {}, words('review.nothing')))
  } else {
    const warnings = problems.map((problem) => element('p', { class: 'field__note', 'data-severity': 'warning' }, ...problem))
    const checked = problems.length ? '' : `${words('review.checked')} `
    area.replaceChildren(
      title,
      changeList(parcel, words),
      ...warnings,
      element('p', { class: 'field__hint' }, checked + words(isWhole ? 'review.also' : 'review.later')),
      fileView(parcel, source, words),
      ...ways(parcel, terms),
    )
  }
  title.focus()
}

function changeList({ changes, isNew }, words) {
  const rows = changes.map(({ label, before, after }) => {
    const was = before === null ? [] : [element('del', {}, element('span', { class: 'visually-hidden' }, `${words('review.from')}: `), before), ' ']
    const is = after === null ? element('span', {}, words('review.removed')) : element('ins', {}, element('span', { class: 'visually-hidden' }, `${words('review.to')}: `), after)
    return element('div', {}, element('dt', {}, label), element('dd', {}, ...(isNew ? [] : was), is))
  })
  return element('dl', { class: 'edit-changes' }, ...rows)
}

function fileView({ text, isNew }, source, words) {
  const lines = isNew ? text.trimEnd().split('\n').map((line) => ({ mark: ' ', text: line })) : lineChanges(source, text)
  const kinds = { '+': 'edit-file__line--new', '-': 'edit-file__line--old' }
  const shown = lines.map(({ mark, text: line }) =>
    element('span', { class: `edit-file__line ${kinds[mark] ?? ''}` }, (isNew ? '' : `${mark === '-' ? '−' : mark} `) + line + '\n'),
  )
  const first = shown[lines.findIndex(({ mark }) => mark !== ' ')]
  return element(
    'details',
    { class: 'fold', toggle: () => first?.scrollIntoView({ block: 'nearest' }) },
    element('summary', {}, words('review.yaml')),
    ...(isNew ? [] : [element('p', { class: 'field__hint' }, words('review.yaml_note'))]),
    element('pre', { class: 'edit-file', tabindex: '0', role: 'region', 'aria-label': words('review.yaml_label') }, ...shown),
  )
}

function ways(parcel, { words, list }) {
  const { name, file, text, isNew } = parcel
  const told = briefMessage(parcel, words)
  const subject = words(isNew ? 'send.subject_new' : 'send.subject', { name })
  const github = githubPage(list.repository, parcel)
  const whatsapp = whatsappPage(list.reports.whatsapp, told.text)
  const email = emailPage(list.reports.email, subject, told.text)
  const status = element('p', { role: 'status', class: 'edit-ways__status' })

  const copy = async (what) => {
    try {
      await navigator.clipboard.writeText(what)
      status.textContent = words('send.copied')
    } catch {
      status.textContent = words('send.copy_failed')
    }
  }
  const outwards = { target: '_blank', rel: 'noopener' }
  const wordsNote = told.isWhole ? 'send.words_note' : 'send.brief_note'
  const items = []
  const way = (control, note) => items.push(element('li', {}, control, ...(note ? [element('p', { class: 'field__hint' }, words(note))] : [])))
  if (github) {
    const note = isNew ? (github.isFilled ? 'send.github_new_note' : 'send.github_long_note') : 'send.github_note'
    const click = () => {
      if (!github.isFilled) copy(text)
    }
    way(element('a', { class: 'edit-button', href: github.href, ...outwards, click }, words('send.github')), note)
  }
  if (whatsapp) way(element('a', { class: 'edit-button edit-button--second', href: whatsapp, ...outwards }, words('send.whatsapp')), wordsNote)
  if (email) way(element('a', { class: 'edit-button edit-button--second', href: email }, words('send.email')), wordsNote)
  way(element('button', { type: 'button', class: 'edit-button edit-button--second', click: () => download(file, text) }, words('send.download')), 'send.download_note')
  way(quietButton(words('send.copy'), () => copy(text)))
  way(quietButton(words('send.copy_words'), () => copy(message(parcel, words))))
  const lead = github || whatsapp || email ? words('send.lead') : words('send.no_channel')
  return [
    element('h2', {}, words('send.title')),
    element('p', {}, lead),
    element('ul', { class: 'edit-ways' }, ...items),
    status,
  ]
}

function download(file, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = element('a', { href: address, download: file.split('/').at(-1) })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
