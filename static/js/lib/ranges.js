/**
 * Files that each hold a range of sorted keys: which to fetch for a key, each only once.
 *
 * @template T
 * @param {{ starts: string[], files: string[] }} shards - the least key of each file
 * @param {import('./search.js').FetchJson} fetchJson
 * @param {(data: any) => T} read - makes of a file what is kept of it
 */
export function openRanges({ starts, files }, fetchJson, read) {
  /** @type {Map<string, T>} */
  const loaded = new Map()
  /** @type {Map<string, Promise<void>>} */
  const coming = new Map()

  const load = (file) => {
    if (!coming.has(file)) {
      const promise = fetchJson(file).then((data) => void loaded.set(file, read(data)))
      promise.catch(() => coming.delete(file)) // the network may be back next time
      coming.set(file, promise)
    }
    return coming.get(file)
  }

  return {
    /** The files that keys with this beginning may be in, at most so many. */
    of(beginning, most) {
      const first = Math.max(0, position(starts, beginning) - 1)
      const last = Math.min(position(starts, `${beginning}\uffff`), first + most)
      return files.slice(first, last)
    },
    /** What is at hand of some files. */
    now: (names) => [...new Set(names)].flatMap((name) => (loaded.has(name) ? [loaded.get(name)] : [])),
    count: () => loaded.size,
    fetch: (names) => Promise.all(names.map(load)),
  }
}

/** How many of the sorted `starts` are not above `key`. */
function position(starts, key) {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle] < key) low = middle + 1
    else high = middle
  }
  return low
}
