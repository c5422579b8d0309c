/**
 * From the text of one field to its value, or a WrongValue: the readers of sitegen/schema/formats.py, by the names
 * that the field list calls them. tests/cases/field_checks.json holds both to one table.
 */

import { faults } from './characters.js'
import { DECIMALS_OF_A_TABLE } from './phone.js'
import { WrongValue } from './wrong.js'

const FIRST_YEAR = 1800
const LAST_YEAR = 2100
const LARGEST_COUNT = 999_999

const ID = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/
const BETWEEN_IDS = /[,;/|&+]|\s-+\s/
const AROUND_AN_ID = /^id\s+|\.(?:ya?ml|md|html?)$/g
const REGION_CODE = /^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+){0,5}$/
const REGION_NAME = /^\p{L}+(?:[ .'’-]+\p{L}+)*\.?$/u
const NEARLY_REGION_CODE = /^[^0-9]*([0-9]+(?:([^0-9,;]{1,2}|,)[0-9]+(?:\2[0-9]+)*)?)[^0-9]*$/ // of signs of two kinds one parts it from another code
const DEGREES = /^[-+−]?[0-9]{1,3}(?:\.[0-9]{1,20})?$/
const DECIMAL_COMMA = /^[-+−]?[0-9]{1,3},[0-9]{1,20}$/
const DEGREES_OF_A_MAP =
  /^([-+−]?)([0-9]{1,3}(?:[.,][0-9]+)?)\s*[°º]?\s*(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*['’′]\s*)?(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:["”″]|'')\s*)?(LS|LU|BT|BB|[NSEW])?\.?$/i // 8.20712 LS, -8.20712°, 8° 12' 25" S
const POINT = /^\(?\s*([-+−]?[0-9]{1,2}\.[0-9]+)\s*[,;]\s*([-+−]?[0-9]{1,3}\.[0-9]+)\s*\)?$/
const AROUND_A_DATE = /^[a-z'’]+,\s*|(?<=[0-9])[T ][0-9]{1,2}[.:][0-9]{2}[.:][0-9]{2}(?:\.0+)?Z?$/gi
const DATE_AND_TIME = /^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ] *([0-9]{1,2})[.:]([0-9]{2})$/
const EMAIL = /^[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/
const BLANKS_IN_EMAIL = /\s+(?=[@.])|(?<=@)\s+|(?<=\.)\s+(?=[a-z])/g
const NAMED_EMAIL = new RegExp(`(?:^|[<(:;,])\\s*(${EMAIL.source.slice(1, -1)})\\s*(?:[>(),;?]|$)`) // Loket <loket@example.go.id>
const WEB_ADDRESS = /^(https?):\/\/([^/?#:@\\]+)(?::([0-9]{1,5}))?([/?#].*)?$/i
const NEARLY_WEB_ADDRESS = /^<?(?:h{1,2}t{1,3}p{1,2}(s{0,2})[:;]?[/\\]{1,3})?([^\s<>@]*?)[>.,;]*$/i // https:/…, htps://…
const WITH_USER = /^https?:\/\/([^/?#\s]*@[^/?#\s]*)/i
const SCHEME = /^([a-z][a-z0-9+.-]*):(?![0-9])/i
const ADDRESS_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*/
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{1,59})$/i
const USUAL_PORTS = ['80', '443', '8080', '8443']
const PHOTO_PATH = /^(?:[A-Za-z0-9][A-Za-z0-9_-]{0,58}\/){0,2}[A-Za-z0-9][A-Za-z0-9_-]{0,58}\.(?:jpe?g|png|webp)$/i
const MONTHS = 'jan, feb peb, mar, apr, mei may, jun, jul, agu ags agt aug, sep, okt oct, nov nop, des dec'
  .split(',')
  .map((names) => names.trim().split(' '))

/** A postal code, by the pattern of its country. @returns {string} */
export function readPostalCode(text, { pattern, example }) {
  const form = new RegExp(`^(?:${pattern})$`)
  if (form.test(text)) return text
  const tidied = text.replace(DECIMALS_OF_A_TABLE, '').replace(/^[ .,;"]+|[ .,;"]+$/g, '')
  throw wrong('postal-code', form.test(tidied) && tidied, { example })
}

/** What an id made of these words could look like, accents left out. */
export const slug = (text) => {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/^-+|-+$/g, '') || 'nama'
}

/** @type {Record<string, (text: string) => any>} */
export const READERS = {
  id(text) {
    if (ID.test(text)) return text
    throw wrong('id-form', !BETWEEN_IDS.test(text) && slug(text.replace(AROUND_AN_ID, '')))
  },

  region_code(text) {
    if (REGION_CODE.test(text) || REGION_NAME.test(text)) return text
    const nearly = NEARLY_REGION_CODE.exec(text)
    const joined = nearly ? nearly[1].replaceAll(nearly[2] ?? '.', '.') : ''
    throw wrong('region-code', REGION_CODE.test(joined) && `"${joined}"`)
  },

  degrees(text) {
    if (DEGREES.test(text)) return Number(text.replace('−', '-'))
    if (DECIMAL_COMMA.test(text)) throw wrong('decimal-comma', text.replace(',', '.').replace('−', '-'))
    throw wrong('degrees', guessDegrees(text))
  },

  year(text) {
    if (/^[0-9]{4}$/.test(text) && FIRST_YEAR <= Number(text) && Number(text) <= LAST_YEAR) return Number(text)
    const found = /(?<![\p{L}\p{N}_])(?:19|20)[0-9]{2}(?![\p{L}\p{N}_])/u.exec(text)
    throw wrong('year', found?.[0], { first: String(FIRST_YEAR), last: String(LAST_YEAR) })
  },

  count(text) {
    if (/^[1-9][0-9]{0,5}$/.test(text)) return Number(text)
    throw wrong('whole-number', /(?<![0-9])[1-9][0-9]{0,5}(?![0-9])/.exec(text)?.[0], { last: String(LARGEST_COUNT) })
  },

  date: readDate,

  partial_date(text) {
    return /^(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?$/.test(text) ? text : readDate(text)
  },

  date_time(text) {
    const match = DATE_AND_TIME.exec(text)
    if (!match) throw wrong('date-time', guessDateTime(text))
    const date = readDate(match[1])
    if (match[2] === '24' && match[3] === '00') throw wrong('date-time', `${dayAfter(date)} 00.00`)
    if (Number(match[2]) > 23 || Number(match[3]) > 59) throw new WrongValue('hours-time')
    return `${date}T${match[2].padStart(2, '0')}:${match[3]}`
  },

  yes_no(text) {
    const word = text.toLowerCase()
    if (['ya', 'yes', 'true'].includes(word)) return true
    if (['tidak', 'no', 'false'].includes(word)) return false
    throw new WrongValue('yes-no')
  },

  email(text) {
    if (text.length <= 254 && EMAIL.test(text)) return text
    const plain = text.replace(/\s*(?:\[at\]|\(at\)|\sat\s)\s*/g, '@').replace(BLANKS_IN_EMAIL, '')
    const tidied = plain.replace(/[.,;]+$/, '').replace(/[.,]+/g, '.')
    const named = text.split('@').length === 2 && NAMED_EMAIL.exec(text)?.[1]
    const guess = EMAIL.test(tidied) ? tidied : named
    throw wrong('email', guess !== text && guess)
  },

  web_address(text) {
    const match = WEB_ADDRESS.exec(text)
    if (!match) {
      const user = WITH_USER.exec(text)
      if (user) throw new WrongValue('web-address-host', { host: user[1] })
      const scheme = SCHEME.exec(text)
      if (scheme && !/^https?$/i.test(scheme[1]) && !guessWebAddress(text)) {
        throw new WrongValue('web-address-scheme', { scheme: scheme[1] })
      }
      throw wrong('web-address', guessWebAddress(text))
    }
    const [, , host, port, rest = ''] = match
    const usable = ADDRESS_CHARACTERS.exec(rest)[0].length
    if (usable < rest.length) throw new WrongValue('web-address-character', { character: [...rest.slice(usable)][0] })
    if (!rest && /[.,;]$/.test(host) && HOST.test(host.replace(/[.,;]+$/, ''))) {
      throw new WrongValue('web-address', { guess: text.replace(/[.,;]+$/, '') })
    }
    if (!HOST.test(host) || host.length > 253 || !isHonest(host)) throw new WrongValue('web-address-host', { host })
    if (port && !USUAL_PORTS.includes(port)) throw new WrongValue('web-address-host', { host: `${host}:${port}` })
    return text
  },

  photo_path(text) {
    const below = text.replace(/^(?:\.\/)?(?:content\/)?photos\//, '')
    if (below === text && PHOTO_PATH.test(text)) return text
    throw wrong('photo-path', PHOTO_PATH.test(below) && below)
  },
}

/** Whether a name in the web's own spelling of other alphabets shows in one alphabet. */
function isHonest(host) {
  return host.toLowerCase().split('.').every((part) => {
    if (!part.startsWith('xn--')) return true
    const shown = fromPunycode(part.slice(4))
    return shown !== null && faults(shown, {}).length === 0
  })
}

/** RFC 3492. @returns {string | null} null: no name is spelt so */
function fromPunycode(text) {
  const dash = text.lastIndexOf('-')
  const letters = dash > 0 ? [...text.slice(0, dash)] : []
  let [number, at, bias] = [128, 0, 72]
  for (let i = dash > 0 ? dash + 1 : 0; i < text.length; ) {
    const before = at
    for (let [weight, k] = [1, 36]; ; k += 36) {
      const sign = (text[i] ?? '').toLowerCase()
      const digit = /[a-z]/.test(sign) ? sign.charCodeAt(0) - 97 : /[0-9]/.test(sign) ? Number(sign) + 26 : NaN
      if (Number.isNaN(digit)) return null
      i += 1
      at += digit * weight
      const threshold = Math.min(Math.max(k - bias, 1), 26)
      if (digit < threshold) break
      weight *= 36 - threshold
    }
    const count = letters.length + 1
    let delta = Math.floor((at - before) / (before ? 2 : 700))
    delta += Math.floor(delta / count)
    let k = 0
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35)
    bias = k + Math.floor((36 * delta) / (delta + 38))
    number += Math.floor(at / count)
    at %= count
    if (number > 0x10ffff) return null
    letters.splice(at, 0, String.fromCodePoint(number))
    at += 1
  }
  return letters.join('')
}

function wrong(code, guess, values = {}) {
  return new WrongValue(code, guess ? { ...values, guess } : values)
}

function readDate(text) {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text)
  if (!match) throw wrong('date', guessDate(text))
  if (!dateOf(match[1], match[2], match[3])) throw new WrongValue('date-not-real')
  return text
}

function dateOf(year, month, day) {
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isReal = time.getUTCMonth() === Number(month) - 1 && time.getUTCDate() === Number(day)
  return isReal && FIRST_YEAR <= year && year <= LAST_YEAR ? time.toISOString().slice(0, 10) : null
}

function dayAfter(date) {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
}

function guessDate(typed) {
  const text = typed.replace(AROUND_A_DATE, '')
  const yearFirst = /^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})$/.exec(text)
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[2], yearFirst[3])
  const dayFirst = /^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})$/.exec(text)
  if (dayFirst) return dateOf(dayFirst[3], dayFirst[2], dayFirst[1])
  const words = /^([0-9]{1,2})\s+([a-z]{3,9})\.?\s+([0-9]{4})$/i.exec(text)
  if (words) return dateOf(words[3], monthOf(words[2]), words[1])
  const monthFirst = /^([a-z]{3,9})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})$/i.exec(text)
  return monthFirst && dateOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2])
}

