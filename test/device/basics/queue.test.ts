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

  it('of what yields are passed by what goes ahead, one after another, and by nothing else', async () => {
    const turns = createTurns()
    const done: string[] = []
    let store = () => {}
    const slow = turns.yielding(async () => {
      await new Promise<void>((resolve) => {
        store = resolve
      })
      done.push('stored what came')
    })
    const after = turns(async () => void done.push('tidied up'))
    let tapping = 0
    const tap = () =>
      turns.ahead(async () => {
        expect(++tapping).toBe(1)
        await Promise.resolve()
        tapping -= 1
        done.push('a tap')
      })
    await Promise.all([tap(), tap()])
    await tap()
    expect(done).toEqual(['a tap', 'a tap', 'a tap'])
    const alone = turns.ahead(async () => {
      await turns.alone()
      done.push('alone')
    })
    store()
    await Promise.all([slow, after, alone])
    expect(done.slice(3)).toEqual(['stored what came', 'alone', 'tidied up'])
    await turns.alone()
  })
})
