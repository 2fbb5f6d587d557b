import { describe, expect, it } from 'vitest'
import { createPump } from '#device/basics/pump.ts'
import { atRest } from '#support/atRest.ts'
import { createTestClock } from '#support/testClock.ts'

function startPump(answers: (number | null)[]) {
  const clock = createTestClock()
  const gates: (() => void)[] = []
  let runs = 0
  const pump = createPump(
    clock,
    async () => {
      const answer = answers[runs++] ?? null
      await new Promise<void>((done) => gates.push(done))
      return answer
    },
    () => {},
  )
  return {
    clock,
    pump,
    get runs() {
      return runs
    },
    async finish() {
      gates.shift()?.()
      await atRest()
    },
  }
}

describe('nudging a pump', () => {
  it('runs once more when the nudge came while a run was ending without a plan', async () => {
    const it = startPump([null, null])
    it.pump.poke()
    it.pump.nudge()
    await it.finish()
    expect(it.runs).toBe(2)
    await it.finish()
    expect(it.runs).toBe(2)
  })

  it('respects the wait that the present run asks for', async () => {
    const it = startPump([4_000, null])
    it.pump.poke()
    it.pump.nudge()
    await it.finish()
    expect(it.runs).toBe(1)
    await it.clock.pass(4_000)
    expect(it.runs).toBe(2)
  })

  it('respects a wait that is planned already', async () => {
    const it = startPump([4_000])
    it.pump.poke()
    await it.finish()
    it.pump.nudge()
    await atRest()
    expect(it.runs).toBe(1)
  })
})
