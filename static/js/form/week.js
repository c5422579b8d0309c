/**
 * The hours of a week: a row for each day, a second session where there is a break, and hours copied from day to day.
 */

import { element } from '../finder/words.js'
import { clock, readDays, readSpans, WEEK } from '../lib/hours_text.js'
import { WrongValue } from '../lib/wrong.js'
import { idOf, quietButton } from './parts.js'
import { daysOf, OPEN, sameHours, weeklyOf } from './week_value.js'

const WEEKDAYS = [0, 1, 2, 3, 4]

/**
 * @param {import('../lib/checks.js').Path} path - of the mapping of days to hours
 * @param {{ label: string, hint: string, required?: boolean }} about
 * @param {import('./controls.js').Desk} desk
 */
export function weekEditor(path, about, desk) {
  const { words, days: names, list } = desk.terms
  const own = desk.get(path)
  const before = structuredClone(desk.base(path) ?? own)
  const days = daysOf(own).map(sessionsOf)
  const point = Object.values(before ?? {}).some((text) => /\d:\d/.test(text)) ? ':' : '.'
  const rows = element('div', { class: 'week' })
  const made = element('fieldset', { class: 'group week-group' }, element('legend', {}, about.label), rows)
  const noteId = (day) => `${idOf(path)}-${day}-note`

  function keep() {
    const weekly = weeklyOf(days.map(textOf), before, list.languages[0])
    desk.set(path, weekly)
    placeProblems(weekly)
  }

  /** A line of the file may be of several days; what is wrong with it is shown at the first. */
  function placeProblems(weekly = {}) {
    desk.forget(path)
    desk.place(path, { input: made, note: rows.querySelector('.field__note') })
    for (const key of Object.keys(weekly)) {
      const [day = 0] = tried(() => readDays(key)) ?? []
      const row = rows.children[day]
      const times = [...row.querySelectorAll('.week__time')]
      const input = times.find((own) => !own.value) ?? times[0] ?? row.querySelector('input')
      desk.place([...path, key], { input, note: row.querySelector('.field__note') })
    }
  }

  function draw(focus = null) {
    rows.replaceChildren(...WEEK.map(rowOf))
    placeProblems(desk.get(path))
    if (focus) document.getElementById(focus)?.focus()
  }

  function rowOf(day) {
    const sessions = days[day]
    const id = (part) => `${idOf(path)}-${day}-${part}`
    const name = names[day]
    const open = element('input', { type: 'checkbox', id: id('open') })
    open.checked = sessions.length > 0
    open.addEventListener('change', () => {
      days[day] = open.checked ? [['', '']] : []
      keep()
      draw(id(open.checked ? 'from-0' : 'open'))
    })
    const toggle = element('label', { class: 'tick week__day' }, open, element('span', {}, name))
    const note = element('p', { class: 'field__note', id: noteId(day), hidden: true })
    if (!sessions.length) {
      return element('div', { class: 'week__row week__row--closed' }, toggle, element('span', { class: 'week__closed' }, words('week.closed')), note)
    }
    const spans = sessions.map((session, at) => spanOf(day, session, at, id))
    const second = sessions.length > 1
    const split = element(
      'button',
      {
        type: 'button',
        class: 'text-button',
        id: id('split'),
        click() {
          days[day] = second ? [[sessions[0][0], sessions.at(-1)[1]]] : [[sessions[0][0], ''], ['', sessions[0][1]]]
          keep()
          draw(id(second ? 'split' : 'to-0'))
        },
      },
      words(second ? 'week.join' : 'week.split'),
      element('span', { class: 'visually-hidden' }, `: ${name}`),
    )
    return element('div', { class: 'week__row' }, toggle, element('div', { class: 'week__spans' }, ...spans), element('div', { class: 'week__tools' }, split, copying(day, id)), note)
  }

  function spanOf(day, session, at, id) {
    const time = (end) => {
      const key = ['opens', 'closes'][end] + (at ? '_again' : '')
      const input = element('input', {
        type: 'text',
        inputmode: 'decimal',
        class: 'week__time',
        id: id(`${end ? 'to' : 'from'}-${at}`),
        'aria-label': words(`week.${key}`, { day: names[day] }),
        'aria-describedby': noteId(day),
        placeholder: end ? '16.00' : '08.00',
        maxlength: '11',
        autocomplete: 'off',
      })
      input.value = session[end]
      input.addEventListener('input', () => {
        session[end] = input.value
        keep()
      })
      input.addEventListener('change', () => {
        session[end] = input.value = tidyTime(input.value, point)
        keep()
        const key = Object.keys(desk.get(path) ?? {}).find((own) => tried(() => readDays(own))?.includes(day))
        if (key && days[day].every((own) => own.every(Boolean))) desk.leave([...path, key])
      })
      return input
    }
    return element('span', { class: 'week__span' }, time(0), element('span', { 'aria-hidden': 'true' }, '–'), time(1))
  }

  /** Buttons, for a list to choose from would copy with each press of an arrow key. */
  function copying(day, id) {
    const others = WEEK.filter((other) => other !== day)
    const copyTo = (chosen) => () => {
      for (const other of chosen) days[other] = structuredClone(days[day])
      keep()
      draw(id('copy'))
      desk.say(words('week.copied', { day: names[day], days: chosen.map((other) => names[other]).join(', ') }))
    }
    const choices = [
      [words('week.copy_weekdays'), WEEKDAYS.filter((other) => other !== day)],
      [words('week.copy_all'), others],
      ...others.map((other) => [names[other], [other]]),
    ]
    const buttons = choices.map(([text, chosen]) => element('button', { type: 'button', class: 'text-button', click: copyTo(chosen) }, text))
    return element(
      'details',
      { class: 'week__copy' },
      element('summary', { id: id('copy') }, words('week.copy'), element('span', { class: 'visually-hidden' }, `: ${names[day]}`)),
      element('div', { class: 'week__targets', role: 'group', 'aria-label': words('week.copy_label', { day: names[day] }) }, ...buttons),
    )
  }

  /** The file's words for a day; null: closed. What tells the same hours as before keeps its spelling. */
  function textOf(sessions, day) {
    if (!sessions.length) return null
    const text = sessions.filter((own) => own.some(Boolean)).map(([from, to]) => `${from || OPEN}-${to || OPEN}`).join(', ')
    const old = daysOf(before)[day]
    return sameHours(old, text) ? old : text || OPEN
  }

  if (about.required || own) draw()
  else rows.append(quietButton(words('week.start'), () => draw(`${idOf(path)}-0-open`), `: ${about.label}`))
  return made

  /** "08.00-12.00, 13.00-16.00" as pairs of texts. */
  function sessionsOf(text) {
    if (text === null) return []
    const spans = tried(() => readSpans(text))
    const mark = /\d:\d/.test(text) ? ':' : '.'
    if (spans) return spans.map(([opens, closes]) => [clock(opens, mark), clock(closes, mark)])
    return text.split(',').map((part) => {
      const [from, ...to] = part.trim().split('-')
      return [from, to.join('-')].map((time) => (time === OPEN ? '' : time))
    })
  }
}

