/**
 * The words that a page brings for its scripts, as sitegen/i18n.py fills them.
 *
 * @typedef {((key: string, values?: Record<string, unknown>) => string) & {
 *   number: (value: number, decimals?: number) => string,
 *   distance: (kilometres: number, about?: boolean) => string,
 * }} Words
 *
 * @param {Record<string, string | Record<string, string>>} entries - where a count decides: by plural form
 * @param {string} language
 * @returns {Words}
 */
export function makeWords(entries, language) {
  const plurals = new Intl.PluralRules(language)
  const formats = [] // by decimals, each once somebody needs it: making one takes a millisecond
  const number = (value, decimals = 0) => {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    formats[decimals] ??= new Intl.NumberFormat(language, digits)
    return formats[decimals].format(value)
  }

  const words = (key, values = {}) => {
    const entry = entries[key]
    const text = typeof entry === 'string' ? entry : (entry[plurals.select(Number(values.count))] ?? entry.other)
    return text.replace(/\{(\w+)\}/g, (_, name) =>
      typeof values[name] === 'number' ? number(values[name]) : String(values[name]),
    )
  }
  const distance = (kilometres, about = false) => {
    if (about && kilometres < 1.5) return words('around')
    if (about) return words('about', { distance: `${number(kilometres)} km` })
    if (kilometres < 0.95) return `${Math.max(50, Math.round(kilometres * 20) * 50)} m`
    return `${number(kilometres, kilometres < 9.95 ? 1 : 0)} km`
  }
  return Object.assign(words, { number, distance })
}

/**
 * An element with its attributes and what is in it; text stays text.
 *
 * @param {string} tag
 * @param {Record<string, string | boolean | EventListener>} attributes - true: present, false: absent; a function
 *   listens to the event of that name
 * @param {...(Node | string)} content
 */
export function element(tag, attributes = {}, ...content) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value)
    else if (value !== false) made.setAttribute(name, value === true ? '' : value)
  }
  made.append(...content)
  return made
}
