import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { takeUpPen } from '#device/hallLog/takeUpPen.ts'
import { readWriteAheadJournal } from '#device/journal/foundJournal.ts'
import { openReserve } from '#device/journal/reserve.ts'
import { openLineStore } from '#device/store/lineStore.ts'
import { PenLost } from '#device/store/term.ts'
import { commandsOf } from '#domain/command.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import type { Kinds, NewHallEvent } from '#domain/whole.ts'
import { atRest } from '#support/atRest.ts'
import { killableDatabase } from '#support/killSwitch.ts'
import { type MemoryDisk, memoryDisk } from '#support/memoryDisk.ts'
import {
  admission,
  HALL,
  issued,
  journalOf,
  KEY,
  labelsIn,
  NINE,
  newStorage,
  openConfiguredLog,
  openLog,
  otherTablet,
  type TabletStorage,
  take,
} from '#support/openLog.ts'
import { realChance } from '#support/realChance.ts'
import { createTestClock } from '#support/testClock.ts'
import { createTestTabs } from '#support/testTabs.ts'

/** Alarms wait for no database; so many fill the journal's disk soon. */
const { command, accept } = commandsOf<Kinds>()()
const declareMany = command<object>('declareMany', (_, __, { newId }) =>
  accept(
    ...Array.from(
      { length: 100 },
      (): NewHallEvent => ({
        kind: 'IncidentDeclared',
        subject: newId('e'),
        body: { plan: 'P01', version: 1, level: 3 },
      }),
    ),
  ),
)

const all = { lines: 500, bytes: 1 << 20 }

/** A disk that cannot tell who has begun a term: the database says it. */
const silentDisk = (): MemoryDisk => {
  const disk = memoryDisk()
  const { append } = disk
  return Object.assign(disk, { append: (name: string, bytes: Uint8Array) => append(name, bytes) })
}

/** A tablet whose database stores nothing more from `fail` on, until `mend`; its journal's disk goes on. */
async function failingDatabase() {
  const storage = newStorage()
  await (await openConfiguredLog({ storage })).close()
  let fails = false
  const kill = {
    steps: 0,
    step() {
      if (fails) throw new DOMException('the disk is bad', 'DataError')
    },
  }
  return {
    storage,
    /** The same tablet, with the database that fails. */
    failing: { disk: storage.disk, indexedDB: killableDatabase(storage.indexedDB, kill) } satisfies TabletStorage,
    fail() {
      fails = true
    },
    mend() {
      fails = false
    },
  }
}

describe('a tap whose line the journal’s disk has and the database does not have yet', () => {
  it('is saved: after a kill it is there, with what the tap had shown', async () => {
    const { storage, failing, fail } = await failingDatabase()
    const log = await openLog({ storage: failing })
    fail()
    const taken = await take(log)
    expect(taken).toMatchObject({ ok: true })
    const { head } = log
    // Killed here: nobody closes it.
    const again = await openLog({ storage })
    expect(labelsIn(again)).toEqual(labelsIn(log))
    expect(again.head).toEqual(head)
    await again.close()
  })

  it('is offered to the hall server, and found by its number', async () => {
    const { failing, fail } = await failingDatabase()
    const log = await openLog({ storage: failing })
    fail()
    await take(log)
    const out = await log.unsent(all, new Set())
    expect(out).toMatchObject({ from: 1, head: log.head })
    expect(out?.lines).toHaveLength(2)
    expect(await log.ownLine(log.journal, log.head.n)).toBe(out?.lines.at(-1))
  })

  it('is followed by no other until the database takes it, and by all once it does', async () => {
    const { storage, failing, fail, mend } = await failingDatabase()
    const log = await openLog({ storage: failing })
    fail()
    await take(log)
    await atRest()
    expect(await take(log)).toMatchObject({ ok: false, why: 'disk-failed' })
    expect(labelsIn(log)).toHaveLength(1)
    mend()
    expect(await take(log)).toMatchObject({ ok: true })
    await log.close()
    const again = await openLog({ storage })
    expect(labelsIn(again)).toHaveLength(2)
    await again.close()
  })

  it('holds up no emergency', async () => {
    const { storage, failing, fail } = await failingDatabase()
    const log = await openLog({ storage: failing })
    fail()
    await take(log)
    await atRest()
    expect(await log.perform(declareIncident, { plan: 'P01', version: 1, level: 3 })).toMatchObject({ ok: true })
    const again = await openLog({ storage })
    expect(again.hall.incidents.size).toBe(1)
    expect(labelsIn(again)).toHaveLength(1)
    await again.close()
  })

  it('stays on the journal’s disk, whatever the hall server has kept', async () => {
    const { storage, failing, fail, mend } = await failingDatabase()
    const log = await openLog({ storage: failing })
    const segments = async () => (await readWriteAheadJournal(storage.disk, HALL)).segments.length
    fail()
    while ((await segments()) < 3) expect(await log.perform(declareMany, {})).toMatchObject({ ok: true })
    const { head } = log
    await log.kept(log.journal, head.n)
    await settled(log)
    const kept = await readWriteAheadJournal(storage.disk, HALL)
    const numbers = new Set(kept.saved.flatMap(({ from, lines }) => lines.map((_, i) => from + i)))
    // Line 1 has been in the database since the start before.
    for (let n = 2; n <= head.n; n++) expect(numbers).toContain(n)
    // Once the database has all of it, what lies behind closed covers goes.
    mend()
    await log.perform(declareMany, {})
    await atRest()
    await log.kept(log.journal, log.head.n)
    await settled(log)
    expect(await segments()).toBe(1)
    await log.close()
  })

  it('stays there while no hall server answers, should the browser drop the database', async () => {
    const storage = newStorage()
    const first = await openConfiguredLog({ storage })
    await take(first)
    await take(first)
    await first.kept(first.journal, first.head.n)
    await first.close()
    const second = await openLog({ storage })
    await take(second)
    await second.close()
    storage.indexedDB = new IDBFactory()
    const third = await openLog({ storage })
    expect(labelsIn(third)).toHaveLength(3)
    expect(third.mine).toBe(third.journal)
    await third.close()
  })

  it('is shown by a page that opens beside the one that writes', async () => {
    const { storage, failing, fail } = await failingDatabase()
    const tabs = createTestTabs(createTestClock())
    const first = await openLog({ storage: failing, pen: tabs.open() })
    await take(first)
    fail()
    await atRest()
    await take(first)
    const second = await openLog({ storage, pen: tabs.open() })
    expect(second.pen).toBe('another-tab')
    expect(labelsIn(second)).toEqual(labelsIn(first))
    expect(labelsIn(second)).toHaveLength(2)
    await second.close()
  })
})

