/** The form without its page: files changed line by line, weeks, drafts, changes in words, and the ways out. */

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import { changesOf } from '../../static/js/form/changes.js'
import { meantBy } from '../../static/js/form/choose.js'
import { lineChanges } from '../../static/js/form/lines.js'
import { rebase } from '../../static/js/form/merge.js'
import { pointIn } from '../../static/js/form/point.js'
import { briefMessage, emailPage, githubPage, message, whatsappPage } from '../../static/js/form/send.js'
import { makeTerms } from '../../static/js/form/terms.js'
import { outerPath, tidy } from '../../static/js/form/value.js'
import { daysOf, OPEN, weeklyOf } from '../../static/js/form/week_value.js'
import { checkCentre } from '../../static/js/lib/checks.js'
import { RegionTable } from '../../static/js/lib/region_table.js'
import { changeYaml, plain, readYaml, same, UnreadableError, writeYaml } from '../../static/js/lib/yaml_edit.js'

const root = new URL('../../', import.meta.url)
const read = (path) => readFileSync(new URL(path, root), 'utf8')
const list = JSON.parse(read('tests/cases/field_list.json'))
const flat = (value, start = '') =>
  typeof value === 'string' || 'other' in value && Object.values(value).every((own) => typeof own === 'string') && !('business' in value)
    ? { [start]: value }
    : Object.assign({}, ...Object.entries(value).map(([key, own]) => flat(own, start ? `${start}.${key}` : key)))
const { form } = plain(readYaml(read('templates/locale/id/form.yaml')))
const { field } = plain(readYaml(read('templates/locale/id/fields.yaml')))
const fieldWords = Object.assign({}, ...Object.entries(field).flatMap(([path, own]) => Object.entries(own).map(([kind, text]) => ({ [`${path}.${kind}`]: text }))))
const terms = makeTerms(list, { form: flat(form), field: fieldWords, problem: {} }, 'id', (code) => (code === '35.01' ? 'Kabupaten Contoh' : ''))

const FILE = `# yaml-language-server: $schema=../../schemas/centre.schema.json
name: Pusat Contoh   # as on its sign

location:
  region_code: "35.01"
  latitude: -8.20712
opening_hours:
  weekly:
    Senin-Kamis: 08.00-16.00
    Jumat: 08.00-11.30, 13.00-16.00   # after prayers
  # seasons come later
services:
  - pembiayaan
  # the consultant comes on Wednesdays
  - id: pemasaran
    cost: gratis
facilities: [galeri, aula]
awards:
  - name: Juara pertama
status_note: Buka  # sementara

description: |  # from the leaflet
  Satu.

  Dua.
notes: >-
  Satu dua tiga
  empat lima enam

  tujuh delapan
`

/** The file with one part of its value changed. */
function changed(change, text = FILE) {
  const value = plain(readYaml(text))
  change(value)
  const after = changeYaml(text, value, new Set(['latitude', 'established']))
  assert.ok(same(plain(readYaml(after)), value))
  return lineChanges(text, after).filter(({ mark }) => mark !== ' ').map(({ mark, text: line }) => `${mark}${line}`)
}

test('a closing time changes its own line, whose comment stays', () => {
  assert.deepEqual(changed((value) => (value.opening_hours.weekly.Jumat = '08.00-11.30, 13.00-16.30')), [
    '-    Jumat: 08.00-11.30, 13.00-16.00   # after prayers',
    '+    Jumat: 08.00-11.30, 13.00-16.30   # after prayers',
  ])
})

test('days that share a line are told apart by renaming its key', () => {
  assert.deepEqual(changed((value) => (value.opening_hours.weekly = { 'Senin-Rabu': '08.00-16.00', Kamis: '08.00-12.00', Jumat: '08.00-11.30, 13.00-16.00' })), [
    '-    Senin-Kamis: 08.00-16.00',
    '+    Senin-Rabu: 08.00-16.00',
    '+    Kamis: 08.00-12.00',
  ])
})

test('a line of days whose hours change too keeps its comment', () => {
  assert.deepEqual(changed((value) => (value.opening_hours.weekly = { 'Senin-Kamis': '08.00-16.00', 'Jumat-Sabtu': '08.00-11.30' })), [
    '-    Jumat: 08.00-11.30, 13.00-16.00   # after prayers',
    '+    Jumat-Sabtu: 08.00-11.30   # after prayers',
  ])
})

