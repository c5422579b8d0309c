// Answers for test_form.py: the rows of a table of regions and mistyped codes in, the code guessed for each out.
import { readFileSync } from 'node:fs'

import { RegionTable } from '../../static/js/lib/region_table.js'

const { rows, aliases, typed } = JSON.parse(readFileSync(0, 'utf8'))
const table = new RegionTable(rows, aliases)
process.stdout.write(JSON.stringify(typed.map((text) => table.guess(text))))