describe('a page that has lost the pen while the disk wrote for it', () => {
  /** Two pages of one tablet; the disk of the first stands still in its next write, before the bytes or behind them. */
  async function stolenWhileWriting(when: 'before' | 'behind', disk: MemoryDisk) {
    const clock = createTestClock()
    const tabs = createTestTabs(clock)
    const ports = [tabs.open(), tabs.open()] as const
    let stands = false
    let goOn = () => {}
    const append: typeof disk.append = async (...asked) => {
      const still = new Promise<void>((resolve) => {
        goOn = resolve
      })
      if (stands && when === 'before') await still
      const stood = await disk.append(...asked)
      if (stands && when === 'behind') await still
      return stood
    }
    const indexedDB = newStorage().indexedDB
    const first = await openConfiguredLog({ storage: { disk: { ...disk, append }, indexedDB }, pen: ports[0] })
    const second = await openLog({ storage: { disk, indexedDB }, pen: ports[1] })
    stands = true
    const late = take(first)
    await atRest()
    ports[0].freeze()
    const taken = take(second)
    await clock.pass(500)
    expect(await taken).toMatchObject({ ok: true })
    expect(second.pen).toBe('this-tab')
    stands = false
    goOn()
    await atRest()
    return { first, second, ports, late, storage: { disk, indexedDB } }
  }

  it.each([
    ['before', 'says who has begun a term', memoryDisk()],
    ['behind', 'says who has begun a term', memoryDisk()],
    ['before', 'cannot say it', silentDisk()],
    ['behind', 'cannot say it', silentDisk()],
  ] as const)(
    'says of nothing that it is saved which the other has not read, and what was tapped is saved once (%s the bytes, on a disk that %s)',
    async (when, _, disk) => {
      const { first, second, ports, late, storage } = await stolenWhileWriting(when, disk)
      ports[0].thaw()
      expect(await late).toMatchObject({ ok: true })
      await atRest()
      expect(labelsIn(second)).toHaveLength(2)
      expect(labelsIn(first)).toEqual(labelsIn(second))
      const { head } = second
      await first.close()
      await second.close()
      const again = await openLog({ storage })
      expect(labelsIn(again)).toHaveLength(2)
      expect(again.head).toEqual(head)
      await again.close()
    },
  )
})

describe('lines of others that come while the database is behind', () => {
  it('are folded above what was tapped, and all of it is there after a kill', async () => {
    const { storage, failing, fail, mend } = await failingDatabase()
    const log = await openLog({ storage: failing })
    fail()
    await take(log)
    mend()
    await log.receive(admission(2)(otherTablet('d_2', journalOf('bb')).write(NINE, issued('t_1', 'A901'))), 'live')
    const again = await openLog({ storage })
    expect(labelsIn(again)).toEqual(labelsIn(log))
    expect(labelsIn(again)).toHaveLength(2)
    await again.close()
  })
})

/** Lets the housekeeping behind an answer end: it stands in the same queue as this. */
const settled = (log: SyncedLog) => log.signedHeads().catch(() => [])

describe('two pages that take the pen at a time', () => {
  it('leave it to the one that began last, however late the other says that it has begun', async () => {
    const { disk, indexedDB } = newStorage()
    const owner = { hall: HALL, tablet: 'd_1', lane: 2, key: KEY }
    const reserve = openReserve(disk, HALL, 0)
    const database = { name: 'two-pages', version: 'test', indexedDB, IDBKeyRange }
    const stores = [await openLineStore(database, () => {}), await openLineStore(database, () => {})] as const
    let saysSo = () => {}
    let hasBegun = () => {}
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve
    })
    const putUp: typeof disk.putUp = async (...asked) => {
      await new Promise<void>((resolve) => {
        saysSo = resolve
        hasBegun()
      })
      return disk.putUp(...asked)
    }
    const slow = takeUpPen({ disk: { ...disk, putUp }, reserve, owner, chance: realChance }, stores[0])
    await begun
    const { inHand } = await takeUpPen({ disk, reserve, owner, chance: realChance }, stores[1])
    const line = { journal: inHand.pen.current.journal, from: 1, lines: ['{}'], command: null }
    expect(await inHand.journal?.append(line)).toBe(inHand.journal?.term)
    saysSo()
    await expect(slow).rejects.toThrow(PenLost)
    // It has to look who writes: that it has the pen still, the database knows.
    expect(await inHand.journal?.append(line)).not.toBe(inHand.journal?.term)
    await stores[1].checkPen()
    for (const store of stores) await store.close()
  })
})
