import { describe, expect, it } from 'vitest'
import { workInIdleTime } from '#device/inIdleTime.ts'
import { createTestClock } from '#support/testClock.ts'

/** Idle work that is done once a minute, or when somebody asks, in a tab that may lose the pen. */
function idleWork(answers: (number | null)[]) {
  const clock = createTestClock()
  const begun: number[] = []
  const listeners: (() => void)[] = []
  const log = {
    pen: 'this-tab' as 'this-tab' | 'another-tab',
    onPen(listener: () => void) {
      listeners.push(listener)
      return () => {}
    },
  }
  const start = clock.now()
  const work = async () => {
    begun.push(clock.now() - start)
    return answers.shift() ?? null
  }
  const idle = workInIdleTime({ log, clock, onFault: () => {} }, { afterMs: 2_000, work })
  const takePen = (pen: typeof log.pen) => {
    log.pen = pen
    for (const listener of listeners) listener()
  }
  return { clock, idle, begun, takePen }
}

describe('work that nobody waits for', () => {
  it('begins late, goes on as it says, and begins late again when somebody asks for it', async () => {
    const { clock, idle, begun } = idleWork([60_000, null])
    idle.nudge()
    await clock.pass(1_999)
    expect(begun).toEqual([])
    await clock.pass(200_000)
    expect(begun).toEqual([2_000, 62_000])
    idle.nudge()
    await clock.pass(10_000)
    expect(begun).toEqual([2_000, 62_000, 203_999])
  })

  it('rests while another tab writes', async () => {
    const { clock, idle, begun, takePen } = idleWork([60_000])
    idle.nudge()
    takePen('another-tab')
    await clock.pass(300_000)
    expect(begun).toEqual([])
    takePen('this-tab')
    await clock.pass(2_000)
    expect(begun.length).toBe(1)
  })
})
