import { describe, expect, it } from 'vitest'
import { createCommitQueue } from '#server/commitQueue.ts'
import type { EventStore } from '#server/eventStore.ts'

describe('a journal that somebody else moves every time', () => {
  it('is prepared again without holding up the server', async () => {
    let appended = 0
    const store: Pick<EventStore, 'append'> = {
      append: async (runs) => {
        const moved = ++appended < 100_000
        return runs.map(() => (moved ? { status: 'head-moved' as const } : { status: 'stored' as const, firstSeq: 1 }))
      },
    }
    const queue = createCommitQueue(store, { now: () => 0 })
    const empty = { lines: [], kinds: [], papers: [], quarantined: [], marks: [], effects: [] }
    const run = { ...empty, journal: 'j_1', from: 1, signature: '', head: null }
    const writing = queue.write({ journal: 'j_1', prepare: async () => ({ runs: [run], answer: () => 'kept' }) })
    await expect.poll(() => appended).toBeGreaterThan(1)
    expect(appended).toBeLessThan(100_000)
    appended = 100_000
    expect(await writing).toBe('kept')
  })
})
