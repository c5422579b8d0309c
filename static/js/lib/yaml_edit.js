/**
 * Reads and changes centre files without touching what did not change: comments, order, quotes and blank lines
 * stay as somebody typed them. No DOM.
 *
 * Only the YAML that content may hold is read (docs/decisions/form.md): block and flow lists and mappings, plain,
 * quoted and block texts. Anything else is refused by `UnreadableError`, never guessed. Every text stays text, as in
 * sitegen/load.py; a test reads all centre files with both.
 *
 * @typedef {string | Value[] | { [key: string]: Value }} Value - what a file says, without its form
 * @typedef {{ kind: 'text', text: string, quote: string, start: number, end: number, block?: Block }} TextNode -
 *   `quote`: "'", '"', '|' or '>'; '' for none
 * @typedef {{ start: number, indent: number, lines: string[] }} Block - the lines below a | or >
 * @typedef {{ kind: 'list', items: Item[], flow: boolean, start: number, end: number }} ListNode
 * @typedef {{ kind: 'map', entries: Entry[], flow: boolean, start: number, end: number }} MapNode
 * @typedef {TextNode | ListNode | MapNode} Node - `start` and `end` are offsets in the text
 * @typedef {{ start: number, after: number, value: Node, end: number }} Item - `after`: behind the dash
 * @typedef {{ start: number, after: number, key: TextNode, value: Node, end: number }} Entry - `after`: behind the colon
 */

import { shareDay } from './hours_text.js'

