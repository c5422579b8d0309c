/**
 * The form for staff: a centre's file as fields, checked as the command line checks it, handed back with only its
 * changed lines changed. Nothing is sent by itself, and nothing is fetched but from this site.
 */

import { element } from '../finder/words.js'
import { plain, readYaml, UnreadableError } from '../lib/yaml_edit.js'
import { meantBy } from './choose.js'
import { openDraft } from './drafts.js'
import { openEditor } from './editor.js'
import { openSurroundings } from './surroundings.js'
import { makeTerms } from './terms.js'

const MOST_NAMES = 12

/**
 * @param {HTMLElement} root - see templates/pages/form.html
 * @param {{ siteRoot: string, now?: () => Date }} given - `now` is replaced in tests
 */
export async function start(root, { siteRoot, now = () => new Date() }) {
  const language = document.documentElement.lang
  const folder = new URL('./', new URL(root.dataset.form, location.href))
  const fetchJson = async (name) => {
    const response = await fetch(new URL(name, folder))
    if (!response.ok) throw new Error(`${response.status} ${name}`)
    return response.json()
  }
  const wanted = new URLSearchParams(location.search)
  const id = wanted.get('id')
  const stage = element('div', { class: 'editing__stage' })
  root.prepend(stage)
  try {
    const index = await fetchJson(new URL(root.dataset.form, location.href))
    const [list, told] = await Promise.all([fetchJson(index.fields), fetchJson(index.words[language])])
    const names = await fetchJson(index.names)
    const around = openSurroundings(index, folder, fetchJson)
    const terms = makeTerms(list, told, language, around.nameOf)
    const given = { root, siteRoot, folder, terms, names, around, now, draftOf: (name) => openDraft(`sunting ${siteRoot} ${name}`) }
    if (wanted.has('new')) openEditor(stage, { ...given, id: '', source: null, base: {} })
    else if (id && Object.hasOwn(names, id)) await openCentre(stage, id, index, fetchJson, given)
    else chooser(stage, names, around, terms, id)
    for (const link of document.querySelectorAll('.language-switch a')) link.search = location.search
    root.dataset.ready = ''
  } catch (error) {
    if (!(error instanceof TypeError) && !/^\d{3} /.test(error.message)) throw error
    root.dataset.failed = ''
    stage.replaceChildren(element('p', { role: 'alert', class: 'edit-alert' }, root.dataset.failedText))
  }
}

async function openCentre(stage, id, index, fetchJson, given) {
  const pack = index.centres[index.starts.findLastIndex((first) => first <= id)]
  const source = (await fetchJson(pack))[id]
  try {
    openEditor(stage, { ...given, id, source, base: plain(readYaml(source)) })
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    given.root.dataset.failed = ''
    const words = given.terms.words('unreadable', { line: String(error.line) })
    stage.replaceChildren(element('p', { role: 'alert', class: 'edit-alert' }, words))
  }
}

/** A list of all centres that grows shorter with each letter. */
function chooser(stage, names, around, { words }, missing) {
  const entries = Object.entries(names).sort(([, one], [, other]) => (one < other ? -1 : 1))
  const field = element('input', { type: 'search', id: 'pilih', autocomplete: 'off' })
  const found = element('ul', { class: 'edit-choose__list' })
  const status = element('p', { class: 'field__hint', role: 'status' })
  const draw = () => {
    const fitting = meantBy(entries, field.value, (word) => around.known?.regions.calledBy(word) ?? [])
    const links = fitting.slice(0, MOST_NAMES).map(([id, name]) => element('li', {}, element('a', { href: `?id=${id}` }, name)))
    found.replaceChildren(...links)
    status.textContent = fitting.length === 0 ? words('choose.none') : fitting.length > MOST_NAMES ? words('choose.more') : ''
  }
  field.addEventListener('input', async () => {
    draw()
    if (!around.known && (await around.need([]))) draw()
  })
  draw()
  const alert = missing ? [element('p', { role: 'alert', class: 'edit-alert' }, words('unknown_centre', { id: missing }))] : []
  stage.replaceChildren(
    element(
      'section',
      { class: 'edit-choose', 'aria-labelledby': 'pilih-judul' },
      ...alert,
      element('h2', { id: 'pilih-judul' }, words('choose.title')),
      element('div', { class: 'field' }, element('label', { for: 'pilih' }, words('choose.label')), field),
      found,
      status,
      element('p', { class: 'edit-choose__new' }, element('a', { href: '?new' }, words('choose.new')), ` ${words('choose.new_note')}`),
    ),
  )
}
