import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Build } from './build.ts'
import { openHalls } from './founding.ts'
import { playMorning } from './morning.ts'

// ALSO=put-back,damage plays these more often, also what is not mended yet.
// Plays MORNINGS mornings from seed FROM on, or as many as fit into SECONDS; or the one of SEED, and tells its story.
// Before them those that AGAIN names, which did not hold once: AGAIN=damage:9,put-back:400.

const { env } = process
const only = env.SEED === undefined ? null : Number(env.SEED)
const first = only ?? Number(env.FROM ?? 1)
const again = (env.AGAIN ?? '')
  .split(',')
  .filter(Boolean)
  .map((named) => named.split(':'))
const mornings = again.length + (only === null ? Number(env.MORNINGS ?? 2_000) : 1)
const asked = (env.ALSO ?? '').split(',').filter(Boolean)
const seconds = Number(env.SECONDS ?? Number.POSITIVE_INFINITY)

const { build: older }: { readonly build: Build } = await import(env.OLDER ?? '')

// A disk in memory, where there is one: nothing here outlives the morning.
const memory = '/dev/shm'
const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'mornings-'))
const readTime = performance.now.bind(performance)
const halls = openHalls(folder)
const began = readTime()
const spent = process.cpuUsage()
const failed: number[] = []
const cpuOfEach = () => {
  const { user, system } = process.cpuUsage(spent)
  return ((user + system) / 1_000_000 / played).toFixed(2)
}
const done = { ok: 0, refused: 0, unknown: 0 }
let played = 0
let playing = first
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (fault) => {
    console.info(`Morning ${playing} broke off:`, fault)
    process.exit(1)
  })
while (played < mornings && (played < Math.max(1, again.length) || readTime() - began < seconds * 1_000)) {
  const [also, seed] = again[played]
    ? [again[played]!.slice(0, -1), Number(again[played]!.at(-1))]
    : [asked, first + played - again.length]
  played++
  playing = seed
  const morning = await playMorning(seed, halls, { folder, also, older })
  for (const outcome of ['ok', 'refused', 'unknown'] as const) done[outcome] += morning.done[outcome]
  if (only !== null || morning.fault !== null) console.info(`Morning ${seed}\n${morning.story.join('\n')}`)
  if (played % 100 === 0) console.info(`${played} mornings from seed ${first}, ${cpuOfEach()} CPU s each`)
  if (morning.fault === null) continue
  failed.push(seed)
  console.info(`\n✗ ${morning.fault}\n  Again: ${also.length > 0 ? `ALSO=${also} ` : ''}SEED=${seed} npm run sim\n`)
}
rmSync(folder, { recursive: true, force: true })
const { ok, refused, unknown } = done
console.info(
  `${played} mornings, ${again.length} of them again, from seed ${first}: ${ok} acts saved, ${refused} refused, ${unknown} with an unknown end; ` +
    (failed.length === 0 ? 'everything held.' : `FAILED: ${failed.join(', ')}.`),
)
process.exit(failed.length === 0 ? 0 : 1)