/** "8" and "8.00" as "08.00"; what is no time stays, for the check to say so. */
function tidyTime(text, point) {
  const match = /^([0-9]{1,2})(?:\s*[.:,]\s*([0-9]{2}))?$/.exec(text.trim())
  return match ? `${match[1].padStart(2, '0')}${point}${match[2] ?? '00'}` : text.trim()
}

function tried(read) {
  try {
    return read()
  } catch (error) {
    if (error instanceof WrongValue) return null
    throw error
  }
}

/** Hours of the whole record: the week, and what differs from it, folded until somebody wants it. */
export function hoursControl(path, desk, fields) {
  const { words } = desk.terms
  const frame = element('div', { class: 'hours-parts' })
  const draw = (focus) => {
    desk.forget(path)
    const note = element('p', { class: 'field__note', hidden: true })
    if (!desk.get(path)) {
      const start = quietButton(words('week.start'), () => {
        desk.set(path, { weekly: {} })
        draw(true)
      })
      desk.place(path, { input: start, note })
      frame.replaceChildren(element('p', {}, words('week.none')), start, note)
      return
    }
    desk.place(path, { input: frame, note })
    const clear = quietButton(words('week.clear'), () => {
      desk.set(path, undefined)
      draw()
      frame.querySelector('button').focus()
    })
    frame.replaceChildren(...fields(path), clear, note)
    if (focus) frame.querySelector('input').focus()
  }
  draw()
  return frame
}
