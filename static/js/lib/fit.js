/**
 * Whether a centre is what is looked for, where not everything is known: what it has not told is not a no.
 *
 * @typedef {(centre: import('./search.js').Centre) => boolean | null} Fit - null: not known
 */

/**
 * Whether all that is asked for is among what a centre has told.
 *
 * @param {string[]} own
 * @param {string[]} asked
 */
export const told = (own, asked) => !asked.length || (own.length ? asked.every((id) => own.includes(id)) : null)

/**
 * Whether all hold; null: none is wrong, and one is not known.
 *
 * @param {...(boolean | null)} answers
 */
export function all(...answers) {
  if (answers.includes(false)) return false
  return answers.includes(null) ? null : true
}

/** Those that surely fit, and then those that may. */
export const sureFirst = (centres, fit) => [true, null].flatMap((known) => centres.filter((centre) => fit(centre) === known))
