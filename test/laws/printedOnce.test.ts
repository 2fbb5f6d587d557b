import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { cloneStorage } from '#support/cloneStorage.ts'
import { rounds } from '#support/endure.ts'
import { type MemoryDisk, memoryDisk } from '#support/memoryDisk.ts'
import { newStorage, openConfiguredLog, openLog, type TabletStorage } from '#support/openLog.ts'

const ticket = { queue: 'q-pay', service: null, priority: null }

async function take(log: SyncedLog): Promise<string> {
  const taken = await log.perform(issueTicket, ticket)
  if (!taken.ok) throw new Error(taken.why)
  return taken.events.flatMap((event) => (event.kind === 'TicketIssued' ? [event.body.label] : [])).join()
}

/** Three starts with two tickets each, of which the hall server has kept the first two; the last two were not yet copied. */
async function morning(): Promise<{ storage: TabletStorage & { disk: MemoryDisk }; printed: string[] }> {
  const disk = memoryDisk()
  const storage = { ...newStorage(disk), disk }
  const printed: string[] = []
  for (const start of [0, 1, 2]) {
    const log = await (start === 0 ? openConfiguredLog({ storage }) : openLog({ storage }))
    printed.push(await take(log), await take(log))
    if (start < 2) await log.copyAside()
    if (start === 0) await log.kept(log.journal, log.head.n)
    await log.close()
  }
  return { storage, printed }
}

/** Some bytes of each file, flipped, and cut off from there on. */
function* damages({ files }: MemoryDisk, most: number): Generator<(files: Map<string, Uint8Array>) => void> {
  for (const [name, bytes] of files) {
    const step = Math.max(1, Math.floor(bytes.length / most))
    for (let at = 0; at < bytes.length; at += step) {
      yield (damaged) => {
        damaged.set(
          name,
          bytes.map((byte, i) => (i === at ? byte ^ 0x10 : byte)),
        )
      }
      yield (damaged) => void damaged.set(name, bytes.slice(0, at))
    }
    yield (damaged) => void damaged.delete(name)
  }
}

describe('a label that may be on paper', () => {
  it('never comes again, whatever byte of the journal is flipped or cut off, with the database and without it', async () => {
    const { storage, printed } = await morning()
    expect(new Set(printed).size).toBe(6)
    for (const damage of damages(storage.disk, rounds(3, 400))) {
      for (const hasDatabase of [true, false]) {
        const { indexedDB } = hasDatabase ? await cloneStorage(storage) : { indexedDB: new IDBFactory() }
        const disk = memoryDisk(storage.disk.files)
        damage(disk.files)
        const log = await openConfiguredLog({ storage: { disk, indexedDB } })
        const after = [await take(log), await take(log)]
        await log.close()
        const again = await openLog({ storage: { disk, indexedDB } })
        after.push(await take(again))
        await again.close()
        expect(new Set([...printed, ...after]).size).toBe(9)
      }
    }
  }, 300_000)
})

describe('a tablet that the hall server gave another lane', () => {
  it.each([false, true])(
    'prints no label twice, though it goes on where it was; its database lost: %s',
    async (isLost) => {
      const { storage, printed } = await morning()
      if (isLost) storage.indexedDB = new IDBFactory()
      for (let start = 0; start < 2; start++) {
        const log = await openLog({ storage, lane: 61 })
        printed.push(await take(log), await take(log))
        await log.close()
      }
      expect(printed.at(-1)).toBe(isLost ? 'A61b-004' : 'A61-004')
      expect(new Set(printed).size).toBe(10)
    },
  )
})

describe('a tablet that has lost lines', () => {
  it('prints from one sub-lane until somebody has closed the day, whatever the clock says', async () => {
    const { storage } = await morning()
    const lost = { disk: storage.disk, indexedDB: new IDBFactory() }
    for (const expected of ['A2b-001', 'A2b-002']) {
      const log = await openLog({ storage: lost })
      expect(await take(log)).toBe(expected)
      await log.close()
    }
    const tomorrow = await openLog({ storage: lost, now: () => Date.parse('2026-11-24T01:00:00.000Z') })
    expect(await take(tomorrow)).toBe('A2b-003')
    await tomorrow.close()
  })

  it('begins another sub-lane each time', async () => {
    const { storage } = await morning()
    const labels: string[] = []
    for (let i = 0; i < 3; i++) {
      const log = await openLog({ storage: { disk: storage.disk, indexedDB: new IDBFactory() } })
      labels.push(await take(log))
      await log.close()
    }
    expect(labels).toEqual(['A2b-001', 'A2c-001', 'A2d-001'])
  })
})