for (const [name, change, lines] of [
  ['a quoted text stays quoted', (v) => (v.location.region_code = '35.02'), ['-  region_code: "35.01"', '+  region_code: "35.02"']],
  ['a new key stands where the field list has it', (v) => (v.location = { region_code: '35.01', postal_code: '63511', latitude: '-8.20712' }), ['+  postal_code: "63511"']],
  ['numbers that are numbers need no quotes', (v) => (v.location.latitude = '-8.3'), ['-  latitude: -8.20712', '+  latitude: -8.3']],
  ['one more in a list on one line', (v) => v.facilities.push('wifi'), ['-facilities: [galeri, aula]', '+facilities: [galeri, aula, wifi]']],
  ['one less', (v) => v.facilities.shift(), ['-facilities: [galeri, aula]', '+facilities: [aula]']],
  ['an item goes, comments stay', (v) => v.services.shift(), ['-  - pembiayaan']],
  ['the last key of an item goes', (v) => delete v.services[1].cost, ['-    cost: gratis']],
  ['an id becomes a record', (v) => (v.services[0] = { id: 'pembiayaan', cost: 'gratis: ya' }), ['-  - pembiayaan', '+  - id: pembiayaan', '+    cost: "gratis: ya"']],
  ['lines of a long text', (v) => (v.description = 'Satu.\n\nTiga.'), ['-  Dua.', '+  Tiga.']],
  ['a whole part goes', (v) => delete v.facilities, ['-facilities: [galeri, aula]']],
  ['an item keeps its dash when all its keys are others', (v) => (v.awards[0] = { year: '2020', by: 'Bupati' }), ['-  - name: Juara pertama', '+  - year: "2020"', '+    by: Bupati']],
  ['a block stays one, on one line too', (v) => (v.description = 'Satu saja.'), ['-  Satu.', '-', '-  Dua.', '+  Satu saja.']],
  ['a word in a folded block changes its line', (v) => (v.notes = 'Satu dua tiga empat 5 enam\ntujuh delapan'), ['-  empat lima enam', '+  empat 5 enam']],
  ['a folded block takes one more paragraph', (v) => (v.notes += '\nsembilan'), ['+', '+  sembilan']],
  ['a folded block loses a line', (v) => (v.notes = 'Satu dua tiga\ntujuh delapan'), ['-  empat lima enam']],
  ['a folded block that can not say it is written anew', (v) => (v.notes = 'Satu\n - dua'), ['-notes: >-', '-  Satu dua tiga', '-  empat lima enam', '-', '-  tujuh delapan', '+notes: |', '+  Satu', '+   - dua']],
  ['a comment stays on its line when more lines come', (v) => (v.status_note = 'Satu\nDua'), ['-status_note: Buka  # sementara', '+status_note: |  # sementara', '+  Satu', '+  Dua']],
  ['what looks like yes is quoted', (v) => (v.status = 'yes'), ['+status: "yes"']],
]) {
  test(name, () => assert.deepEqual(changed(change), lines))
}

test('line ends and a byte order mark stay', () => {
  const text = `\ufeff${FILE.replaceAll('\n', '\r\n')}`
  const value = plain(readYaml(text))
  value.facilities.push('wifi')
  assert.equal(changeYaml(text, value), text.replace('[galeri, aula]', '[galeri, aula, wifi]'))
})

test('a file that says nothing new is left alone', () => {
  const folders = ['content/centres/', 'examples/libraries/content/centres/']
  const files = folders.flatMap((folder) => readdirSync(new URL(folder, root)).filter((name) => name.endsWith('.yaml')).map((name) => folder + name))
  assert.ok(files.length > 80)
  for (const file of files) assert.equal(changeYaml(read(file), plain(readYaml(read(file)))), read(file))
})

test('an item without anything is seen, and goes', () => {
  const text = 'contacts:\n  - phone: 0357 1\n  - \n'
  assert.equal(changeYaml(text, { contacts: [{ phone: '0357 1' }] }), 'contacts:\n  - phone: 0357 1\n')
})

