/**
 * Which characters a text may hold, as sitegen/characters.py says it.
 *
 * @typedef {{ code: string, values: Record<string, string> }} Fault
 */

const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u{e0100}-\u{e01ef}]/u
const HEAPED = /\p{L}?[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}/gu
const LOOK_ALIKES = /[\u0370-\u052f\u1c80-\u1c8f\u1f00-\u1fff]/u
const UNUSUAL = /[^ -~\n\t]/
export const VARIANTS = /[\ufe00-\ufe0f]/

/**
 * @param {string} text
 * @param {Record<string, string>} names - of characters that can't be shown, by hexadecimal number
 * @returns {Fault[]}
 */
export function faults(text, names) {
  if (!UNUSUAL.test(text)) return []
  const found = []
  const letters = [...text]
  letters.forEach((letter, at) => {
    if (letter === '\n' || letter === '\t' || !REFUSED.test(letter)) return
    if (/[\u200c\u200d]/.test(letter) && joins(letters[at - 1], letters[at + 1])) return
    found.push({ code: 'character', values: { character: described(letter, names) } })
  })
  if (text.normalize('NFC') !== text) {
    for (const [word] of text.matchAll(/\S+/g)) {
      const whole = word.normalize('NFC')
      if (whole !== word) found.push({ code: 'character-composed', values: { typed: word, guess: whole } })
    }
  }
  for (const [heap] of text.matchAll(HEAPED)) found.push({ code: 'character-marks', values: { typed: [...heap][0] } })
  if (LOOK_ALIKES.test(text)) {
    for (const [word] of text.matchAll(/\p{L}+/gu)) {
      const foreign = LOOK_ALIKES.exec(word)
      if (foreign && /\p{Script=Latin}/u.test(word)) {
        found.push({ code: 'character-mixed', values: { typed: word, character: described(foreign[0], names) } })
      }
    }
  }
  return found
}

/** A joiner may stand between two signs of a script that needs it, or of an emoji. */
function joins(before, after) {
  return [before, after].every((sign) => sign && sign > '\u0590' && (/[\p{L}\p{M}]/u.test(sign) || sign.codePointAt(0) > 0x2600))
}

function described(letter, names) {
  const number = letter.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')
  return `U+${number} ${names[number] ?? ''}`.trimEnd()
}
