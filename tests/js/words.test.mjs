import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { makeWords } from '../../static/js/finder/words.js'

const { texts, cases } = JSON.parse(readFileSync(new URL('../cases/distances.json', import.meta.url), 'utf8'))

for (const { language, kilometres, about, words } of cases) {
  test(`${kilometres} km${about ? ' or so' : ''} in "${language}"`, () => {
    assert.equal(makeWords(texts[language], language).distance(kilometres, about), words)
  })
}
