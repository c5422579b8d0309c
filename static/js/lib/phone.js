/**
 * Telephone numbers of one country, told apart as sitegen/schema/formats.py does it: from the same tables (Google's
 * libphonenumber, by way of sitegen/exports/form_data.py), of which only that country's is here.
 *
 * @typedef {{ pattern: string, lengths: number[], short?: number[] }} Kind
 * @typedef {object} PhoneTable
 * @property {string} code - the country's calling code, "62"
 * @property {string | null} international - what is dialled for abroad, a pattern
 * @property {string | null} national - what is dialled in front inland, a pattern
 * @property {string | null} transform - what becomes of that
 * @property {Kind} general
 * @property {Kind[]} kinds - of numbers that are valid
 * @property {Kind[]} priced - those among them that cost extra
 * @property {Kind[]} brief - what a short number has to fit, all of them
 */

import { WrongValue } from './wrong.js'

export const DECIMALS_OF_A_TABLE = /(?<=[0-9]{5})[.,]0{1,2}$/ // of a number that it took for an amount
const AFTER_AREA_CODE = /^(\(?0[0-9]{2,3}\)?)\s*[,/]\s*(?=[0-9])/ // 0357/881234
const NO_SIGN_OF_NUMBERS = /[^0-9+()[\].\-\u2010-\u2015\u2212 \u00a0]/g
const CHAT_LINK = /^(?:https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)\+?([0-9]{8,15})(?![\p{L}\p{N}_]).*$/u
const NAMED_NUMBER = /^(?:\p{L}+\s*[.:]?\s*){1,2}([+(]?[0-9][0-9 ().-]*)$/u // HP. 0812…, Telp (0357)…
const SEVERAL_NUMBERS = /[0-9][^0-9]*[,;/&|][^0-9]*[0-9]|[0-9]{5}\s*[-\u2010-\u2015]\s*[0-9]{1,2}$|\([0-9]{1,3}\)$/

/**
 * @param {string} text
 * @param {string} country
 * @param {PhoneTable} table
 * @returns {string} as machines dial it: "+62357123456"
 */
export function readPhone(text, country, table) {
  if (/[*#]/.test(text)) throw new WrongValue('phone-code')
  const letter = /\p{L}/u.exec(text) // a phone would take letters for the keys that they stand on
  if (letter) {
    const link = CHAT_LINK.exec(text)
    const named = NAMED_NUMBER.exec(text)
    const tidied = text.replace(/o/gi, '0')
    const guess = !/\p{L}/u.test(tidied) ? tidied : link ? `+${link[1]}` : named?.[1].trim()
    throw new WrongValue('phone-letters', { character: letter[0], ...(guess ? { guess } : {}) })
  }
  const whole = text.replace(DECIMALS_OF_A_TABLE, '').replace(AFTER_AREA_CODE, '$1 ')
  if (SEVERAL_NUMBERS.test(whole)) throw new WrongValue('phone-several')
  const tidied = whole.replace(NO_SIGN_OF_NUMBERS, '').trim()
  if (tidied !== text) {
    readPhone(tidied, country, table) // what else is wrong goes first
    throw new WrongValue('phone', { guess: tidied })
  }
  const { number, isAbroad } = nationalNumber(text, table)
  if (isAbroad) throw new WrongValue('phone-country', { country })
  const isValid = fits(number, table.general) && table.kinds.some((kind) => fits(number, kind))
  if (!isValid) {
    const isBrief = table.brief.length > 0 && table.brief.every((kind) => fits(number, kind))
    throw new WrongValue(isBrief ? 'phone-short' : 'phone')
  }
  if (table.priced.some((kind) => fits(number, kind))) throw new WrongValue('phone-priced')
  return `+${table.code}${number}`
}

/** The number without what is dialled in front of it. */
function nationalNumber(text, table) {
  const begun = text.slice(Math.max(text.search(/[+\d]/), 0)).replace(/\D+$/, '')
  if (!/^(?:\d{2}|\+*(?:[^+\d]*\d){3,})$/.test(begun)) throw new WrongValue('phone')
  let digits = begun.replace(/\D/g, '')
  const isInternational = /^\+/.test(begun)
  const abroad = table.international && new RegExp(`^(?:${table.international})(?=[1-9])`).exec(digits)
  if (isInternational || abroad) {
    if (abroad && !isInternational) digits = digits.slice(abroad[0].length)
    if (digits.length < 3 || digits.startsWith('0')) throw new WrongValue('phone')
    if (!digits.startsWith(table.code)) return { number: digits, isAbroad: true }
    digits = digits.slice(table.code.length)
  } else if (digits.startsWith(table.code)) {
    const rest = stripped(digits.slice(table.code.length), table)
    if ((!matches(digits, table.general) && matches(rest, table.general)) || isTooLong(digits, table)) digits = rest
  }
  if (digits.length < 2 || digits.length > 17) throw new WrongValue('phone')
  const rest = stripped(digits, table)
  const lengths = table.general.lengths
  return { number: lengths.includes(rest.length) || rest.length > Math.max(...lengths) ? rest : digits, isAbroad: false }
}

function stripped(digits, table) {
  const prefix = table.national && new RegExp(`^(?:${table.national})`).exec(digits)
  if (!prefix || !digits) return digits
  const captured = prefix.length > 1 && prefix.at(-1) !== undefined
  const rest = table.transform && captured
    ? digits.replace(new RegExp(`^(?:${table.national})`), table.transform)
    : digits.slice(prefix[0].length)
  return matches(digits, table.general) && !matches(rest, table.general) ? digits : rest
}

const matches = (digits, { pattern }) => new RegExp(`^(?:${pattern})$`).test(digits)
const fits = (digits, kind) => (!kind.lengths.length || kind.lengths.includes(digits.length)) && matches(digits, kind)
const isTooLong = (digits, { general }) => digits.length > Math.max(...general.lengths)
