import type { SeededChance } from '#support/chance.ts'
import type { Act, Mend } from './act.ts'
import { cases } from './cases.ts'
import { copies } from './copies.ts'
import { damage } from './damage.ts'
import { fire } from './fire.ts'
import { hostile } from './hostile.ts'
import { managers } from './manager.ts'
import { networks } from './networks.ts'
import { servers } from './servers.ts'
import { tablets } from './tablets.ts'
import { versions } from './versions.ts'
import { work } from './work.ts'

/** Everything that may happen on a morning. */
export const ACTS: readonly Act[] = [
  ...work,
  ...cases,
  ...managers,
  ...fire,
  ...networks,
  ...tablets,
  ...servers,
  ...copies,
  ...damage,
  ...hostile,
  ...versions,
]

/** What a hall is known to survive, besides what needs nothing. */
const MENDED: ReadonlySet<Mend> = new Set<Mend>([
  'put-back',
  'spare',
  'full',
  'clocks',
  'copies',
  'damage',
  'versions',
  'hostile-tablet',
  'withhold',
  'replay',
  'miscount',
])

/** How much more often something happens that was asked for by name. */
const ASKED_FOR = 4

/** On so many mornings whoever speaks for the server forges lines: what is forged has to come once more, and takes its time. */
const FORGING = 0.25

/** The acts of a morning; `also` plays what is not mended yet, and more of it. */
export function actsOf(also: readonly string[], chance: SeededChance): readonly Act[] {
  const forges = chance.often(FORGING)
  return ACTS.flatMap((act) => {
    const { needs, weight } = act
    if (needs !== undefined && also.includes(needs)) return [{ ...act, weight: weight * ASKED_FOR }]
    const isPlayed = needs === undefined || MENDED.has(needs) || (needs === 'forge' && forges)
    return isPlayed ? [act] : []
  })
}
