import { describe, expect, it } from 'vitest'
import { createLatePump } from '#device/basics/latePump.ts'
import { atRest } from '#support/atRest.ts'

describe('a pump that comes late', () => {
  it('is fetched with the first nudge, once, and is asked for again where it did not come', async () => {
    const did: string[] = []
    const faults: unknown[] = []
    const pump = createLatePump(
      async () => {
        did.push('fetched')
        if (did.length === 1) throw new Error('no network')
        return { nudge: () => void did.push('nudged'), close: async () => void did.push('closed') }
      },
      (fault) => faults.push(fault),
    )
    expect(did).toEqual([])
    pump.nudge()
    await atRest()
    expect([did, faults.length]).toEqual([['fetched'], 1])
    pump.nudge()
    pump.nudge()
    await atRest()
    expect(did).toEqual(['fetched', 'fetched', 'nudged', 'nudged'])
    await pump.close()
    expect(did.at(-1)).toBe('closed')
  })

  it('is not fetched to be closed', async () => {
    const pump = createLatePump(
      () => Promise.reject(new Error('nobody needs it')),
      (fault) => {
        throw fault
      },
    )
    await expect(pump.close()).resolves.toBeUndefined()
  })
})
