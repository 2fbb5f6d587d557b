import { describe, expect, it } from 'vitest'
import { rounds } from '#support/endure.ts'
import { playMorning } from './simulator.ts'

/**
 * As many mornings as fit into this many seconds, so that a slow machine plays fewer and none waits for ever.
 * `STAYOPEN_SIMULATE=600` plays for ten minutes, `STAYOPEN_SEED=7` begins with morning 7.
 */
const SECONDS = Number(process.env.STAYOPEN_SIMULATE ?? rounds(2, 120, 0.5))
const FIRST_SEED = Number(process.env.STAYOPEN_SEED ?? 1)
const LEAST = 2

describe('three tablets and a server on a terrible morning', () => {
  it('lose nothing, invent nothing and end with the same hall', { timeout: (SECONDS + 120) * 1_000 }, async () => {
    const end = performance.now() + SECONDS * 1_000
    let [mornings, saved, kills, wipes] = [0, 0, 0, 0]
    for (; mornings < LEAST || performance.now() < end; mornings++) {
      const morning = await playMorning(FIRST_SEED + mornings)
      saved += morning.saved
      kills += morning.kills
      wipes += morning.wipes
    }
    console.info(`${mornings} mornings from seed ${FIRST_SEED}: ${saved} events saved, ${kills} kills, ${wipes} wipes`)
    expect(saved).toBeGreaterThan(mornings)
  })
})
