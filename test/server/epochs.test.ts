import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { createCommitQueue } from '#server/commitQueue.ts'
import { openEpochs } from '#server/epochs.ts'
import { createGathering } from '#server/gathering.ts'
import { identityOf } from '#server/identity.ts'
import { createOwnJournal } from '#server/ownJournal.ts'
import { createReceipts } from '#server/receipts.ts'
import { sha256Hex } from '#server/signing.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { openWitness } from '#server/witness.ts'

const HOUR_MS = 60 * 60_000
const NINE = Date.parse('2026-11-23T01:00:00.000Z')

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'epochs-'))
  closing.push(() => rm(folder, { recursive: true }))
  return folder
}

/** The real store and what watches over it; `clock.at` is the time on the wall, `wanted` are papers that lines name. */
async function openStore(folder: string, clock: { at: number }, wanted: readonly string[] = []) {
  const store = openSqliteStore(folder)
  const witness = openWitness(folder)
  const identity = await identityOf(store, { folder, witness })
  const now = () => clock.at
  const queue = createCommitQueue(store, { now })
  const own = createOwnJournal(store, identity, now)
  const receipts = createReceipts(identity.hall, identity.signingKey)
  const epochs = await openEpochs({ store, identity, queue, own, receipts, witness, time: now, isHere: false })
  const gathering = await createGathering({
    store: { ...store, papers: { ...store.papers, wanted: async () => wanted } },
    list: { standing: () => [] },
    epoch: () => epochs.now,
    elapsed: now,
  })
  let begun = 0
  epochs.follow(() => {
    begun += 1
  })
  return {
    epochs,
    gathering,
    /** How many epochs have begun since it was opened. */
    begun: () => begun,
    /** What a tablet shows that was served by a copy which went another way. */
    receiptOf: (epoch: string) => receipts.write({ epoch, seq: 90_123, tip: 'ab'.repeat(32) }),
    bringPaper: (name: string, bytes: Uint8Array) => store.papers.put(name, bytes, 'd_1'),
    endGathering: () => store.carryOut([{ kind: 'ends-gathering', epoch: epochs.now }]),
    async close() {
      await queue.finish()
      epochs.close()
      await store.close()
    },
  }
}

type Opened = Awaited<ReturnType<typeof openStore>>

/** A tablet shows what another copy said, and then everybody who is waited for has come. */
async function forget({ epochs, gathering, receiptOf }: Opened, epoch: string): Promise<void> {
  await epochs.show(receiptOf(epoch))
  await gathering.begin()
  await gathering.heard('d_1', `${epochs.now}.0`)
}

describe('what comes back to a store that has lost something', () => {
  it('is named by journal and number while nobody has brought it, and its time is measured until all is there', async () => {
    const clock = { at: NINE }
    const opened = await openStore(await newFolder(), clock)
    closing.push(opened.close)
    const { epochs, gathering } = opened
    await epochs.show(opened.receiptOf('e_0011223344556677'))
    await gathering.begin()
    const journal = 'j_00112233445566aa'
    const head = { hash: 'ab'.repeat(32), signature: '' }
    gathering.knows('d_1', [{ journal, n: 9, ...head }])
    gathering.knows('d_2', [{ journal, n: 7, ...head }])
    // One tablet invents what is missing: it pushes nothing aside that others know of, and fills nobody's memory.
    const invented = Array.from({ length: 5_000 }, (_, i) => `j_${i.toString(16).padStart(16, 'f')}`)
    gathering.knows(
      'd_3',
      invented.map((each) => ({ journal: each, n: 1_000, ...head })),
    )
    expect((await gathering.seen())?.lacking[0]).toEqual({ journal, from: 1, to: 9 })
    expect((await gathering.seen())?.lacking).toHaveLength(50)
    clock.at += 65_000
    expect(await gathering.seen()).toMatchObject({ isOver: false, ms: 65_000 })
    await gathering.heard('d_1', `${epochs.now}.0`)
    clock.at += 5_000
    expect(await gathering.seen()).toMatchObject({ isOver: true, ms: 70_000 })
    clock.at += HOUR_MS
    // What nobody has is named on, and no time is added.
    const later = await gathering.seen()
    expect(later).toMatchObject({ isOver: true, ms: 70_000 })
    expect(later?.lacking[0]).toEqual({ journal, from: 1, to: 9 })
  })

  it('counts the papers that lines name and nobody has brought, also when all lines are there', async () => {
    const clock = { at: NINE }
    const paper = new TextEncoder().encode('one')
    const [here = '', nowhere = ''] = [sha256Hex(paper), sha256Hex('two')]
    const opened = await openStore(await newFolder(), clock, [here, nowhere])
    closing.push(opened.close)
    await opened.gathering.begin()
    expect(await opened.gathering.seen()).toMatchObject({ lackingPapers: 2 })
    await opened.bringPaper(here, paper)
    clock.at += 65_000
    expect(await opened.gathering.seen()).toMatchObject({ lackingPapers: 1, lacking: [] })
  })
})

