/**
 * @module A hall to look at: `npm run demo`. A real hall server on a free port, tablets of the real device code that
 * pair and speak the public protocol, a synthetic day of customers, and one outage. Everything is thrown away at the end.
 */
import { parseArgs } from 'node:util'
import { DAY_MINUTES } from './demoDay.ts'
import { runDemo } from './runDemo.ts'

const { values } = parseArgs({
  options: {
    speed: { type: 'string', default: '20' },
    live: { type: 'boolean', default: false },
    seed: { type: 'string', default: '20261123' },
  },
})
const speed = values.live ? 1 : Number(values.speed)
const seed = Number(values.seed)
if (!(speed > 0 && speed <= 600) || !Number.isSafeInteger(seed)) {
  console.error('npm run demo -- [--speed 20 (at most 600) | --live] [--seed 20261123]')
  process.exit(2)
}

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
await runDemo({
  speed,
  seed,
  minutes: DAY_MINUTES + 120,
  files: 'dist/app',
  signal: stop.signal,
  say: (line) => console.log(line),
})
