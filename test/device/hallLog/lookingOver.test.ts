import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { LookedPlace } from '#device/hallLog/lookingOver.ts'
import { damageFrame, damageRow, flip } from '#support/damage.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import {
  admission,
  configured,
  HALL,
  issued,
  journalOf,
  labelsIn,
  NINE,
  newStorage,
  openConfiguredLog,
  openLog,
  otherTablet,
  take,
} from '#support/openLog.ts'

/** One whole slow round; answers how many places it came to. */
async function lookOver(log: SyncedLog): Promise<number> {
  let count = 0
  for (let at: LookedPlace | null = await log.lookOver(null); at !== null; at = await log.lookOver(at)) count++
  return count
}

const other = otherTablet('d_2', journalOf('bb'))
const theirs = admission(2)(other.write(NINE, issued('t_b1', 'B001'), issued('t_b2', 'B002'), issued('t_b3', 'B003')))

/** A tablet with two tickets of its own and three of another one's. */
async function morning() {
  const disk = memoryDisk()
  const storage = { ...newStorage(disk), disk }
  const log = await openConfiguredLog({ storage })
  await log.receive(theirs, 'live')
  await take(log)
  await take(log)
  return { storage, disk, log }
}

describe('the slow round over what lies on a tablet', () => {
  it('finds nothing where nothing is damaged, and goes on from where it was', async () => {
    const { log, disk } = await morning()
    const before = new Map(disk.files)
    expect(await lookOver(log)).toBeGreaterThan(4)
    expect(disk.files).toEqual(before)
    expect(log.cursor.seq).toBe(6)
    await log.close()
  })

  it('writes a ticket that nobody else has into the journal again when its frame was damaged, and prints no number twice', async () => {
    const { disk, log, storage } = await morning()
    await damageFrame(disk, '"label":"A2-002"')
    await lookOver(log)
    await take(log)
    const labels = labelsIn(log)
    await log.close()
    // Without the database everything is on the journal's disk.
    const again = await openLog({ storage: { ...newStorage(disk) } })
    expect(labelsIn(again)).toEqual(expect.arrayContaining(labels.filter((label) => label.startsWith('A'))))
    expect(new Set(labels).size).toBe(labels.length)
    await again.close()
    expect(storage.disk).toBe(disk)
  })

  it('makes the second copy anew when something of it is damaged', async () => {
    const { disk, log } = await morning()
    await log.copyAside()
    const name = [...disk.files.keys()].find((each) => each.startsWith('copy-')) ?? ''
    await flip(disk, name, 200)
    await lookOver(log)
    expect([...disk.files.keys()].filter((each) => each.startsWith('copy-'))).not.toContain(name)
    await log.close()
    const again = await openLog({ storage: newStorage(disk) })
    expect(labelsIn(again)).toContain('B003')
    await again.close()
  })

  it.each([
    ['its words', 'B002', 'B009'],
    ['its time', '00.000Z-0002', '07.000Z-0002'],
    ['what makes it a list', '[', '('],
  ])('has a line of another tablet again from the hall server when %s changed in the database', async (_, was, is) => {
    const { log, storage } = await morning()
    const labels = labelsIn(log)
    await damageRow(storage.indexedDB, HALL, 'received', was, is)
    await lookOver(log)
    expect(log.cursor.seq).toBe(0)
    // The hall server tells everything once more.
    await log.receive(
      admission()(otherTablet('d_manager', journalOf('aa')).write(NINE - 60_000, configured)),
      'history',
    )
    await log.receive(theirs, 'history')
    expect(labelsIn(log)).toEqual(labels)
    await lookOver(log)
    expect(log.cursor.seq).toBe(6)
    await log.close()
    const again = await openLog({ storage })
    expect(labelsIn(again)).toEqual(labels)
    await again.close()
  })

  it('has an own ticket again from the journal when it changed in the database', async () => {
    const { log, storage } = await morning()
    const labels = labelsIn(log)
    await damageRow(storage.indexedDB, HALL, 'own', 'A2-001', 'A2-009')
    await lookOver(log)
    await log.close()
    const again = await openLog({ storage })
    expect(labelsIn(again)).toEqual(labels)
    expect(again.holes).toEqual([])
    await again.close()
  })
})
