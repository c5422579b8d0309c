/**
 * Up to three centres side by side. What is not known is said, never shown as no.
 */

import { element } from './words.js'

/**
 * @param {import('../lib/search.js').Centre[]} centres
 * @param {import('../lib/search.js').Hit[]} hits - the same with distances, where a place is known
 * @param {object} given
 * @param {import('../lib/search.js').Search} given.search
 * @param {import('./words.js').Words} given.words
 * @param {(id: string) => string} given.hrefOf
 * @param {(centre: object) => string | null} given.hoursOf
 * @param {(centre: import('../lib/search.js').Centre) => void} given.remove
 * @returns {HTMLElement}
 */
export function comparison(centres, hits, { search, words, hrefOf, hoursOf, remove }) {
  const unknown = () => element('span', { class: 'compare__unknown' }, words('compare.unknown'))
  const text = (value) => value || unknown()
  const list = (ids, entries) => {
    const names = ids.map((id) => entries.find((entry) => entry.id === id)?.name ?? id)
    return names.length ? element('ul', {}, ...names.map((name) => element('li', {}, name))) : unknown()
  }
  const distance = ({ id }) => {
    const { distanceKm, about, otherIsland } = hits.find((hit) => hit.centre.id === id)
    return distanceKm === null ? unknown() : [words.distance(distanceKm, about), otherIsland && words('other_island')].filter(Boolean).join(', ')
  }
  const { entries } = search
  const rows = [
    hits.length > 0 && ['distance', distance],
    ['place', ({ address, area }) => text([address, ...area.slice(-2)].filter(Boolean).join(', '))],
    ['status', ({ status }) => words(status === 'active' ? 'compare.active' : `status.${status}`)],
    ['hours', (centre) => text(hoursOf(centre))],
    ['services', ({ services }) => list(services, entries.services)],
    ['facilities', ({ facilities }) => list(facilities, entries.facilities)],
    ['programmes', ({ programmes }) => list(programmes, entries.programmes)],
    ['legalStatus', ({ legalStatus }) => list(legalStatus ? [legalStatus] : [], entries.legalStatuses)],
  ].filter(Boolean)

  const head = centres.map((centre) =>
    element(
      'th',
      { scope: 'col' },
      element('a', { href: hrefOf(centre.id) }, element('bdi', {}, centre.name)),
      element(
        'button',
        {
          type: 'button',
          class: 'quiet-button',
          'aria-label': `${words('compare.take_out')}: ${centre.name}`,
          click: () => remove(centre),
        },
        words('compare.take_out'),
      ),
    ),
  )
  const table = element(
    'table',
    { class: 'compare' },
    element('caption', {}, words('compare.title')),
    element('thead', {}, element('tr', {}, element('td', {}), ...head)),
    element(
      'tbody',
      {},
      ...rows.map(([name, cell]) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, words(`compare.${name}`)),
          ...centres.map((centre) => element('td', {}, cell(centre))),
        ),
      ),
    ),
  )
  return element('div', { class: 'compare__frame', role: 'region', tabindex: '0', 'aria-label': words('compare.title') }, table)
}
