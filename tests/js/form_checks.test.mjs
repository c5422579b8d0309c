/** The checks in the browser find what Python's find, in the same words: tests/cases/field_checks.json. */

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { checkCentre, problemWords } from '../../static/js/lib/checks.js'
import { RegionTable } from '../../static/js/lib/region_table.js'
import { plain, readYaml } from '../../static/js/lib/yaml_edit.js'

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const list = JSON.parse(read('tests/cases/field_list.json'))
const { others, regions, parts } = JSON.parse(read('tests/cases/field_surroundings.json'))
const surroundings = {
  ...others,
  paged: regions.paged,
  regions: new RegionTable(regions.rows, regions.aliases),
  parts: new Map([...regions.rows.map(([code]) => [code, null]), ...Object.entries(parts)]),
}
const words = Object.fromEntries(
  ['id', 'en'].map((language) => {
    const { problem } = plain(readYaml(read(`templates/locale/${language}/problems.yaml`)))
    const entries = Object.entries(problem).flatMap(([code, own]) => Object.entries(own).map(([kind, text]) => [`${code}.${kind}`, text]))
    return [language, Object.fromEntries(entries)]
  }),
)

for (const { name, value, problems } of JSON.parse(read('tests/cases/field_checks.json'))) {
  test(name, () => {
    const found = checkCentre(value, list, { id: 'pusat-contoh', today: '2026-11-21', surroundings }).map(told)
    assert.deepEqual(found.sort(inOrder), [...problems].sort(inOrder))
  })
}

function told(problem) {
  const own = { code: problem.code, path: problem.path }
  if (problem.severity !== 'error') own.severity = problem.severity
  if (problem.code === 'entry-twice' || problem.code === 'dates-overlap') return own
  for (const language of ['id', 'en']) {
    const { message, hint } = problemWords(problem, words[language])
    own[language] = `${message} | ${hint}`
  }
  return own
}

function inOrder(one, other) {
  const [a, b] = [one, other].map(({ path, code }) => JSON.stringify([path, code]))
  return a < b ? -1 : a > b ? 1 : 0
}
