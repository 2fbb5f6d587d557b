import { describe, expect, it } from 'vitest'
import { createTurns } from '#device/basics/queue.ts'

describe('turns', () => {
  it('come one after another, those ahead before all that wait, and go on behind one that fails', async () => {
    const turns = createTurns()
    const done: string[] = []
    let running = 0
    const task = (what: string) => async () => {
      expect(++running).toBe(1)
      await Promise.resolve()
      running -= 1
      done.push(what)
      if (what.startsWith('bad')) throw new Error(what)
      return what
    }
    const first = turns(task('stores what came'))
    await Promise.resolve()
    const all = [turns(task('tidies up')), turns(task('bad')), turns.ahead(task('a tap')), turns.ahead(task('bad tap'))]
    expect(await first).toBe('stores what came')
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ])
    expect(done).toEqual(['stores what came', 'a tap', 'bad tap', 'tidies up', 'bad'])
    expect(await turns(() => Promise.resolve(1))).toBe(1)
  })
})
