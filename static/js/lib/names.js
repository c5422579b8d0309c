/**
 * Centres by what they are called: among all where they came with the core, else by shards of words.
 *
 * @typedef {import('./search.js').Centre} Centre
 * @typedef {import('./search.js').Named} Named
 */
import { openCentreNames } from './needs.js'
import { openRanges } from './ranges.js'
import { IDLE, split, squash } from './text.js'

const MOST_CENTRES = 5 // are looked at where names are in shards: each may be in a cell of its own
const LEAST_LETTERS = 3

/**
 * @param {any} core - core.json
 * @param {Centre[] | null} centres
 * @param {(numbers: number[]) => Promise<Centre[]>} numbered - centres in cells, by number
 * @param {import('./search.js').FetchJson} fetchJson
 */
export function openNames(core, centres, numbered, fetchJson) {
  const common = new Set([...core.common, ...core.level_words.map(([word]) => word)])
  if (centres) {
    const searchNow = openCentreNames(centres, common)
    return { searchNow, search: async () => [] }
  }
  const shards = openRanges(core.words, fetchJson, ({ word, in: steps }) => new Map(word.map((own, i) => [own, steps[i]])))

  /** The numbers of the centres that have a word, or one that begins so. */
  const having = async (word) => {
    const files = shards.of(word, 1)
    await shards.fetch(files)
    const [found] = shards.now(files)
    const own = found?.get(word) ?? [...(found ?? [])].find(([other]) => other.startsWith(word))?.[1] ?? []
    let sum = 0
    return own.map((step) => (sum += step))
  }

  const search = async (text) => {
    const words = split(text).filter((word) => word.length >= LEAST_LETTERS && !IDLE.has(word) && !common.has(word))
    if (!words.length) return []
    const lists = (await Promise.all(words.map(having))).filter((numbers) => numbers.length)
    if (!lists.length) return []
    const [shortest, ...others] = lists.sort((one, other) => one.length - other.length)
    const shared = shortest.filter((number) => others.every((numbers) => numbers.includes(number)))
    return openCentreNames(await numbered(shared.slice(0, MOST_CENTRES)), common)(text)
  }

  return {
    searchNow: () => [],
    search,
    async centre(id) {
      const [centre] = await numbered((await having(squash(id))).slice(0, 1))
      return centre?.id === id ? centre : null
    },
  }
}
