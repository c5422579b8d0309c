/**
 * Which centres are left when services, facilities, … are asked for, and what to give up when none is.
 *
 * @typedef {import('./search.js').Centre} Centre
 * @typedef {import('./fit.js').Fit} Fit
 *
 * @typedef {object} Choice - what is asked for; all of it has to hold. Absent or empty: anything will do
 * @property {string[]} [services]
 * @property {string[]} [facilities]
 * @property {string[]} [programmes]
 * @property {string[]} [legalStatus] - any of these
 * @property {string} [open] - "now", or a moment that `isOpen` understands
 *
 * @typedef {(centre: Centre, open: string) => boolean} IsOpen - whether it is surely open at `choice.open`
 */
import { all, told } from './fit.js'

const ALL_OF = ['services', 'facilities', 'programmes']

/**
 * @param {Choice} choice
 * @param {IsOpen} isOpen
 * @returns {Fit}
 */
export function fitting(choice, isOpen) {
  const { legalStatus = [], open } = choice
  return (centre) =>
    all(
      !open || isOpen(centre, open),
      !legalStatus.length || (centre.legalStatus ? legalStatus.includes(centre.legalStatus) : null), // any of them
      ...ALL_OF.map((list) => told(centre[list], choice[list] ?? [])),
    )
}

/**
 * @typedef {object} Relaxation - what would be found if one wish were given up
 * @property {keyof Choice} wish
 * @property {string} value - the wish's own; the kinds of legal status together
 * @property {number} count - of those that would surely fit
 * @property {number} unsure - of those that might, and have not told
 * @property {Choice} choice - what is left of it
 */

/**
 * What could be given up, what brings most first; wishes that bring nothing are left out.
 *
 * @param {Centre[]} centres
 * @param {Choice} choice
 * @param {IsOpen} isOpen
 * @returns {Relaxation[]}
 */
export function relaxations(centres, choice, isOpen) {
  return wishes(choice)
    .map(({ wish, value }) => {
      const left = without(choice, wish, value)
      const fits = centres.map(fitting(left, isOpen))
      const those = (known) => fits.filter((fit) => fit === known).length
      return { wish, value, count: those(true), unsure: those(null), choice: left }
    })
    .filter(({ count, unsure }) => count + unsure > 0)
    .sort((one, other) => other.count - one.count || other.unsure - one.unsure)
}

/** Each wish alone; the kinds of legal status are one, for any of them will do. */
function wishes(choice) {
  return Object.entries(choice).flatMap(([wish, values]) => {
    if (wish === 'open') return values ? [{ wish, value: values }] : []
    if (wish === 'legalStatus') return values.length ? [{ wish, value: values.join(' ') }] : []
    return (values ?? []).map((value) => ({ wish, value }))
  })
}

function without(choice, wish, value) {
  const { [wish]: values, ...others } = choice
  const left = ALL_OF.includes(wish) ? values.filter((other) => other !== value) : []
  return left.length ? { ...others, [wish]: left } : others
}
