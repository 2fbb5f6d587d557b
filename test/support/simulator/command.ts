import { availableParallelism } from 'node:os'
import { simulate } from './run.ts'

// `npm run sim`: 2,000 mornings, or as many as MORNINGS says, from seed FROM on; with SEED the one of that seed, told whole.
const show = (text: string) => void process.stdout.write(text)
const { SEED, FROM = '1', MORNINGS = '2000' } = process.env
const rows = availableParallelism()
const share = Math.ceil(Number(MORNINGS) / rows)
// As many at a time as there are cores.
const ended =
  SEED === undefined
    ? await Promise.all(
        Array.from({ length: rows }, (_, i) =>
          simulate({ FROM: String(Number(FROM) + i * share), MORNINGS: String(share) }, show),
        ),
      )
    : [await simulate({}, show)]
process.exitCode = Math.max(...ended)