const monthOf = (name) => MONTHS.findIndex((names) => names.includes(name.slice(0, 3).toLowerCase())) + 1

function guessDateTime(text) {
  const match = /^(.*?)\s*(?:,|\b(?:jam|pukul|at)\b|\s)?\s*([0-9]{1,2})[.:]([0-9]{2})(?:[.:][0-9]{2})?$/.exec(text)
  const day = match && guessDate(match[1])
  return day && Number(match[2]) < 24 ? `${day} ${match[2].padStart(2, '0')}.${match[3]}` : undefined
}

function guessWebAddress(text) {
  const nearly = NEARLY_WEB_ADDRESS.exec(text)
  if (!nearly) return null
  const match = WEB_ADDRESS.exec(`${nearly[1] === '' ? 'http' : 'https'}://${nearly[2].replaceAll('\\', '/').replace(/^\/+/, '')}`)
  return match && HOST.test(match[2]) ? match[0] : null
}

/** Both of a point as maps copy it, for one of them; or degrees with their direction, minutes or seconds. */
function guessDegrees(text) {
  const point = POINT.exec(text)
  if (point) return `latitude: ${point[1]}, longitude: ${point[2]}`.replaceAll('−', '-')
  const match = DEGREES_OF_A_MAP.exec(text)
  if (!match) return null
  const [degrees, minutes, seconds] = match.slice(2, 5).map((part) => Number((part ?? '0').replace(',', '.')))
  const sign = /[-−]/.test(match[1]) || /^(?:LS|S|BB|W)$/i.test(match[5] ?? '') ? '-' : ''
  const plain = sign + match[2].replace(',', '.')
  if (!match[3] && !match[4]) return DEGREES.test(plain) ? plain : null
  return `${sign}${(degrees + minutes / 60 + seconds / 3600).toFixed(5)}`
}
