import { describe, expect, it } from 'vitest'
import { createGuards } from '#device/basics/guards.ts'
import type { NeighbourMessage, Neighbours } from '#device/neighbours.ts'
import { createUpdates } from '#device/updates.ts'
import { noNeighbours } from '#support/noNeighbours.ts'
import { createTestClock } from '#support/testClock.ts'

/** Two tabs of one app; the new version is installed and waits. */
function twoTabs() {
  const clock = createTestClock()
  const listeners: ((message: NeighbourMessage) => void)[] = []
  const started: number[] = []
  const tab = (index: number) => {
    const guards = createGuards()
    let announce = () => {}
    const neighbours: Neighbours = {
      tell(message) {
        for (const [i, listener] of listeners.entries()) if (i !== index) listener(message)
      },
      onTold(listener) {
        listeners[index] = listener
        return () => {}
      },
      close() {},
    }
    const updates = createUpdates({
      port: {
        onWaiting(listener) {
          announce = listener
        },
        start: async () => {},
        activate: () => started.push(index),
        look: async () => {},
      },
      neighbours,
      guards,
      clock,
      newId: (prefix) => `${prefix}_${index}`,
      onFault() {},
      onChange() {},
    })
    announce()
    return { guards, updates }
  }
  return { clock, started, counter: tab(0), other: tab(1) }
}

describe('a new version of the app', () => {
  it('waits until somebody lets it start', async () => {
    const { clock, started, counter } = twoTabs()
    await clock.pass(60_000)
    expect(counter.updates.waits).toBe(true)
    expect(started).toEqual([])
    counter.updates.apply()
    await clock.pass(600)
    expect(started).toEqual([0])
  })

  it('is told again after a while when the page is still the old one', async () => {
    const { clock, started, counter } = twoTabs()
    counter.updates.apply()
    await clock.pass(600)
    await clock.pass(6_000)
    expect(started).toEqual([0, 0])
  })

  it('does not interrupt whoever is in the middle of something in this tab', async () => {
    const { clock, started, counter } = twoTabs()
    const release = counter.guards.hold('form')
    counter.updates.apply()
    await clock.pass(60_000)
    expect(started).toEqual([])
    release()
    await clock.pass(600)
    expect(started).toEqual([0])
  })

  it('does not interrupt whoever is in the middle of something in another tab', async () => {
    const { clock, started, counter, other } = twoTabs()
    const release = other.guards.hold('customer')
    counter.updates.apply()
    await clock.pass(60_000)
    expect(started).toEqual([])
    release()
    await clock.pass(6_000)
    expect(started).toEqual([0])
  })
})

function watchUpdates() {
  const clock = createTestClock()
  const did: string[] = []
  const updates = createUpdates({
    port: {
      onWaiting: () => {},
      start: async () => {
        did.push('start')
      },
      look: async () => {
        did.push('look')
      },
      activate: () => did.push('activate'),
    },
    neighbours: noNeighbours,
    guards: createGuards(),
    clock,
    newId: (prefix) => `${prefix}_1`,
    onFault: (fault) => did.push(String(fault)),
    onChange: () => {},
  })
  return { clock, updates, did }
}

describe('keeping the files of the app', () => {
  it('lets the first events of the hall go first', async () => {
    const { clock, updates, did } = watchUpdates()
    await clock.pass(9_000)
    expect(did).toEqual([])
    updates.caughtUp()
    updates.caughtUp()
    await clock.pass(0)
    expect(did).toEqual(['start', 'look'])
    await clock.pass(20_000)
    expect(did).toEqual(['start', 'look'])
  })

  it('does not wait for a hall server that nobody hears', async () => {
    const { clock, did } = watchUpdates()
    await clock.pass(10_000)
    expect(did).toEqual(['start', 'look'])
  })

  it('looks for a newer version every half hour', async () => {
    const { clock, updates, did } = watchUpdates()
    updates.caughtUp()
    await clock.pass(30 * 60_000)
    expect(did).toEqual(['start', 'look', 'look'])
  })
})
