/** Which centres somebody may mean with the words that they typed. No DOM. */

import { split, squash } from '../lib/text.js'

/**
 * @param {[id: string, name: string][]} entries
 * @param {string} text
 * @param {(word: string) => string[]} meanings - names of regions that go by this word: "jogja"
 * @returns {[id: string, name: string][]}
 */
export function meantBy(entries, text, meanings) {
  const words = split(text).map((word) => [word, ...meanings(word).map(squash)])
  return entries.filter(([id, name]) => {
    const told = squash(`${name} ${id}`)
    return words.every((spellings) => spellings.some((spelling) => told.includes(spelling)))
  })
}