describe('a tablet that does not come back any more', () => {
  it('is waited for no longer than an hour of running time after the first has come: then numbers are given again', async () => {
    const clock = { at: NINE }
    const opened = await openStore(await newFolder(), clock)
    closing.push(opened.close)
    const { epochs, gathering } = opened
    await epochs.show(opened.receiptOf('e_0011223344556677'))
    await gathering.begin()
    clock.at += 5 * HOUR_MS
    await gathering.heard('d_bin', null)
    await gathering.heard('d_1', `${epochs.now}.0`)
    clock.at += HOUR_MS - 1
    expect(await gathering.seen()).toMatchObject({ isOver: false, waitsFor: ['d_bin'] })
    clock.at += 1
    expect(await gathering.isOver()).toBe(true)
  })
})

describe('the store of the hall server has lost something twice within an hour', () => {
  it('gives no numbers by itself, however long it waits and also after a start, until a manager says so', async () => {
    const clock = { at: NINE }
    const folder = await newFolder()
    const opened = await openStore(folder, clock)
    const first = opened.epochs.now
    await forget(opened, 'e_1')
    expect(await opened.gathering.seen()).toMatchObject({ isOver: true, untilTold: false })
    clock.at += 59 * 60_000
    const second = opened.epochs.now
    await forget(opened, 'e_2')
    // Nothing is served as the history that was.
    expect(new Set([first, second, opened.epochs.now]).size).toBe(3)
    expect(await opened.gathering.seen()).toMatchObject({ isOver: false, untilTold: true, waitsFor: [] })
    clock.at += 9 * HOUR_MS
    expect(await opened.gathering.isOver()).toBe(false)
    await opened.close()
    const again = await openStore(folder, clock)
    await again.gathering.heard('d_1', `${again.epochs.now}.0`)
    clock.at += 9 * HOUR_MS
    expect(await again.gathering.seen()).toMatchObject({ isOver: false, untilTold: true })
    await again.endGathering()
    expect(await again.gathering.isOver()).toBe(true)
    await again.close()
  })

  it('gathers by itself when more than an hour lies between, and waits when the clock says that none does', async () => {
    const clock = { at: NINE }
    const opened = await openStore(await newFolder(), clock)
    await forget(opened, 'e_1')
    clock.at += HOUR_MS
    await forget(opened, 'e_2')
    expect(await opened.gathering.seen()).toMatchObject({ isOver: true, untilTold: false })
    clock.at -= 5 * HOUR_MS
    await forget(opened, 'e_3')
    expect(await opened.gathering.seen()).toMatchObject({ isOver: false, untilTold: true })
    await opened.close()
  })

  it('is known by what lies beside it where the same copy of the database is put back again', async () => {
    const clock = { at: NINE }
    const folder = await newFolder()
    await (await openStore(folder, clock)).close()
    const copy = await newFolder()
    await cp(join(folder, 'hall.db'), join(copy, 'hall.db'))
    const before = await openStore(folder, clock)
    await forget(before, 'e_1')
    await before.close()
    await cp(join(copy, 'hall.db'), join(folder, 'hall.db'))
    clock.at += 30 * 60_000
    const back = await openStore(folder, clock)
    expect(back.epochs.now).not.toBe(before.epochs.now)
    await back.gathering.heard('d_1', `${back.epochs.now}.0`)
    expect(await back.gathering.seen()).toMatchObject({ isOver: false, untilTold: true })
    await back.close()
  })
})

describe('what a store once said that has begun other epochs since', () => {
  it('proves nothing new once that epoch is known to be closed, in any order and all at once', async () => {
    const clock = { at: NINE }
    const opened = await openStore(await newFolder(), clock)
    const { epochs, begun, receiptOf } = opened
    const known = new Set<string>()
    const shown = fc.array(fc.array(fc.constantFrom('e_1', 'e_2', 'e_3', 'e_4'), { minLength: 1, maxLength: 4 }), {
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(shown, async (rounds) => {
        for (const together of rounds) {
          const before = { now: epochs.now, begun: begun() }
          const news = new Set(together.filter((epoch) => !known.has(epoch)))
          await Promise.all(together.map((epoch) => epochs.show(receiptOf(epoch))))
          for (const epoch of [...together, ...(news.size > 0 ? [before.now] : [])]) known.add(epoch)
          expect(begun() - before.begun).toBe(news.size)
          // Whoever stands in a history that is over brings what they hold, and no other begins.
          for (const epoch of known) await epochs.show(receiptOf(epoch))
          expect(begun() - before.begun).toBe(news.size)
        }
      }),
      { numRuns: 12 },
    )
    await opened.close()
  })
})
