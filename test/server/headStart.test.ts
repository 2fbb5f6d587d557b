import { expect, it } from 'vitest'
import type { EventStore, StoredRun } from '#server/eventStore.ts'
import { headStartOf } from '#server/headStart.ts'

it('a tablet says thousands of times that the day is closed: for a new tablet each run of it is read once', async () => {
  const runs = [0, 1, 2].map(
    (i): StoredRun => ({
      firstSeq: i * 1_000 + 1,
      lastSeq: (i + 1) * 1_000,
      journal: 'j_00000000000000aa',
      from: i * 1_000 + 1,
      received: '',
      kinds: [],
      quarantined: [],
      lines: [],
      damaged: [],
    }),
  )
  let reads = 0
  const store = {
    head: async () => 3_000,
    marked: async () => Array.from({ length: 3_000 }, (_, i) => ({ seq: i + 1, mark: 'day-void' })),
    read: async (after: number) => {
      reads += 1
      return runs.filter(({ lastSeq }) => lastSeq > after).slice(0, 1)
    },
  }
  expect(await headStartOf(store as unknown as EventStore, { counts: () => false })).toEqual({ since: 0, head: 3_000 })
  expect(reads).toBe(3)
})
