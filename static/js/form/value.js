/**
 * What the form holds of a centre: its file's value, with room for what is still empty. No DOM.
 *
 * @typedef {import('../lib/yaml_edit.js').Value} Value
 * @typedef {import('../lib/checks.js').Path} Path
 */

/** @param {any} value @param {Path} path */
export const get = (value, path) => path.reduce((own, key) => own?.[key], value)

/**
 * Puts something at a path, and makes what leads there.
 *
 * @param {any} value
 * @param {Path} path
 * @param {Value | undefined} part - undefined: the key goes
 */
export function set(value, path, part) {
  const [key, ...rest] = path
  if (!rest.length) {
    if (part === undefined) delete value[key]
    else value[key] = part
    return
  }
  if (typeof value[key] !== 'object') value[key] = typeof rest[0] === 'number' ? [] : {}
  set(value[key], rest, part)
}

/** @param {Value | undefined} value */
export function isEmpty(value) {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return !value.trim()
  return Object.values(value).every(isEmpty)
}

/** Whether a box is ticked. @param {Value | undefined} value */
export const isYes = (value) => ['true', 'ya', 'yes'].includes(String(value ?? '').toLowerCase())

/**
 * The value as its file is to say it: without what is empty, its keys in the field list's order.
 *
 * @param {any} value
 * @param {object} shape
 * @param {Record<string, any[]>} records
 * @returns {any} undefined: nothing is left
 */
export function tidy(value, shape, records) {
  if (isEmpty(value)) return undefined
  if (typeof value === 'string') return value.trim()
  if (Array.isArray(value)) return value.filter((item) => !isEmpty(item)).map((item) => tidy(item, shape.item ?? shape, records))
  const fields = records[shape.record] ?? []
  const names = [...fields.map(({ name }) => name), ...Object.keys(value)]
  const entries = [...new Set(names)]
    .filter((name) => !isEmpty(value[name]))
    .map((name) => [name, tidy(value[name], fields.find((field) => field.name === name)?.shape ?? {}, records)])
  return Object.fromEntries(entries)
}

/**
 * Where a part of the tidied value stands in the value itself: empty items of lists were left out.
 *
 * @param {any} value
 * @param {Path} path
 * @returns {Path}
 */
export function outerPath(value, path) {
  const outer = []
  for (const key of path) {
    const own = get(value, outer)
    if (typeof key !== 'number' || !Array.isArray(own)) outer.push(key)
    else outer.push(own.flatMap((item, at) => (isEmpty(item) ? [] : [at]))[key] ?? key)
  }
  return outer
}
