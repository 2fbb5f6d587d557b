import { describe, expect, it } from 'vitest'
import type { Answer } from '#device/sync/answers.ts'
import { openProbing, type Reached } from '#device/sync/probing.ts'
import { PROBE_EVERY_MS, suspicion } from '#domain/outages/outages.ts'
import { createTestClock } from '#support/testClock.ts'

const at = '2026-11-23T01:00:00.000Z'
const answer = (operator: boolean | null): Answer<Reached> => ({
  kind: 'ok',
  server: null,
  value: {
    upstream: { reached: true, at },
    names: null,
    operator: operator === null ? null : { reached: operator, at },
  },
})

function probing() {
  const clock = createTestClock()
  const world = { heard: true, quiet: false, operator: true as boolean | null, asked: 0 }
  const probes = openProbing({
    clock,
    now: clock.now,
    asks: () => world.operator !== null,
    heard: () => world.heard,
    quiet: () => world.quiet,
    async ask() {
      world.asked += 1
      return answer(world.operator)
    },
    onChange() {},
  })
  return { clock, world, probes, suspects: () => suspicion(probes.probes, clock.now()) }
}

describe('the probes of a tablet', () => {
  it('suspect the operator after three failures, and no more once it answers', async () => {
    const { clock, world, suspects } = probing()
    await clock.pass(2 * PROBE_EVERY_MS)
    world.operator = false
    await clock.pass(2 * PROBE_EVERY_MS)
    expect(suspects()).toBeNull()
    await clock.pass(PROBE_EVERY_MS)
    expect(suspects()).toBe('operator')
    world.operator = true
    await clock.pass(PROBE_EVERY_MS)
    expect(suspects()).toBeNull()
  })

  it('ask nothing of a hall server that is not heard, and suspect the hall’s own network', async () => {
    const { clock, world, suspects } = probing()
    world.heard = false
    await clock.pass(3 * PROBE_EVERY_MS)
    expect([world.asked, suspects()]).toEqual([0, 'hall'])
  })

  it('try nothing while somebody keeps the tablet quiet, and nothing that no address is set for', async () => {
    const { clock, world, probes, suspects } = probing()
    world.quiet = true
    world.heard = false
    await clock.pass(4 * PROBE_EVERY_MS)
    expect(suspects()).toBeNull()
    world.quiet = false
    world.heard = true
    world.operator = null
    await clock.pass(PROBE_EVERY_MS)
    expect([world.asked, probes.probes.operator]).toEqual([0, []])
    probes.close()
    await clock.pass(4 * PROBE_EVERY_MS)
    expect(probes.probes.hall).toHaveLength(1)
  })
})