const WIDTH = 100 // columns; what is longer is not written on one line
const MAX_STEPS = 2000
const BLANK_LINE = /^\r?\n[ ]*\r?\n/
const INDICATORS = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?=\s|$)/
const REFUSED = /^[&*!%@`]|^\?(?=\s|$)/
const ESCAPES = {
  0: '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', '/': '/',
  '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
} // prettier-ignore
const HEX_LENGTH = { x: 2, u: 4, U: 8 }
const LANGUAGE = /^[a-z]{2}$/
const LOOKS_TYPED = /^(?:[-+]?(?:\d[\d_.]*|\.\d+)(?:e[-+]?\d+)?|0x[\da-f]+|true|false|yes|no|on|off|null|~)$/i

/** A file that is written in a way that the form does not know; `line` counts from 1. */
export class UnreadableError extends Error {
  constructor(line) {
    super(`line ${line}`)
    this.line = line
  }
}

// --- reading ---

/**
 * @param {string} text
 * @returns {Node | null} null: nothing but comments
 */
export function readYaml(text) {
  return new Reader(text).document()
}

/**
 * What a node says; a key with nothing behind it is left out, as if it were not there. An item has its place even so.
 *
 * @param {Node} node
 * @returns {Value}
 */
export function plain(node) {
  if (node.kind === 'text') return node.text
  if (node.kind === 'list') return node.items.map(({ value }) => plain(value))
  const told = node.entries.filter(({ value }) => !isAbsent(value))
  return Object.fromEntries(told.map(({ key, value }) => [key.text, plain(value)]))
}

/** The column of an offset, from 0; a byte order mark has none. */
function columnOf(text, at) {
  const line = text.lastIndexOf('\n', at - 1) + 1
  return at - (line || (text.startsWith('\ufeff') ? 1 : 0))
}

const isAbsent = (node) => node.kind === 'text' && node.quote === '' && node.text === ''

class Reader {
  constructor(text) {
    this.text = text
    this.at = text.startsWith('\ufeff') ? 1 : 0
  }

  document() {
    this.skip()
    if (/^---(?=\s|$)/.test(this.text.slice(this.at, this.at + 4)) && this.column() === 0) {
      this.at += 3
      this.skip()
    }
    if (this.at === this.text.length) return null
    const node = this.block(-1, true)
    this.skip()
    if (this.at < this.text.length) this.refuse()
    return node
  }

  refuse(at = this.at) {
    throw new UnreadableError(this.text.slice(0, at).split('\n').length)
  }

  /** The column of a place, from 0. */
  column(at = this.at) {
    return columnOf(this.text, at)
  }

  peek(length = 1) {
    return this.text.slice(this.at, this.at + length)
  }

  /** Over blanks, comments and line ends, to the next thing written. */
  skip() {
    for (;;) {
      const [blanks] = /^[ \r\n]*/.exec(this.text.slice(this.at, this.at + 400))
      this.at += blanks.length
      if (this.peek() === '#' && /^$|\s/.test(this.text.slice(this.at - 1, this.at))) this.skipLine()
      else if (this.peek() === '\t') this.refuse()
      else if (!blanks) return
    }
  }

  skipLine() {
    const end = this.text.indexOf('\n', this.at)
    this.at = end < 0 ? this.text.length : end
  }

  /** Over blanks on this line. @returns {boolean} whether nothing but a comment follows on it */
  skipBlanks() {
    while (this.peek() === ' ') this.at += 1
    if (this.peek() === '\t') this.refuse()
    return /^(?:$|\r?\n|#)/.test(this.peek(2))
  }

  /** A node of a block, of which the next character is the first. `canBeMap`: on this line a key may stand. */
  block(indent, canBeMap) {
    const start = this.at
    const column = this.column()
    if (column === 0 && /^(?:---|\.\.\.)(?=\s|$)/.test(this.peek(4))) this.refuse()
    const first = this.peek()
    if (first === '-' && /^-(?=\s|$)/.test(this.peek(2))) return canBeMap ? this.list(column) : this.refuse()
    if (first === '|' || first === '>') return this.blockText(indent)
    if (first === '[' || first === '{') return this.flow()
    if (REFUSED.test(this.peek(2))) this.refuse()
    const key = this.key(false)
    if (key) {
      this.at = start
      return canBeMap ? this.map(column) : this.refuse()
    }
    this.at = start
    return first === '"' || first === "'" ? this.quoted() : this.plainText(indent, false)
  }

  /** The key that begins here and ends on this line; null: there is none. Stops behind its colon. */
  key(inFlow) {
    const start = this.at
    const first = this.peek()
    if (first === '"' || first === "'") {
      const node = this.quoted()
      while (this.peek() === ' ') this.at += 1
      const follows = inFlow ? /^:/ : /^:(?=\s|$)/
      if (!follows.test(this.peek(2)) || this.text.slice(start, this.at).includes('\n')) return null
      this.at += 1
      return node
    }
    const end = this.plainEnd(inFlow)
    if (this.text[end.stop] !== ':') return null
    this.at = end.stop + 1
    return { kind: 'text', text: this.text.slice(start, end.end), quote: '', start, end: end.end }
  }

  /** Where the plain text on this line ends: `end` without blanks after it, `stop` at what ended it. */
  plainEnd(inFlow) {
    let stop = this.at
    for (; stop < this.text.length; stop += 1) {
      const letter = this.text[stop]
      if (letter === '\n' || letter === '\r') break
      if (letter === ':' && (/^$|\s/.test(this.text.slice(stop + 1, stop + 2)) || (inFlow && /[,[\]{}]/.test(this.text[stop + 1])))) break
      if (letter === '#' && /\s/.test(this.text[stop - 1] ?? '')) break
      if (inFlow && /[,[\]{}]/.test(letter)) break
    }
    return { end: this.at + this.text.slice(this.at, stop).trimEnd().length, stop }
  }

  map(column) {
    const entries = []
    const start = this.at
    for (;;) {
      const begin = this.at
      if (REFUSED.test(this.peek(2)) || this.peek() === '-' && /^-(?=\s|$)/.test(this.peek(2))) this.refuse()
      const key = this.key(false) ?? this.refuse(begin)
      if (entries.some((entry) => entry.key.text === key.text)) this.refuse(begin)
      const after = this.at
      const value = this.value(column, true)
      entries.push({ start: begin, after, key, value, end: value.end })
      this.skip()
      if (this.at === this.text.length || this.column() < column) break
      if (this.column() > column) this.refuse()
    }
    return { kind: 'map', entries, flow: false, start, end: entries.at(-1).end }
  }

  list(column) {
    const items = []
    const start = this.at
    for (;;) {
      const begin = this.at
      this.at += 1
      const after = this.at
      const value = this.value(column, false)
      items.push({ start: begin, after, value, end: value.end })
      this.skip()
      if (this.at === this.text.length || this.column() < column) break
      const isDash = /^-(?=\s|$)/.test(this.peek(2))
      if (this.column() === column && !isDash) break // the next key of the mapping that holds this list
      if (this.column() > column) this.refuse()
    }
    return { kind: 'list', items, flow: false, start, end: items.at(-1).end }
  }

  /** What stands behind a colon or a dash of a block at `column`. */
  value(column, inMap) {
    const after = this.at
    if (!this.skipBlanks()) return this.block(column, !inMap)
    const absent = { kind: 'text', text: '', quote: '', start: after, end: after }
    this.skip()
    if (this.at === this.text.length) return absent
    const isDash = /^-(?=\s|$)/.test(this.peek(2))
    if (this.column() > column || (inMap && isDash && this.column() === column)) return this.block(column, true)
    this.at = after
    return absent
  }

  flow() {
    const start = this.at
    const isList = this.peek() === '['
    const close = isList ? ']' : '}'
    const parts = []
    this.at += 1
    for (;;) {
      this.skip()
      if (this.at === this.text.length) this.refuse(start)
      if (this.peek() === close) break
      parts.push(isList ? this.flowItem() : this.flowEntry())
      this.skip()
      if (this.peek() === ',') this.at += 1
      else if (this.peek() !== close) this.refuse()
    }
    this.at += 1
    return isList
      ? { kind: 'list', items: parts, flow: true, start, end: this.at }
      : { kind: 'map', entries: parts, flow: true, start, end: this.at }
  }

  flowItem() {
    const start = this.at
    const value = this.flowValue()
    this.skip()
    if (this.peek() === ':') this.refuse()
    return { start, after: start, value, end: value.end }
  }

  flowEntry() {
    const start = this.at
    if (REFUSED.test(this.peek(2)) || /[[{]/.test(this.peek())) this.refuse()
    const key = this.key(true)
    if (!key) {
      this.at = start
      const alone = this.flowValue()
      const end = alone.end
      return { start, after: end, key: alone, value: { kind: 'text', text: '', quote: '', start: end, end }, end }
    }
    const after = this.at
    this.skip()
    if (/[,}]/.test(this.peek())) {
      return { start, after, key, value: { kind: 'text', text: '', quote: '', start: after, end: after }, end: after }
    }
    const value = this.flowValue()
    return { start, after, key, value, end: value.end }
  }

  flowValue() {
    const first = this.peek()
    if (first === '[' || first === '{') return this.flow()
    if (first === '"' || first === "'") return this.quoted()
    if (REFUSED.test(this.peek(2)) || /^[,\]}#|>]/.test(first) || /^[-?:](?=[\s,[\]{}]|$)/.test(this.peek(2))) this.refuse()
    return this.plainText(-1, true)
  }

  /** A text without quotes; further lines of it are deeper than `indent`. */
  plainText(indent, inFlow) {
    const start = this.at
    if (!inFlow && INDICATORS.test(this.peek(2))) this.refuse()
    let text = ''
    let end = start
    let gap = ''
    for (;;) {
      const line = this.plainEnd(inFlow)
      if (line.end === this.at) break
      text += gap + this.text.slice(this.at, line.end)
      end = line.end
      this.at = line.stop
      if (this.text[line.stop] === ':') this.refuse()
      const blank = /^[ ]*(\r?\n[ ]*)+/.exec(this.text.slice(line.stop))
      if (!blank) break
      const next = line.stop + blank[0].length
      const column = this.column(next)
      if (next === this.text.length || this.text[next] === '#' || (!inFlow && column <= indent)) break
      if (column === 0 && /^(?:---|\.\.\.)(?=\s|$)/.test(this.text.slice(next, next + 4))) break
      gap = fold(blank[0].split('\n').length - 1)
      this.at = next
      if (this.peek() === '\t') this.refuse()
      if (inFlow && /[,[\]{}]/.test(this.peek())) break
    }
    this.at = end
    return { kind: 'text', text, quote: '', start, end }
  }

  quoted() {
    const start = this.at
    const quote = this.peek()
    let text = ''
    this.at += 1
    for (;;) {
      const letter = this.peek()
      if (!letter) this.refuse(start)
      if (letter === quote) {
        if (quote === "'" && this.peek(2) === "''") {
          text += "'"
          this.at += 2
          continue
        }
        break
      }
      if (letter === '\n' || letter === '\r') {
        const [gap] = /^(?:[ \t]*\r?\n)+[ \t]*/.exec(this.text.slice(this.at))
        this.at += gap.length
        text = text.replace(/[ \t]+$/, '') + fold(gap.split('\n').length - 1)
      } else if (letter === '\\' && quote === '"') text += this.escape()
      else {
        text += letter
        this.at += 1
      }
    }
    this.at += 1
    return { kind: 'text', text, quote, start, end: this.at }
  }

  escape() {
    const sign = this.text[this.at + 1]
    if (sign in HEX_LENGTH) {
      const digits = this.text.slice(this.at + 2, this.at + 2 + HEX_LENGTH[sign])
      if (!/^[\da-f]+$/i.test(digits) || digits.length !== HEX_LENGTH[sign] || parseInt(digits, 16) > 0x10ffff) this.refuse()
      this.at += 2 + digits.length
      return String.fromCodePoint(parseInt(digits, 16))
    }
    if (!(sign in ESCAPES)) this.refuse() // a line break that is left out, too
    this.at += 2
    return ESCAPES[sign]
  }

  /** A text after | or >; as YAML's reference implementation folds it. */
  blockText(indent) {
    const start = this.at
    const quote = this.peek()
    const header = /^[|>](?:([1-9])([-+]?)|([-+]?)([1-9]?))[ ]*(?:[ ]#[^\n]*)?\r?(?:\n|$)/.exec(this.text.slice(start))
    if (!header) this.refuse()
    const chomp = header[2] || header[3] || ''
    const digit = header[1] || header[4]
    this.at += header[0].length
    const lines = []
    let depth = digit ? Math.max(indent, 0) + Number(digit) : 0
    let end = start + header[0].trimEnd().length
    let at = this.at
    while (at < this.text.length) {
      const stop = this.text.indexOf('\n', at) < 0 ? this.text.length : this.text.indexOf('\n', at)
      const line = this.text.slice(at, stop).replace(/\r$/, '')
      const blanks = /^ */.exec(line)[0].length
      const isEmpty = blanks === line.length
      if (!isEmpty && !depth) depth = Math.max(blanks, indent + 1)
      if (!isEmpty && blanks < depth) break
      if (!isEmpty && !lines.some(Boolean) && line[0] === '\t') this.refuse(at)
      lines.push(isEmpty && (!depth || blanks <= depth) ? '' : line.slice(depth))
      if (!isEmpty) end = at + line.length
      at = Math.min(stop + 1, this.text.length)
      if (stop === this.text.length) break
    }
    const last = lines.findLastIndex((line) => line !== '')
    const closing = lines.length - 1 - last
    const told = lines.slice(0, last + 1)
    const body = quote === '|' ? told.join('\n') : folded(told)
    this.at = end
    const tail = chomp === '-' || last < 0 ? '' : '\n'
    const text = chomp === '+' ? body + '\n'.repeat(closing + (last < 0 ? 0 : 1)) : body + tail
    return { kind: 'text', text, quote, start, end, block: { start: start + header[0].length, indent: depth, lines: told } }
  }
}

/** What `count` line ends between two parts of a text stand for. */
const fold = (count) => (count === 1 ? ' ' : '\n'.repeat(count - 1))

/** The lines of a folded block: lines that begin with a blank, and their neighbours, keep their line ends. */
function folded(lines) {
  let text = ''
  let before = null
  let empty = 0
  for (const line of lines) {
    if (line === '') {
      empty += 1
      continue
    }
    const isDeep = /^[ \t]/.test(line)
    if (before === null) text += '\n'.repeat(empty)
    else if (isDeep || before) text += '\n'.repeat(empty + 1)
    else text += fold(empty + 1)
    text += line
    before = isDeep
    empty = 0
  }
  return text
}

/** Another text in the lines of a folded block: those at both ends that still say their part stay as they are. */
function refolded(text, lines) {
  const before = (count) => folded([...lines.slice(0, count), '.']).slice(0, -1)
  const after = (count) => folded(['.', ...lines.slice(lines.length - count)]).slice(1)
  let head = lines.length
  while (!text.startsWith(before(head))) head -= 1
  const rest = text.slice(before(head).length)
  let tail = lines.length - head
  while (!rest.endsWith(after(tail))) tail -= 1
  const middle = rest.slice(0, rest.length - after(tail).length)
  return [...lines.slice(0, head), ...middle.replace(/\n+/g, '$&\n').split('\n'), ...lines.slice(lines.length - tail)]
}

// --- changing ---

/**
 * The file with this value instead of its own: nothing is written anew but what differs.
 *
 * One small change is made at a time and the text read again, until it says what it should; so what comes out is
 * proved to say `target`.
 *
 * @param {string} text
 * @param {{ [key: string]: Value }} target - without empty texts, lists and mappings; its order says where new keys go
 * @param {Set<string>} [typed] - keys whose numbers and true or false stand without quotes
 * @returns {string}
 */
export function changeYaml(text, target, typed = new Set()) {
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const root = readYaml(text)
    if (!root) return text.replace(/\n*$/, '\n').replace(/^\n$/, '') + writeYaml(target, typed)
    const change = changeOf({ value: root, start: root.start, after: root.start, end: root.end }, target, new Writer(text, typed))
    if (!change) return text
    text = text.slice(0, change.start) + change.text.replace(/\r?\n/g, end) + text.slice(change.end)
  }
  throw new UnreadableError(1)
}

/**
 * A new file.
 *
 * @param {{ [key: string]: Value }} value
 * @param {Set<string>} [typed]
 * @returns {string}
 */
export function writeYaml(value, typed = new Set()) {
  const writer = new Writer('', typed)
  return Object.entries(value).map(([key, own]) => `${writer.entry(key, own, 0, false)}\n`).join('')
}

/**
 * Whether two values say the same; blanks around texts do not count.
 *
 * @param {Value | undefined} one
 * @param {Value | undefined} other
 */
export function same(one, other) {
  if (typeof one !== typeof other || Array.isArray(one) !== Array.isArray(other)) return false
  if (typeof one === 'string') return one.trim() === other.trim()
  if (one === undefined || other === undefined) return one === other
  if (Array.isArray(one)) return one.length === other.length && one.every((item, at) => same(item, other[at]))
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]))
}

/** The first change that brings a node nearer to its target; null: it says it already. */
function changeOf(slot, target, writer) {
  const { value: node } = slot
  if (same(plain(node), target) && !isAbsent(node)) return null
  if (node.kind === 'map' && isMap(target) && node.entries.length) return changeOfMap(node, target, writer)
  if (node.kind === 'list' && Array.isArray(target) && node.items.length) return changeOfList(node, target, writer)
  return writer.replace(slot, target)
}

/** @param {Value | undefined} value */
export const isMap = (value) => typeof value === 'object' && !Array.isArray(value)

function changeOfMap(node, target, writer) {
  const { entries } = node
  const told = entries.filter(({ value }) => !isAbsent(value))
  const gone = told.filter(({ key }) => !(key.text in target))
  const added = Object.keys(target).filter((key) => !entries.some((entry) => entry.key.text === key))
  const pairs = gone.flatMap(({ key, value }) => added.map((name) => ({ key, value, name })))
  const renamed = pairs.find(({ value, name }) => same(target[name], plain(value))) ?? pairs.find(({ key, name }) => shareDay(key.text, name))
  if (renamed) return { start: renamed.key.start, end: renamed.key.end, text: writer.key(renamed.name, node.flow) }
  for (const entry of entries) {
    if (!(entry.key.text in target)) continue
    const change = changeOf({ ...entry, flow: node.flow, name: entry.key.text, column: columnOf(writer.text, entries[0].start) }, target[entry.key.text], writer)
    if (change) return change
  }
  if (!added.length) return writer.remove(node, entries, gone[0])
  const names = Object.keys(target) // these come before others go, so that something always stands there
  const [name] = added
  const before = names.slice(0, names.indexOf(name)).findLast((key) => entries.some((entry) => entry.key.text === key))
  const previous = entries.find((entry) => entry.key.text === before)
  return writer.insert(node, entries, previous, (column) => writer.entry(name, target[name], column, node.flow))
}

function changeOfList(node, target, writer) {
  const { items } = node
  const kept = common(items.map(({ value }) => plain(value)), target)
  let previous
  let from = 0
  let to = 0
  for (const [own, wanted] of [...kept, [items.length, target.length]]) {
    if (from < own && to < wanted) {
      const item = items[from]
      if (wanted - to < own - from && !alike(plain(item.value), target[to])) return writer.remove(node, items, item)
      return changeOf({ ...item, flow: node.flow, name: writer.name, column: columnOf(writer.text, item.start) }, target[to], writer)
    }
    if (from < own) return writer.remove(node, items, items[from])
    if (to < wanted) {
      return writer.insert(node, items, items[from - 1] ?? previous, (column) => writer.item(target[to], column, node.flow))
    }
    previous = items[own]
    from = own + 1
    to = wanted + 1
  }
  return null
}

/** Whether two items are likely one and the same, changed: some text of theirs is equal. */
export function alike(one, other) {
  if (!isMap(one) || !isMap(other)) return false
  return Object.keys(one).some((key) => key in other && same(one[key], other[key]))
}

/** The longest common part of two lists, as pairs of positions. */
export function common(one, other) {
  const lengths = Array.from({ length: one.length + 1 }, () => new Array(other.length + 1).fill(0))
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = same(one[i], other[j]) ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1])
    }
  }
  const pairs = []
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (same(one[i], other[j])) pairs.push([i++, j++])
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1
    else j += 1
  }
  return pairs
}

// --- writing ---

/** Writes parts of a file, and says where they go. */
class Writer {
  constructor(text, typed) {
    this.text = text
    this.typed = typed
  }

  lineEnd(at) {
    const end = this.text.indexOf('\n', at)
    return end < 0 ? this.text.length : end - (this.text[end - 1] === '\r' ? 1 : 0)
  }

  /** Another value in the place of a slot's. */
  replace({ value: node, start, after, flow, name, column = 0 }, target) {
    if (node.kind === 'text' && typeof target === 'string' && !target.includes('\n') && (node.quote === '"' || node.quote === "'")) {
      return { start: node.start, end: node.end, text: quotedAs(node.quote, target) }
    }
    const lines = node.block?.lines.length && typeof target === 'string' ? linesOf(node, target.trim()) : null
    if (lines) {
      const indent = ' '.repeat(node.block.indent)
      return { start: node.block.start, end: node.end, text: lines.map((line) => line && indent + line).join('\n') }
    }
    const inItem = after === start + 1 && this.text[start] === '-'
    const written = this.value(target, flow ? 0 : column + (inItem ? 2 : 0), flow, name, inItem)
    if (isAbsent(node)) {
      const at = written.startsWith('\n') ? this.lineEnd(after) : after
      return { start: at, end: at, text: written }
    }
    if (flow) return { start: node.start, end: node.end, text: written.trimStart() }
    const [head, ...more] = written.split(/(?=\n)/)
    if (!more.length) return { start: after, end: node.end, text: written }
    const end = this.lineEnd(node.end) // a comment stays on its line
    return { start: after, end, text: [head, this.text.slice(node.end, end), ...more].join('') }
  }

  /** Without one of the parts of a list or mapping. */
  remove(node, parts, part) {
    const at = parts.indexOf(part)
    const next = parts[at + 1]
    if (node.flow) {
      if (next) return { start: part.start, end: next.start, text: '' }
      return { start: at ? parts[at - 1].end : part.start, end: part.end, text: '' }
    }
    const line = this.text.lastIndexOf('\n', part.start - 1) + 1
    if (this.text.slice(line, part.start).trim()) {
      // behind a dash: what follows moves up
      return next ? { start: part.start, end: next.start, text: '' } : { start: part.start, end: part.end, text: '' }
    }
    const end = this.lineEnd(part.end)
    if (end === this.text.length) return { start: Math.max(0, line - 1), end, text: '' }
    const after = this.text.indexOf('\n', end) + 1
    const gap = line === part.start && /\n\r?\n$/.test(this.text.slice(0, line)) ? /^\r?\n/.exec(this.text.slice(after)) : null
    return { start: line, end: after + (gap?.[0].length ?? 0), text: '' }
  }

  /** With one part more, behind another (none: in front). */
  insert(node, parts, previous, write) {
    if (node.flow) {
      if (previous) return { start: previous.end, end: previous.end, text: `, ${write(0)}` }
      return { start: parts[0].start, end: parts[0].start, text: `${write(0)}, ` }
    }
    const column = columnOf(this.text, parts[0].start)
    const indent = ' '.repeat(column)
    if (previous) {
      const at = this.lineEnd(previous.end)
      const isApart = column === 0 && BLANK_LINE.test(this.text.slice(at)) // as its neighbours are
      return { start: at, end: at, text: `\n${isApart ? '\n' : ''}${indent}${write(column)}` }
    }
    return { start: parts[0].start, end: parts[0].start, text: `${write(column)}\n${indent}` }
  }

  /** "key: value", of which the first line stands at `column`. */
  entry(key, value, column, inFlow) {
    return `${this.key(key, inFlow)}:${this.value(value, column, inFlow, key)}`
  }

  /** "- value". */
  item(value, column, inFlow) {
    return inFlow ? this.value(value, 0, true).trimStart() : `-${this.value(value, column + 2, false, undefined, true)}`
  }

  key(key, inFlow) {
    return isPlain(key, inFlow) && !/: |#/.test(key) ? key : quotedAs('"', key)
  }

  /** What stands behind a colon or dash: " text", or a line end and deeper lines. */
  value(value, column, inFlow, name, inItem = false) {
    if (typeof value === 'string') return this.words(value.trim(), column, inFlow, name, inItem)
    const flow = this.flow(value, name)
    const isShort = column + (name?.length ?? 0) + flow.length + 2 <= WIDTH
    if (inFlow || (isShort && isSimple(value))) return ` ${flow}`
    const deeper = inItem ? column : column + 2
    const indent = ' '.repeat(deeper)
    const lines = Array.isArray(value)
      ? value.map((item) => `${indent}${this.item(item, deeper, false)}`)
      : Object.entries(value).map(([key, own]) => `${indent}${this.entry(key, own, deeper, false)}`)
    return inItem ? ` ${lines.join('\n').trimStart()}` : `\n${lines.join('\n')}`
  }

  flow(value, name) {
    if (typeof value === 'string') return this.words(value.trim(), 0, true, name).trimStart()
    if (Array.isArray(value)) return `[${value.map((item) => this.flow(item)).join(', ')}]`
    return `{${Object.entries(value).map(([key, own]) => this.entry(key, own, 0, true)).join(', ')}}`
  }

  words(text, column, inFlow, name, inItem = false) {
    if (text.includes('\n')) {
      if (inFlow || !mayBeBlock(text)) return ` ${JSON.stringify(text)}`
      const indent = ' '.repeat(inItem ? column : column + 2)
      return ` |\n${text.split('\n').map((line) => line && indent + line).join('\n')}`
    }
    const mayBePlain = isPlain(text, inFlow) && (!LOOKS_TYPED.test(text) || this.typed.has(name))
    return ` ${mayBePlain ? text : quotedAs('"', text)}`
  }
}

/** Whether a value reads best on one line: a list of texts, or words in some languages. */
function isSimple(value) {
  const parts = Object.values(value)
  if (!parts.every((part) => typeof part === 'string' && !part.includes('\n'))) return false
  return Array.isArray(value) || Object.keys(value).every((key) => LANGUAGE.test(key))
}

/** A text in the lines of the block that holds another; null: such a block can't say it. */
function linesOf({ quote, block }, text) {
  if (!mayBeBlock(text)) return null
  const lines = quote === '|' ? text.split('\n') : refolded(text, block.lines)
  return quote === '|' || folded(lines) === text ? lines : null
}

const mayBeBlock = (text) => !/^\s|[^\S\n]\n|\t/.test(text)

function isPlain(text, inFlow) {
  if (!text || text !== text.trim() || INDICATORS.test(text) || /: |:$| #|[\n\r\t\0-\x1f\x7f-\x9f\ufeff\u2028\u2029]/.test(text)) return false
  if (/^(?:---|\.\.\.)/.test(text)) return false
  return !inFlow || !/[,[\]{}]|:[,[\]{}]/.test(text)
}

function quotedAs(quote, text) {
  if (quote === "'" && !/[\0-\x1f\x7f-\x9f\ufeff\u2028\u2029]/.test(text)) return `'${text.replaceAll("'", "''")}'`
  return JSON.stringify(text).replace(/[\x7f-\x9f\ufeff\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
