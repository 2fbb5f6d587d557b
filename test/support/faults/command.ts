import browserAndApp from '#support/browserAndApp.ts'
import { killBrowserInForms, killBrowserInTaps } from './browserKilled.ts'
import { leapClocks } from './clocks.ts'
import { cloneTablet, putBack } from './copies.ts'
import { answerEveryStatus, breakNetwork } from './networks.ts'
import { reachQuota } from './quota.ts'
import { damageServer } from './serverDamaged.ts'
import { killServer } from './serverKilled.ts'
import { damageTablet } from './tabletDamaged.ts'
import { sentenceOf, type Tried } from './tried.ts'

// `npm run faults`: real processes, broken on purpose. ROUNDS says how many rounds of each kind, ONLY=server-killed,… which
// kinds, SEED where chance begins.

interface Kind {
  readonly name: string
  /** How many rounds there are when nobody says. */
  readonly rounds: number
  run(options: { rounds: number; seed: number }): Promise<Tried>
}

const kinds: readonly Kind[] = [
  { name: 'server-killed', rounds: 100, run: killServer },
  { name: 'browser-killed-in-taps', rounds: 100, run: killBrowserInTaps },
  { name: 'browser-killed-in-forms', rounds: 20, run: killBrowserInForms },
  { name: 'quota-reached', rounds: 6, run: reachQuota },
  { name: 'server-damaged', rounds: 200, run: damageServer },
  { name: 'tablet-damaged', rounds: 60, run: damageTablet },
  { name: 'server-put-back', rounds: 9, run: putBack },
  { name: 'tablet-cloned', rounds: 10, run: cloneTablet },
  { name: 'clocks-leapt', rounds: 20, run: leapClocks },
  { name: 'network-broken', rounds: 60, run: breakNetwork },
  { name: 'every-status', rounds: 500, run: answerEveryStatus },
]

const { ONLY, ROUNDS, SEED = '1' } = process.env
const wanted = ONLY?.split(',') ?? kinds.map(({ name }) => name)
const removeApp = await browserAndApp()
let failed = 0
for (const { name, rounds, run } of kinds.filter((kind) => wanted.includes(kind.name))) {
  const began = performance.now()
  try {
    const tried = await run({ rounds: Number(ROUNDS ?? rounds), seed: Number(SEED) })
    const wrong = tried.lost.length + tried.twice.length + tried.unanswered.length
    failed += wrong
    console.info(`${wrong === 0 ? '✓' : '✗'} ${sentenceOf(name, tried)}. ${seconds(began)}`)
  } catch (fault) {
    failed += 1
    console.info(`✗ ${name} broke off. ${seconds(began)}`, fault)
  }
}
removeApp?.()
console.info(failed === 0 ? 'Everything held.' : `FAILED: ${failed}.`)
process.exit(failed === 0 ? 0 : 1)

function seconds(began: number): string {
  return `It took ${Math.round((performance.now() - began) / 1_000)} s.`
}
