/** A point as people copy it: two numbers, or a map's address with them inside. No DOM. */

const NUMBER = '([-+−]?\\d{1,3}[.,]\\d+)'
const FORMS = [
  new RegExp(`^\\(?${NUMBER}°?\\s*[,; ]\\s*${NUMBER}°?\\)?$`),
  new RegExp(`^https?:.*!3d${NUMBER}!4d${NUMBER}`), // Google Maps: the place itself, then what is asked for, then what is in view
  new RegExp(`^https?:.*[?&](?:q|query|ll|destination)=${NUMBER}(?:,|%2C)\\+?${NUMBER}`, 'i'),
  new RegExp(`^https?:.*[@=/]${NUMBER}[,/]${NUMBER}`), // OpenStreetMap: #map=16/-8.2071/111.1029
]

/**
 * @param {string} text
 * @returns {[string, string] | null} latitude and longitude with a point; null: something else
 */
export function pointIn(text) {
  const match = FORMS.map((form) => form.exec(text.trim())).find(Boolean)
  return match ? [match[1], match[2]].map((number) => number.replace('−', '-').replace(',', '.')) : null
}
