import { setImmediate as nextRound } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { EventStore, StoredRun } from '#server/eventStore.ts'
import { streamEvents } from '#server/liveStream.ts'
import type { Presence } from '#server/presence.ts'
import { createTurns } from '#server/turns.ts'
import { createWire } from '#server/wire.ts'

const PAGES = 6
const LINES_OF_A_PAGE = 500
const HEAD = PAGES * LINES_OF_A_PAGE

/** Twelve tablets read all of a hall's history at once; `onPage` is told from where each page is read. */
function twelveReadAll(onPage: (from: number) => void) {
  const page = (from: number): StoredRun => ({
    firstSeq: from + 1,
    lastSeq: Math.min(HEAD, from + LINES_OF_A_PAGE),
    journal: 'j_0000000000000001',
    from: from + 1,
    received: '2026-11-29T09:00:00.000Z',
    kinds: ['TicketIssued'],
    quarantined: [],
    lines: ['{}'],
    damaged: [],
  })
  const store = {
    head: async () => HEAD,
    async read(from: number) {
      onPage(from)
      return [page(from)]
    },
    signedHeads: async () => [],
    follow: () => () => {},
  } as unknown as EventStore
  const presence = { silent: () => [], follow: () => () => {} } as unknown as Presence
  const turns = createTurns()
  const wire = createWire()
  const stop = new AbortController().signal
  const read = (after: number) =>
    streamEvents({
      store,
      presence,
      wire,
      turns,
      reader: { place: 'counter', mine: null },
      after,
      live: false,
      out: { write: async () => true },
      now: () => 0,
      stop,
    })
  return { read, all: Promise.all(Array.from({ length: 12 }, () => read(0))) }
}

describe('many tablets that read from far behind', () => {
  it('get one page in a round of the server, in turn, so that whoever asks for something else waits for one', async () => {
    const rounds: number[] = []
    let round = 0
    const { all } = twelveReadAll((from) => from + LINES_OF_A_PAGE < HEAD && rounds.push(round))
    const done = all.then(() => true)
    while (!(await Promise.race([done, nextRound(false)]))) round++
    expect(rounds).toHaveLength(12 * (PAGES - 1))
    expect(new Set(rounds).size, 'no two pages in one round').toBe(rounds.length)
  })

  it('hold up nobody who is told of a new line', async () => {
    const order: number[] = []
    const { read, all } = twelveReadAll((from) => order.push(from))
    await read(HEAD - 1)
    expect(order).toEqual([HEAD - 1])
    await all
  })

  it('go on when one of them could not be read for', async () => {
    const turns = createTurns()
    const failing = turns.take(async () => Promise.reject(new Error('the disk')))
    const next = turns.take(async () => 'read')
    await expect(failing).rejects.toThrow('the disk')
    expect(await next).toBe('read')
  })
})
