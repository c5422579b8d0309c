/**
 * How two texts differ, line by line. No DOM.
 *
 * @typedef {{ mark: ' ' | '+' | '-', text: string }} Line
 */

import { common } from '../lib/yaml_edit.js'

/**
 * @param {string} before
 * @param {string} after
 * @returns {Line[]}
 */
export function lineChanges(before, after) {
  const [own, its] = [before, after].map((text) => text.replace(/\r?\n$/, '').split(/\r?\n/))
  const lines = []
  let [from, to] = [0, 0]
  for (const [at, there] of [...common(own, its), [own.length, its.length]]) {
    for (; from < at; from += 1) lines.push({ mark: '-', text: own[from] })
    for (; to < there; to += 1) lines.push({ mark: '+', text: its[to] })
    if (at < own.length) lines.push({ mark: ' ', text: own[at] })
    from = at + 1
    to = there + 1
  }
  return lines
}
