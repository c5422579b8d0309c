/**
 * Which characters a text may hold, as sitegen/characters.py says it.
 *
 * @typedef {{ code: string, values: Record<string, string> }} Fault
 */

const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u{e0100}-\u{e01ef}\ufffd]/u
const PARTS_WORDS = /[\p{Cc}\p{Zl}\p{Zp}]/u
const MAX_GUESS = 100 // characters of a line that a hint repeats
const HEAPED = /\p{L}?[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}/gu
const LOOK_ALIKES = /[\u0370-\u052f\u1c80-\u1c8f\u1f00-\u1fff]/u
const UNUSUAL = /[^ -~\n\t]/
const GARBLED = /â€|[ÂÃ][\x80-\xbf]/ // "–", "é": UTF-8 that was read as Windows' own code
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ' // its signs from 0x80
export const VARIANTS = /[\ufe00-\ufe0f]/

/**
 * @param {string} text
 * @param {Record<string, string>} names - of characters that can't be shown, by hexadecimal number
 * @returns {Fault[]}
 */
export function faults(text, names) {
  if (!UNUSUAL.test(text)) return []
  const found = []
  for (const line of text.split('\n')) {
    const letters = [...line]
    const hidden = letters.map((letter, at) => isHidden(letter, letters[at - 1], letters[at + 1]))
    if (!hidden.includes(true)) continue
    const kept = letters.map((letter, at) => (!hidden[at] ? letter : PARTS_WORDS.test(letter) ? ' ' : ''))
    const clean = kept.join('').split(/\s+/).filter(Boolean).join(' ')
    const guess = clean && !line.includes('\ufffd') && [...clean].length <= MAX_GUESS ? { guess: clean } : {}
    found.push({ code: 'character', values: { character: described(letters[hidden.indexOf(true)], names), ...guess } })
  }
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

/** What pages are written with, and programs leave in texts that are copied from them. */
const ENTITIES = { '&amp;': '&', '&nbsp;': ' ', '&#39;': "'", '&apos;': "'", '&lt;': '<', '&gt;': '>' }
const ENTITY = new RegExp(Object.keys(ENTITIES).join('|'), 'g')

const onOneLine = (text) => text.split(/\s+/).filter(Boolean).join(' ')

/** The text as it was before a program took "–" for other signs, or wrote "&amp;"; null where that is not plain. @param {string} text */
export function repaired(text) {
  if (!GARBLED.test(text)) return text.search(ENTITY) < 0 ? null : onOneLine(text.replace(ENTITY, (sign) => ENTITIES[sign]))
  const bytes = Array.from(text, (sign) => (WINDOWS.includes(sign) ? 0x80 + WINDOWS.indexOf(sign) : sign.codePointAt(0)))
  if (bytes.some((byte) => byte > 0xff)) return null
  try {
    return onOneLine(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes)))
  } catch {
    return null
  }
}

function isHidden(letter, before, after) {
  if (letter === '\t' || !REFUSED.test(letter)) return false
  return !/[\u200c\u200d]/.test(letter) || !joins(before, after)
}

/** A joiner may stand between two signs of a script that needs it, or of an emoji. */
function joins(before, after) {
  return [before, after].every((sign) => sign && sign > '\u0590' && (/[\p{L}\p{M}]/u.test(sign) || sign.codePointAt(0) > 0x2600))
}

function described(letter, names) {
  const number = letter.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')
  return `U+${number} ${names[number] ?? ''}`.trimEnd()
}
