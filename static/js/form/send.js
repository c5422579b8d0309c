/**
 * Ways to hand a change over: addresses and texts. No DOM.
 *
 * @typedef {object} Parcel
 * @property {string} name - the centre's
 * @property {string} file - "content/centres/ID.yaml"
 * @property {string} text - all of the file
 * @property {boolean} isNew
 * @property {import('./changes.js').Change[]} changes
 */

const LONGEST_ADDRESS = 7000 // bytes; GitHub refuses much longer ones
const LONGEST_MESSAGE = 1800 // of a message in an address: phones cut longer ones
const LONGEST_VALUE = 120 // letters of a value in a message that is too long

/**
 * GitHub's page to edit the file, or to make it.
 *
 * @param {string | null} repository
 * @param {Parcel} parcel
 * @returns {{ href: string, isFilled: boolean } | null} null: the repository is elsewhere. `isFilled`: the text is in it
 */
export function githubPage(repository, { file, text, isNew }) {
  const match = /^https:\/\/github\.com\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?(?:tree\/([\w./-]+?)\/?)?$/.exec(repository ?? '')
  if (!match) return null
  const [, owner, name, branch = 'main'] = match
  const home = `https://github.com/${owner}/${name}`
  if (!isNew) return { href: `${home}/edit/${branch}/${file}`, isFilled: false }
  const empty = `${home}/new/${branch}?filename=${encodeURIComponent(file)}`
  const filled = `${empty}&value=${encodeURIComponent(text)}`
  const isFilled = filled.length <= LONGEST_ADDRESS
  return { href: isFilled ? filled : empty, isFilled }
}

/**
 * The change in words, for a message.
 *
 * @param {Parcel} parcel
 * @param {import('../finder/words.js').Words} words
 * @param {number} [longest] - letters of a value; what is longer is cut
 */
export function message({ name, file, isNew, changes }, words, longest = Infinity) {
  const lines = changes.map(({ label, before, after }) => {
    const [was, is] = [before ?? words('review.unset'), after ?? words('review.removed')].map((text) => cut(text, longest))
    return isNew ? `- ${label}: ${is}` : `- ${label}: ${was} → ${is}`
  })
  return [words(isNew ? 'send.hello_new' : 'send.hello', { name, file }), '', ...lines].join('\n')
}

/**
 * The same as it fits into an address: long values are cut first, then the last lines are left out; it says so itself.
 *
 * @param {Parcel} parcel
 * @param {import('../finder/words.js').Words} words
 * @returns {{ text: string, isWhole: boolean }}
 */
export function briefMessage(parcel, words) {
  const whole = message(parcel, words)
  if (whole.length <= LONGEST_MESSAGE) return { text: whole, isWhole: true }
  const end = `\n${words('send.see_file')}`
  let text = message(parcel, words, LONGEST_VALUE)
  while (text.length + end.length > LONGEST_MESSAGE) text = text.slice(0, text.lastIndexOf('\n'))
  return { text: text + end, isWhole: false }
}

/** @param {string | null} number - "+62812…" @param {string} text */
export const whatsappPage = (number, text) => number && `https://wa.me/${number.replace(/\D/g, '')}?text=${encodeURIComponent(text)}`

/** @param {string | null} address */
export const emailPage = (address, subject, text) =>
  address && `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`

/** On one line where it is cut, and never between the halves of a character. */
function cut(text, longest) {
  const letters = [...text]
  return letters.length <= longest ? text : `${letters.slice(0, longest).join('').replace(/\s+/g, ' ')}…`
}
