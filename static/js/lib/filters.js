/**
 * Which centres are left when services, facilities, … are asked for, and what to give up when none is.
 *
 * @typedef {import('./search.js').Centre} Centre
 *
 * @typedef {object} Choice - what is asked for; all of it has to hold. Absent or empty: anything will do
 * @property {string[]} [services]
 * @property {string[]} [facilities]
 * @property {string[]} [programmes]
 * @property {string[]} [legalStatus] - any of these
 * @property {string} [open] - "now", or a moment that `isOpen` understands
 */

/**
 * @param {Choice} choice
 * @param {(centre: Centre, open: string) => boolean} isOpen - whether it is surely open at `choice.open`
 * @returns {(centre: Centre) => boolean}
 */
export function keeping(choice, isOpen) {
  throw new Error('not yet')
}

/**
 * What would be found if one wish were given up, most first; wishes that bring nothing are left out.
 *
 * @param {Centre[]} centres
 * @param {Choice} choice
 * @param {(centre: Centre, open: string) => boolean} isOpen
 * @returns {{ wish: keyof Choice, value: string, count: number, choice: Choice }[]} `choice` is what is left of it
 */
export function relaxations(centres, choice, isOpen) {
  throw new Error('not yet')
}
