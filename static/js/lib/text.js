/**
 * Words as people type them: small letters, word forms, typing errors, and the words that carry no meaning.
 */

/** Letters and digits alone, small and without accents; `squash` in sitegen/search.py does the same. */
export const squash = (text) => plain(text).replace(/[^\p{L}\p{N}]+/gu, '')

/** The words of a text, each squashed; a letter or two before a hyphen belongs to the next: "e-katalog". */
export const split = (text) =>
  plain(text)
    .replace(AFTER_SHORT, '$1 ')
    .replace(/['’.]/g, '')
    .replace(/(?<![\p{L}\p{N}])(\p{L}{1,2})-(?=[\p{L}\p{N}])/gu, '$1')
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** The parts of a text that spaces, commas or dots after short forms set apart; a comma stays with what it follows. */
export const tokens = (text) => text.replace(AFTER_SHORT, '$1. ').replace(/,/g, ', ').split(/\s+/).filter((token) => split(token).length)

const AFTER_SHORT = /(\p{L}{2})\./gu // "kab.sleman" is two words, "N.T.T." is one

const plain = (text) => (ASCII.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '')).toLowerCase()

const ASCII = /^[\0-\x7f]*$/ // nearly all of what is looked through

/**
 * What a word may be a form of, itself first. Rules for Indonesian affixes, and for English plurals.
 *
 * Stems need not be words: two forms of one word only have to share one.
 *
 * @param {string} word
 * @returns {string[]}
 */
export function stems(word) {
  const found = new Set([word])
  for (const form of found) {
    for (const [affix, replacement] of AFFIXES) {
      const stem = form.replace(affix, replacement)
      if (stem !== form && stem.length >= LEAST_STEM) found.add(stem)
    }
  }
  return [...found]
}

export const LEAST_STEM = 4 // letters

/** @type {[RegExp, string][]} */
const AFFIXES = [
  [/(nya|lah|kah|pun|ku|mu)$/, ''],
  [/(kan|an|i)$/, ''],
  [/^(di|ke|se|ter|ber|per)/, ''],
  [/^be(?=k)/, ''],
  [/^(me|pe)(?=[lmnrwy])/, ''],
  [/^(mem|pem)(?=[bfvp])/, ''],
  [/^(mem|pem)(?=[aeiou])/, 'p'],
  [/^(men|pen)(?=[cdjtz])/, ''],
  [/^(men|pen)(?=[aeiou])/, 't'],
  [/^(meng|peng)/, ''],
  [/^(meng|peng)(?=[aeiou])/, 'k'],
  [/^(meny|peny)(?=[aeiou])/, 's'],
  [/(?<=[^s])s$/, ''],
  [/ies$/, 'y'],
  [/(ing|ed)$/, ''],
]

/**
 * How many letters have to be put in, left out, changed or swapped to make one word of the other.
 *
 * @param {string} typed
 * @param {string} word
 * @param {number} limit - more than this is Infinity
 * @param {boolean} [begins] - compare with the beginning of `word` that is most like
 * @returns {number}
 */
export function errors(typed, word, limit, begins = false) {
  if (typed.length - word.length > limit || (!begins && word.length - typed.length > limit)) return Infinity
  if (lacking(typed, word) > limit || (!begins && lacking(word, typed) > limit)) return Infinity
  const width = Math.min(word.length, typed.length + limit)
  let before = []
  let row = Array.from({ length: width + 1 }, (_, column) => column)
  for (let line = 1; line <= typed.length; line += 1) {
    const next = [line]
    let least = line
    for (let column = 1; column <= width; column += 1) {
      const same = typed[line - 1] === word[column - 1]
      let cost = Math.min(row[column - 1] + (same ? 0 : 1), row[column] + 1, next[column - 1] + 1)
      if (line > 1 && column > 1 && typed[line - 1] === word[column - 2] && typed[line - 2] === word[column - 1]) {
        cost = Math.min(cost, before[column - 2] + 1)
      }
      next.push(cost)
      if (cost < least) least = cost
    }
    if (least > limit) return Infinity
    before = row
    row = next
  }
  const found = begins ? Math.min(...row) : row[width]
  return found > limit ? Infinity : found
}

/** How many kinds of letters one word has and the other has not, or fewer; each takes an error. */
function lacking(one, other) {
  let letters = 0
  for (let i = 0; i < one.length; i += 1) letters |= 1 << one.charCodeAt(i) // two letters may share one of the 32 bits
  for (let i = 0; i < other.length; i += 1) letters &= ~(1 << other.charCodeAt(i))
  let count = 0
  for (; letters; letters &= letters - 1) count += 1
  return count
}

/** As many typing errors are forgiven in a word of this length. */
export const forgiven = (length) => (length < 4 ? 0 : length < 9 ? 1 : 2)

/**
 * Spellings of before 1972 as they are written now: "Soerabaja", "Tjirebon", "Djember". A "j" alone is no sign of
 * them: "belajar".
 */
export const respell = (word) => {
  const found = word.replace(/oe/g, 'u').replace(/tj/g, 'c').replace(/dj/g, '\0')
  return found === word ? word : found.replace(/j/g, 'y').replace(/\0/g, 'j')
}

const words = (text) => new Set(text.split(' '))

/** Words that stand between a need and a place: what follows is the place. */
export const BEFORE_PLACES = words(
  'di ke dari dekat sekitar seputar daerah wilayah area near in at around to from',
)

/** Words that tell neither what is wanted nor where. */
export const IDLE = words(
  'saya aku gue gw kami kita mau pengen pengin ingin butuh perlu cari mencari carikan tolong tlg minta mohon bantu ' +
    'bantuan urus mengurus ngurus bikin buat membuat daftar mendaftar cara syarat bagaimana gimana gmn dimana dmn mana ' +
    'kemana yang yg untuk utk buat dan atau dengan dgn kalau kalo dapat bisa bs ada adakah apakah tempat kantor lokasi ' +
    'alamat terdekat terdekatnya apa siapa kapan berapa punya usaha umkm ukm sini sana ya dong kak kakak min pak bu bang ' +
    'gratis info informasi tanya bertanya layanan jasa halo hai permisi assalamualaikum terima kasih makasih buka tutup ' +
    'jam hari tentang soal itu ini nya sih kok lagi sudah belum saja aja sekarang besok nanti senin selasa rabu kamis ' +
    'jumat sabtu kode kodepos pos telepon telp telpon nomer kontak perumahan perum komplek kompleks jalan jln jl gang gg rt rw nomor no ' +
    'i we my me a an the of for and or with want need where how to get find help nearest closest office place business ' +
    'is are there please hello do does can you service services open free',
)

/** Words that tell parts of a region or its newer half; alone they are no need: "solo baru", "sumbawa besar". */
export const SIDES = words(
  'utara selatan timur barat tengah tenggara daya laut pusat kota baru lama besar kecil raya jaya hulu hilir atas ' +
    'bawah dalam luar north south east west central new old great upper lower',
)
