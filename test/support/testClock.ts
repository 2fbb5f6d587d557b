import type { Clock } from '#device/basics/ports.ts'
import { atRest } from './atRest.ts'

/** A clock that stands still until a test lets time go by. */
export interface TestClock extends Clock {
  /** Lets `ms` go by: runs what becomes due, in order, and lets each come to rest before the next: time waits for work. */
  pass(ms: number): Promise<void>
  /** Lets time go by in steps until something holds; fails after `within` ms of clock time. */
  passUntil(holds: () => boolean, within?: number, step?: number): Promise<void>
  /** Another clock on the same time: a device whose clock is wrong by `offset` ms and may jump. */
  device(offset?: number): Clock & { jump(ms: number): void; stop(): void }
}

/** Makes a clock that starts at 09:00 of the hall's morning. */
export function createTestClock(startsAt = '2026-11-23T01:00:00.000Z'): TestClock {
  let now = Date.parse(startsAt)
  let order = 0
  const tasks = new Set<{ readonly at: number; readonly order: number; readonly task: () => void }>()

  function after(ms: number, task: () => void): () => void {
    const planned = { at: now + Math.max(0, ms), order: order++, task }
    tasks.add(planned)
    return () => tasks.delete(planned)
  }

  function nextDue(until: number) {
    let next: { readonly at: number; readonly order: number; readonly task: () => void } | null = null
    for (const each of tasks) {
      if (each.at > until) continue
      if (!next || each.at < next.at || (each.at === next.at && each.order < next.order)) next = each
    }
    return next
  }

  async function pass(ms: number): Promise<void> {
    const until = now + ms
    let busy = 0
    await atRest()
    for (let next = nextDue(until); next; next = nextDue(until)) {
      tasks.delete(next)
      busy = next.at > now ? 0 : busy + 1
      if (busy > 2_000) throw new Error('somebody does the same thing again and again without letting time pass')
      now = Math.max(now, next.at)
      next.task()
      await atRest()
    }
    now = until
  }

  return {
    now: () => now,
    after,
    pass,
    async passUntil(holds, within = 120_000, step = 100) {
      const until = now + within
      await atRest()
      while (!holds()) {
        if (now >= until) throw new Error(`it did not come true within ${within / 1000} s of clock time: ${holds}`)
        await pass(step)
      }
    },
    device(offset = 0) {
      let wrong = offset
      let stopped = false
      return {
        now: () => now + wrong,
        after: (ms, task) =>
          after(ms, () => {
            if (!stopped) task()
          }),
        jump(ms) {
          wrong += ms
        },
        stop() {
          stopped = true
        },
      }
    },
  }
}
