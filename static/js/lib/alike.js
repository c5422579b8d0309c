/**
 * What somebody most likely meant to type; as `closest` in sitegen/schema/shapes.py and Python's difflib find it.
 */

const CUTOFF = 0.6
const LONGEST = 60

/**
 * The option that was most likely meant; null: none is near.
 *
 * @param {string} typed
 * @param {Iterable<string>} options
 * @returns {string | null}
 */
export function closest(typed, options) {
  const known = [...new Set(options)]
  const found = closeMatch(typed.slice(0, LONGEST), known)
  if (found) return found
  const begun = known.filter((option) => typed.length > 2 && option.startsWith(typed))
  return begun.length === 1 ? begun[0] : null
}

/**
 * The option most like a word, by the share of letters that stand in both in the same order.
 *
 * @param {string} typed
 * @param {string[]} options
 * @param {number} [cutoff] - how much of both has to be shared
 * @returns {string | null}
 */
export function closeMatch(typed, options, cutoff = CUTOFF) {
  let best = null
  for (const option of options) {
    const score = likeness(option, typed)
    if (score < cutoff) continue
    if (!best || score > best.score || (score === best.score && option > best.option)) best = { option, score }
  }
  return best && best.option
}

/** 0: nothing in common; 1: the same. */
export function likeness(one, other) {
  const length = one.length + other.length
  return length ? (2 * matches(one, other)) / length : 1
}

/** Letters of the longest common stretch, and of those on either side of it. */
function matches(one, other) {
  const { at, from, size } = longestStretch(one, other)
  if (!size) return 0
  const before = matches(one.slice(0, at), other.slice(0, from))
  return before + size + matches(one.slice(at + size), other.slice(from + size))
}

function longestStretch(one, other) {
  let best = { at: 0, from: 0, size: 0 }
  let above = new Map()
  for (let at = 0; at < one.length; at += 1) {
    const row = new Map()
    for (let from = 0; from < other.length; from += 1) {
      if (one[at] !== other[from]) continue
      const size = (above.get(from - 1) ?? 0) + 1
      row.set(from, size)
      if (size > best.size) best = { at: at - size + 1, from: from - size + 1, size }
    }
    above = row
  }
  return best
}
