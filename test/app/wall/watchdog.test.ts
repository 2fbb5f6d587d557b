import { describe, expect, it } from 'vitest'
import { createWatchdog, type Hang } from '#app/wall/watchdog.ts'

/** A wall whose picture, stream and server the test sets; each look is a second later than the last. */
function wall() {
  let now = 1_000_000
  const is = { drawing: true, silent: false, idle: true, seen: true, heard: true }
  const did: string[] = []
  let hungAt: number | null = null
  let opened = open()
  function open() {
    return createWatchdog({
      now: () => now,
      isSeen: () => is.seen,
      onPicture: (drawn) => {
        if (is.drawing) drawn()
      },
      isSilent: () => is.silent,
      isIdle: () => is.idle,
      hungAt: () => hungAt,
      keepHung(what: Hang, at) {
        hungAt = at
        did.push(what)
      },
      async tell() {
        return is.heard
      },
      reopen() {
        did.push('opened again')
        opened = open()
      },
    })
  }
  async function pass(seconds: number, step = 1) {
    for (let at = 0; at < seconds; at += step) {
      now += step * 1000
      await opened.look()
    }
  }
  return { is, did, pass }
}

describe('a wall on which nobody looks', () => {
  it('opens itself again when its picture stands still (Q50)', async () => {
    const { is, did, pass } = wall()
    await pass(120)
    is.drawing = false
    await pass(25)
    expect(did).toEqual([])
    await pass(10)
    expect(did).toEqual(['picture', 'opened again'])
  })

  it('opens itself again when the server answers and tells of nothing, and not while that is away', async () => {
    const { is, did, pass } = wall()
    is.silent = true
    is.heard = false
    await pass(600)
    expect(did).toEqual([])
    is.heard = true
    await pass(61)
    expect(did).toEqual(['stream', 'opened again'])
  })

  it('says to the end what it says', async () => {
    const { is, did, pass } = wall()
    is.silent = true
    is.idle = false
    await pass(120)
    expect(did).toEqual(['stream'])
    is.idle = true
    await pass(1)
    expect(did).toEqual(['stream', 'opened again'])
  })

  it('opens itself again at most every ten minutes, whatever hangs', async () => {
    const { is, did, pass } = wall()
    is.drawing = false
    await pass(590)
    expect(did.filter((each) => each === 'opened again')).toHaveLength(1)
    await pass(120)
    expect(did.filter((each) => each === 'opened again')).toHaveLength(2)
  })

  it('takes neither a device that slept nor a page that nobody sees for one that hangs', async () => {
    const { is, did, pass } = wall()
    is.drawing = false
    await pass(3600, 60)
    is.seen = false
    await pass(120)
    expect(did).toEqual([])
  })
})
