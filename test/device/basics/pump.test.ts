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

describe('a pump that is poked by what it does', () => {
  it('lets the page have its turn between two runs, even if each is answered at once', async () => {
    let runs = 0
    const pump = createPump(
      createTestClock(),
      async () => {
        await null
        if (++runs < 100_000) pump.poke()
        return null
      },
      () => {},
    )
    pump.poke()
    await expect.poll(() => runs).toBeGreaterThan(1)
    expect(runs).toBeLessThan(100_000)
    await pump.close()
    const closed = runs
    await atRest()
    expect(runs).toBe(closed)
  })

  it('never runs twice at a time, not even when a run pokes before it has begun to wait', async () => {
    let [at, most, runs] = [0, 0, 0]
    const pump = createPump(
      createTestClock(),
      async () => {
        most = Math.max(most, ++at)
        if (++runs < 3) pump.poke()
        await null
        at--
        return null
      },
      () => {},
    )
    pump.poke()
    await expect.poll(() => runs).toBe(3)
    expect(most).toBe(1)
    await pump.close()
  })
})
