import { createBackOff } from '#device/basics/backOff.ts'
import type { LockEnd, PageTurn, PenPorts } from '#device/hallLog/penPorts.ts'
import { realChance } from './realChance.ts'
import type { TestClock } from './testClock.ts'

/** A page in a browser that gives its lock to nobody until it is told to; it counts how often it was asked. */
export function createGrudgingBrowser(clock: TestClock) {
  const asked: string[] = []
  let answer: LockEnd | 'give' = 'refused'
  let tell: (page: PageTurn) => void = () => {}
  let letGo: (end: LockEnd) => void = () => {}
  const ports: PenPorts = {
    lock: {
      async request(mode, hold, signal) {
        asked.push(mode)
        if (asked.length > 1_000) throw new Error('the lock was asked for a thousand times')
        if (answer === 'not-available' && mode === 'wait') {
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
          return 'refused'
        }
        if (answer !== 'give') return answer
        const taken = new Promise<LockEnd>((resolve) => {
          letGo = resolve
        })
        return Promise.race([taken, hold().then((): LockEnd => 'released')])
      },
    },
    channel: { post: () => {}, listen: () => {}, close: () => {} },
    after: clock.after,
    backOff: createBackOff(realChance),
    onPage(listener) {
      tell = listener
      return () => {
        tell = () => {}
      }
    },
  }
  return {
    ports,
    asked,
    /** How it answers from now on. */
    answers(how: LockEnd | 'give') {
      answer = how
    },
    /** What WebKit does with a page that goes away: its lock is gone, and so is every further request for it. */
    async leave() {
      tell('gone')
      answer = 'refused'
      letGo('stolen')
    },
    comeBack: () => tell('back'),
    /** The lock is taken away from the page. */
    take: () => letGo('stolen'),
  }
}
