// Answers for test_hours_properties.py: schedules with instants in, [kind, until] of each instant out.
import { readFileSync } from 'node:fs'

import { state } from '../../static/js/lib/hours.js'

const batch = JSON.parse(readFileSync(0, 'utf8'))
const answers = batch.map(({ schedule, instants }) =>
  instants.map((instant) => {
    const { kind, until } = state(schedule, instant)
    return [kind, until]
  }),
)
process.stdout.write(JSON.stringify(answers))