for (const text of ['a: *b', 'a: !x b', '&x a: b', 'a: b\n c: d', '- a: b\n-c', 'a: "b', 'a: [b', '%YAML 1.1\n---\na: b', '? a\n: b', 'a: 1\na: 2', 'a:\tb']) {
  test(`refused, not guessed: ${JSON.stringify(text)}`, () => assert.throws(() => readYaml(text), UnreadableError))
}

test('a new file reads back', () => {
  const value = { name: 'Pusat: Baru', location: { region_code: '35.10.04', latitude: '-8.2' }, serves: ['35.10'], services: ['a', { id: 'b', description: 'Satu\n\nDua' }], contacts: [{ label: { id: 'Loket', en: 'Desk' }, phone: '0357 1' }] }
  const text = writeYaml(value, new Set(['latitude']))
  assert.ok(same(plain(readYaml(text)), value))
  assert.match(text, /region_code: "35\.10\.04"\n {2}latitude: -8\.2\nserves: \["35\.10"\]\n/)
})

test('no hint speaks of quotation marks or files that a form does not have', () => {
  const { problem } = plain(readYaml(read('templates/locale/id/problems.yaml')))
  const { problem: say } = makeTerms(list, { form: flat(form), field: fieldWords, problem: flat(problem) }, 'id')
  for (const code of ['region-code', 'unknown-region', 'postal-code']) {
    const { message, hint } = say({ code, values: { typed: 'x', example: '60111' } })
    assert.doesNotMatch(hint, /kutip|csv|"/)
    assert.equal(message, problem[code].message.replace('{typed}', 'x'))
  }
  assert.equal(say({ code: 'region-code', values: { typed: '"35.01"', guess: '"35.01"' } }).hint, 'Tulis 35.01')
})

test('what is missing or too many is told by what stands beside the boxes, not by keys of a file', () => {
  for (const language of ['id', 'en']) {
    const { problem } = plain(readYaml(read(`templates/locale/${language}/problems.yaml`)))
    const own = plain(readYaml(read(`templates/locale/${language}/form.yaml`))).form
    const { problem: say } = makeTerms(list, { form: flat(own), field: fieldWords, problem: flat(problem) }, language)
    const values = { typed: 'A', key: 'latitude', other: 'longitude', guess: 'name: A', status: 'active', line: '2' }
    for (const code of ['missing-key', 'dates-which', 'hours-or-closed', 'coordinates-half', 'contact-empty', 'consent', 'id-or-name', 'status-until', 'entry-twice', 'dates-overlap']) {
      const { message, hint } = say({ code, values: { ...values, distance: '8', region: 'B', code: '35', date: '2026-12-24' } })
      assert.doesNotMatch(`${message} ${hint}`, /status_until|: true|hours:|name:|phone,|\bdate:|from (?:dan|and)|\bid\b|\{|baris|\bline/, code)
    }
  }
})

test('a week keeps the lines whose days did not change', () => {
  const before = { 'Senin-Kamis': '08.00-16.00', Jumat: '08.00-11.30' }
  const days = daysOf(before)
  days[4] = '08.00-11.00'
  assert.deepEqual(weeklyOf(days, before, 'en'), { 'Senin-Kamis': '08.00-16.00', Jumat: '08.00-11.00' })
  days[5] = '08.00-16.00'
  assert.deepEqual(weeklyOf(days, before, 'en'), { 'Senin-Kamis, Sabtu': '08.00-16.00', Jumat: '08.00-11.00' })
  assert.deepEqual(weeklyOf(daysOf({ Senin: '8.00-16.00' }), { Senin: '8.00-16.00' }, 'id'), { Senin: '8.00-16.00' })
  assert.equal(weeklyOf(daysOf(undefined), undefined, 'id'), undefined)
  days[4] = null
  assert.equal(weeklyOf(days, before, 'en').Jumat, 'tutup')
})

test('what is empty is not written, and paths lead back to where it stands', () => {
  const value = { name: ' Pusat ', contacts: [{}, { phone: '1', label: '' }], status: '' }
  assert.deepEqual(tidy(value, { kind: 'record', record: 'centre' }, list.records), { name: 'Pusat', contacts: [{ phone: '1' }] })
  assert.deepEqual(outerPath(value, ['contacts', 0, 'phone']), ['contacts', 1, 'phone'])
})

test('a draft takes only its own changes to a newer file', () => {
  const base = {
    name: 'A',
    services: ['a', 'b'],
    location: { region_code: '35.01', postal_code: '63511' },
    contacts: [{ label: 'Loket', phone: '1' }, { phone: '2' }],
    opening_hours: { weekly: { 'Senin-Kamis': '08.00-16.00', Jumat: '08.00-11.00' } },
  }
  const after = (value, change) => {
    const own = structuredClone(value)
    change(own)
    return own
  }
  const drafted = (v) => {
    v.name = 'B'
    v.services = ['a', 'b', 'c']
    v.location.postal_code = '63512'
    v.contacts[0].whatsapp = '3'
    v.contacts.push({ phone: '4' })
    v.opening_hours.weekly.Jumat = '08.00-12.00'
  }
  const others = (v) => {
    v.established = '2021'
    v.services = ['d', 'b']
    v.location.landmark = 'Pasar'
    v.contacts[0].phone = '5'
    v.contacts.splice(1, 1)
    v.opening_hours.weekly = { Senin: '09.00-16.00', 'Selasa-Kamis': '08.00-16.00', Jumat: '08.00-11.00' }
    v.opening_hours.seasons = [{ name: 'Ramadan' }]
  }
  const { value, clashes } = rebase(after(base, drafted), base, after(base, others), list)
  assert.deepEqual([...clashes], [])
  assert.deepEqual(value, {
    name: 'B',
    established: '2021',
    services: ['d', 'b', 'c'],
    location: { region_code: '35.01', postal_code: '63512', landmark: 'Pasar' },
    contacts: [{ label: 'Loket', phone: '5', whatsapp: '3' }, { phone: '4' }],
    opening_hours: { weekly: { Senin: '09.00-16.00', 'Selasa-Kamis': '08.00-16.00', Jumat: '08.00-12.00' }, seasons: [{ name: 'Ramadan' }] },
  })
  const clash = rebase(after(base, drafted), base, after(base, (v) => (v.opening_hours.weekly.Jumat = '08.00-10.00')), list)
  assert.deepEqual([...clash.clashes], ['opening_hours'])
  assert.equal(clash.value.opening_hours.weekly.Jumat, '08.00-12.00')
  const gone = rebase(after(base, (v) => v.contacts.pop()), base, after(base, (v) => (v.contacts[1].email = 'a@example.go.id')), list)
  assert.deepEqual([...gone.clashes], ['contacts'])
  assert.equal(gone.value.contacts.length, 1)
  assert.deepEqual(rebase(base, base, { name: 'C' }, list), { value: { name: 'C' }, clashes: new Set() })
})

test('changes in words', () => {
  const before = plain(readYaml(FILE))
  const after = structuredClone(before)
  after.opening_hours.weekly.Jumat = '08.00-11.30, 13.00-16.30'
  after.status = 'temporarily_closed'
  after.facilities = ['galeri']
  after.contacts = [{ label: 'Loket', whatsapp: '0357 1' }]
  after.consultants = [{ name: 'Nama', consent: 'true' }]
  after.opening_hours.exceptions = [{ date: '2026-12-31', closed: 'true', reason: 'Cuti' }]
  after.commodities = [{ id: 'gula kelapa', en: 'palm sugar' }]
  after.serves = ['35.01']
  assert.deepEqual(changesOf(before, after, terms), [
    { label: 'Status', before: null, after: 'Tutup sementara' },
    { label: 'Wilayah yang dilayani', before: null, after: 'Kabupaten Contoh (35.01)' },
    { label: 'Kontak', before: null, after: 'Nama kontak: Loket; WhatsApp: 0357 1' },
    { label: 'Jam buka, Jumat', before: '08.00-11.30, 13.00-16.00', after: '08.00-11.30, 13.00-16.30' },
    { label: 'Jam buka, Tanggal tertentu', before: null, after: 'Tanggal: 31 Desember 2026; Tutup pada tanggal ini; Alasan: Cuti' },
    { label: 'Konsultan', before: null, after: 'Nama: Nama; Orangnya setuju namanya diumumkan' },
    { label: 'Fasilitas', before: 'aula', after: null },
    { label: 'Komoditas', before: null, after: 'gula kelapa / palm sugar' },
  ])
  const closed = structuredClone(after)
  delete after.opening_hours.exceptions[0].closed
  assert.deepEqual(changesOf(after, closed, terms), [{ label: 'Jam buka, Tanggal tertentu 1, Tutup pada tanggal ini', before: null, after: 'ya' }])
  assert.equal(terms.placeName(['opening_hours', 'exceptions', 2, 'closed']), 'Jam buka, Tanggal tertentu 3, Tutup pada tanggal ini')
  assert.equal(terms.placeName(['opening_hours', 'weekly', 'Senin-Kamis']), 'Jam buka, Senin-Kamis')
})

test('dates in words, as far as they are dates', () => {
  const said = (reader, text) => terms.optionName({ kind: 'value', reader }, text)
  assert.equal(said('date', '2027-02-08'), '8 Februari 2027')
  assert.equal(said('date_time', '2026-12-03 09.00'), '3 Desember 2026 09.00')
  assert.deepEqual(['2024', '2024-10', '2024-10-09'].map((text) => said('partial_date', text)), ['2024', 'Oktober 2024', '9 Oktober 2024'])
  for (const text of ['2026-13-01', '2026-12-311', 'besok']) assert.equal(said('date', text), text)
})

test('what was assured is called as its section is', () => {
  const { problem } = plain(readYaml(read('templates/locale/id/problems.yaml')))
  const { problem: say } = makeTerms(list, { form: flat(form), field: fieldWords, problem: flat(problem) }, 'id')
  const { message } = say({ code: 'assured-old', values: { typed: '2025-10-01', limit: '365', fields: 'opening_hours, contacts' } })
  assert.match(message, /: Jam buka, Kontak\.$/)
})

test('ways out', () => {
  const parcel = { name: 'Pusat Contoh', file: 'content/centres/contoh.yaml', text: 'name: Pusat & Contoh\n', isNew: false, changes: [{ label: 'Jam buka, Jumat', before: '08.00-16.00', after: null }] }
  assert.deepEqual(githubPage('https://github.com/contoh/direktori/', parcel), { href: 'https://github.com/contoh/direktori/edit/main/content/centres/contoh.yaml', isFilled: false })
  const filled = githubPage('https://github.com/contoh/direktori.git', { ...parcel, isNew: true })
  assert.deepEqual(filled, { href: 'https://github.com/contoh/direktori/new/main?filename=content%2Fcentres%2Fcontoh.yaml&value=name%3A%20Pusat%20%26%20Contoh%0A', isFilled: true })
  assert.equal(githubPage('https://github.com/contoh/direktori', { ...parcel, isNew: true, text: 'x'.repeat(9000) }).isFilled, false)
  for (const other of [null, 'https://example.org/contoh/direktori', 'https://github.com/contoh', 'javascript:https://github.com/a/b']) assert.equal(githubPage(other, parcel), null)
  const text = message(parcel, terms.words)
  assert.equal(text, 'Usulan perubahan untuk Pusat Contoh (content/centres/contoh.yaml):\n\n- Jam buka, Jumat: 08.00-16.00 → dihapus')
  assert.equal(whatsappPage('+62812', 'a b'), 'https://wa.me/62812?text=a%20b')
  assert.equal(whatsappPage(null, 'a'), null)
  assert.equal(emailPage('a@example.org', 'x y', 'a\nb'), 'mailto:a@example.org?subject=x%20y&body=a%0D%0Ab')
})

test('a message that is too long is cut where it can be, and says so', () => {
  const parcel = { name: 'Pusat Contoh', file: 'contoh.yaml', isNew: false }
  const told = (...afters) => briefMessage({ ...parcel, changes: afters.map((after, at) => ({ label: `Isian ${at + 1}`, before: null, after })) }, terms.words)
  assert.equal(told('a', 'b').isWhole, true)
  const long = told(`ab${'😀'.repeat(1200)}`, 'Tutup')
  assert.equal(long.isWhole, false)
  assert.match(long.text, /Isian 1: tidak diisi → ab(😀)+…\n- Isian 2: tidak diisi → Tutup\n.*berkas yang dilampirkan\.$/u)
  assert.match(whatsappPage('+62812', long.text), /Isian%202/)
  const many = told(...Array.from({ length: 90 }, () => 'x'.repeat(110)))
  assert.ok(many.text.length <= 1800)
  assert.match(many.text, /x\n… Sebagian dipendekkan/)
})

for (const text of [
  '-8.2071, 111.1029',
  '−8,2071, 111,1029',
  ' (-8.2071,111.1029) ',
  '-8.2071° 111.1029°',
  'https://www.google.com/maps/place/PLUT/@-8.3,111.2,17z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d-8.2071!4d111.1029',
  'https://www.google.com/maps?q=-8.2071%2C111.1029&z=17',
  'https://www.google.com/maps/search/?api=1&query=-8.2071,111.1029',
  'https://www.google.com/maps/@-8.2071,111.1029,17z',
  'https://www.openstreetmap.org/#map=16/-8.2071/111.1029',
]) {
  test(`a point is read: ${text}`, () => assert.deepEqual(pointIn(text), ['-8.2071', '111.1029']))
}

test('what is no point is left to the field', () => {
  for (const text of ['-8.2071', '111', 'Jl. Contoh 1.5, 2', 'https://maps.app.goo.gl/abc']) assert.equal(pointIn(text), null)
})

test('a time that nobody typed is asked for, and no hint says what this form can not take', () => {
  for (const language of ['id', 'en']) {
    const own = plain(readYaml(read(`templates/locale/${language}/form.yaml`))).form
    const { problem } = plain(readYaml(read(`templates/locale/${language}/problems.yaml`)))
    const { problem: say } = makeTerms(list, { form: flat(own), field: fieldWords, problem: flat(problem) }, language)
    for (const hours of [OPEN, `08.00-${OPEN}`, `08.00-11.30, ${OPEN}-16.00`]) {
      const value = { name: 'A', location: { region_code: '35.01' }, opening_hours: { weekly: { Senin: hours } } }
      assert.deepEqual(checkCentre(value, list).map(say), [say({ code: 'hours-open', values: {} })])
    }
    assert.match(say({ code: 'hours-span-empty', values: { typed: '00.00-00.00' } }).hint, /24\.00/)
  }
})

test('hours copied to more days join the line beside them', () => {
  const before = { 'Senin-Kamis': '08.00-16.00', Jumat: '08.00-11.30' }
  assert.deepEqual(weeklyOf(Array(7).fill('08.00-11.30'), before, 'id'), { 'Senin-Kamis': '08.00-11.30', 'Jumat-Minggu': '08.00-11.30' })
})

test('a key of every object is no id', () => {
  const [problem] = checkCentre({ name: 'A', location: { region_code: '35.01' }, services: ['constructor'] }, list, { id: 'a', today: '2026-11-21' }).filter(({ code }) => code === 'unknown-service')
  assert.deepEqual(problem.path, ['services', 0])
})

test('centres are found as people call them', () => {
  const entries = [['a', 'PLUT Daerah Istimewa Yogyakarta'], ['b', 'PLUT Kabupaten Pacitan'], ['c', 'PLUT Kota Malang']]
  const regions = new RegionTable([['34', 'Daerah Istimewa Yogyakarta', 'province', '']], [['Jogja', '34']])
  const found = (text) => meantBy(entries, text, (word) => regions.calledBy(word)).map(([id]) => id).join('')
  assert.deepEqual(['', 'jogja', 'kab. pacitan', 'PLUT malang', 'plut jogja', 'surabaya'].map(found), ['abc', 'a', 'b', 'c', 'a', ''])
})

test('an example stands beside what has to be typed in one form', () => {
  assert.equal(terms.hint('event', 'start'), 'Tanggal dan jam setempat. Contoh: 2026-12-03 09.00')
  assert.equal(terms.hint('exception', 'hours'), 'Kosongkan bila tutup. Contoh: 08.00-12.00')
  assert.equal(terms.hint('location', 'postal_code'), '')
  assert.equal(terms.hint('centre', 'name'), 'Nama pusat seperti di papan namanya, dengan nama daerahnya.')
})
