import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const project = fileURLToPath(new URL('../..', import.meta.url))
const own = join(project, '.venv', 'bin', 'python')

/** Parses a file of tests/cases/. */
export const cases = (name) => JSON.parse(readFileSync(new URL(`../cases/${name}`, import.meta.url), 'utf8'))

/**
 * The files of a network's search as the build makes them, in a folder that goes when the process ends.
 *
 * `fetched` collects the names that were asked for; `size` is what a file weighs compressed, in kB of 1024.
 *
 * @param {number} [madeUp] - so many centres that do not exist; 0: the real network
 */
export function makeSearchFolder(madeUp = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'search-'))
  process.on('exit', () => rmSync(folder, { recursive: true }))
  const python = process.env.PYTHON ?? (existsSync(own) ? own : 'python3')
  const script = madeUp ? ['benchmarks/search_files.py', String(madeUp)] : ['tests/support/search_files.py']
  const { status, stderr } = spawnSync(python, [...script, folder], { encoding: 'utf8', cwd: project })
  if (status !== 0) throw new Error(stderr)
  const read = (name) => readFileSync(join(folder, name))
  const fetched = []
  const fetchJson = async (name) => {
    fetched.push(name)
    return JSON.parse(read(name))
  }
  return { folder, fetched, fetchJson, size: (name) => gzipSync(read(name), { level: 9 }).length / 1024 }
}

/** Numbers that look like chance and are the same each time, from 0 up to 1. */
export function chances(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
