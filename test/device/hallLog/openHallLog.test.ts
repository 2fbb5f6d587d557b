import { Dexie } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { namesOf } from '#device/basics/faults.ts'
import type { Outgoing } from '#device/hallLog/hallLog.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { hashOfLine, readLine } from '#log/lines.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import {
  admission,
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

const all = { lines: 500, bytes: 2 << 20 }

describe('a tablet that was just paired', () => {
  it('has written line 1 of its journal and offers it to the server', async () => {
    const log = await openLog()
    const out = await log.unsent(all, new Set())
    expect(out?.from).toBe(1)
    expect(readLine(out?.lines[0] ?? '')).toMatchObject({ ok: true, event: { kind: 'JournalOpened', n: 1 } })
    expect(log.backlog).toMatchObject({ count: 1 })
    await log.close()
  })
})

describe('taking a ticket', () => {
  it('shows it at once and still has it after the app was closed and opened', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    expect(await take(log)).toMatchObject({ ok: true })
    expect(labelsIn(log)).toHaveLength(1)
    const before = log.hall
    await log.close()
    const again = await openLog({ storage })
    expect(again.hall).toEqual(before)
    expect(again.rebuilt).toBe(false)
    await again.close()
  })

  it('chains every line to the one before it', async () => {
    const log = await openConfiguredLog()
    for (let i = 0; i < 5; i++) await take(log)
    const out = await log.unsent(all, new Set())
    expect(isChained(out)).toBe(true)
    expect(out?.head).toEqual(log.head)
    await log.close()
  })

  it('tells the screens what changed, and how the hall was before', async () => {
    const log = await openConfiguredLog()
    const changes: string[] = []
    log.onChange(({ before, hall, events, origin }) => {
      changes.push(`${origin} ${events.map(({ kind }) => kind)} ${before.tickets.size}→${hall.tickets.size}`)
    })
    await take(log)
    expect(changes).toEqual(['own TicketIssued 0→1'])
    await log.close()
  })

  it('changes nothing when the command refuses', async () => {
    const log = await openConfiguredLog()
    const { hall, head } = log
    const answer = await log.perform(issueTicket, { queue: 'nowhere', service: null, priority: null })
    expect(answer).toMatchObject({ ok: false, why: 'queue-unknown' })
    expect(log.hall).toBe(hall)
    expect(log.head).toEqual(head)
    await log.close()
  })

  it('is not for a wall: nothing is written that the hall server would set aside', async () => {
    const log = await openConfiguredLog({ place: 'wall' })
    const before = log.head
    expect(await take(log)).toMatchObject({ ok: false, why: 'not-your-place' })
    expect(log.head).toEqual(before)
    expect(labelsIn(log)).toEqual([])
    await log.close()
  })

  it('changes nothing when the disk is full, and goes on when there is room again', async () => {
    const disk = memoryDisk()
    const storage = newStorage(disk)
    const log = await openConfiguredLog({ storage })
    await take(log)
    const { hall, head } = log
    disk.fill(17)
    expect(await take(log)).toMatchObject({ ok: false, why: 'disk-is-full' })
    expect(log.hall).toBe(hall)
    expect(log.head).toEqual(head)
    disk.empty()
    expect(await take(log)).toMatchObject({ ok: true })
    await log.close()
    const again = await openLog({ storage })
    expect(again.head.n).toBe(3)
    expect(labelsIn(again)).toHaveLength(2)
    await again.close()
  })
})

describe('what an early trial version left on a tablet', () => {
  it('is refused before anything is written, in the database and on the journal’s disk', async () => {
    const storage = newStorage()
    const old = new Dexie('stayopen-h_test', { indexedDB: storage.indexedDB, IDBKeyRange })
    old.version(1).stores({ own: '[journal+from]', meta: 'key' })
    await old.open()
    old.close()
    const told = await openLog({ storage }).catch((fault: unknown) => namesOf(fault))
    expect(told).toContain('OldRecords')
    const disk = memoryDisk(new Map([['log-h_test-00000001-00000001', new Uint8Array(3)]]))
    const onDisk = await openLog({ storage: newStorage(disk) }).catch((fault: unknown) => namesOf(fault))
    expect(onDisk).toEqual(['OldRecords'])
    expect([...disk.files.keys()]).toEqual(['log-h_test-00000001-00000001'])
  })
})

describe('a disk that fails', () => {
  it('is not called full when it fails in any other way, and nothing is said to be saved', async () => {
    const disk = memoryDisk()
    let broken = false
    const append: typeof disk.append = (name, bytes) =>
      broken ? Promise.reject(new DOMException('the file is gone', 'InvalidStateError')) : disk.append(name, bytes)
    const log = await openConfiguredLog({ storage: newStorage({ ...disk, append }) })
    await take(log)
    const { hall, head } = log
    broken = true
    expect(await take(log)).toMatchObject({ ok: false, why: 'disk-failed' })
    expect([log.hall, log.head]).toEqual([hall, head])
    broken = false
    expect(await take(log)).toMatchObject({ ok: true })
    await log.close()
  })
})

describe('when the browser drops the database', () => {
  it('is rebuilt from the journal, in the same journal, and says so', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    for (let i = 0; i < 3; i++) await take(log)
    const { journal, head } = log
    await log.close()
    storage.indexedDB = new IDBFactory()
    const again = await openLog({ storage })
    expect(again.rebuilt).toBe(true)
    expect(again.journal).toBe(journal)
    expect(again.head).toEqual(head)
    expect(labelsIn(again)).toHaveLength(3)
    expect(again.cursor).toEqual({ server: null, seq: 0 })
    await again.close()
  })

  it('goes on in the same journal when everything was acknowledged and let go', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    for (let i = 0; i < 3; i++) await take(log)
    await log.kept(log.journal, log.head.n)
    await log.close()
    const second = await openLog({ storage })
    await take(second)
    await second.kept(second.journal, second.head.n)
    const { journal, head } = second
    await second.close()
    storage.indexedDB = new IDBFactory()
    const third = await openLog({ storage })
    expect(third.journal).toBe(journal)
    expect(third.head).toEqual(head)
    expect(third.mine).toBe(null)
    await third.close()
  })

  it('prints from a sub-lane at once, since it does not know which numbers it has printed', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    for (let i = 0; i < 3; i++) await take(log)
    const lines = (await log.unsent(all, new Set()))?.lines ?? []
    await log.kept(log.journal, log.head.n)
    await log.close()
    // A second start writes a segment of its own, so that the first one, acknowledged, is let go.
    const second = await openLog({ storage })
    await take(second)
    await second.kept(second.journal, second.head.n)
    await second.close()
    storage.indexedDB = new IDBFactory()
    const third = await openConfiguredLog({ storage })
    expect(await take(third)).toMatchObject({ ok: true })
    await third.receive(admission(2)(lines), 'history')
    expect(await take(third)).toMatchObject({ ok: true })
    expect(labelsIn(third)).toEqual(['A2-001', 'A2-002', 'A2-003', 'A2-004', 'A2b-001', 'A2b-002'])
    await third.close()
  })
})

describe('when the journal on disk is damaged', () => {
  it('is refilled from the database', async () => {
    const disk = memoryDisk()
    const storage = newStorage(disk)
    const log = await openConfiguredLog({ storage })
    for (let i = 0; i < 3; i++) await take(log)
    const { journal, head } = log
    await log.close()
    disk.files.clear()
    const again = await openLog({ storage })
    expect(again.head).toEqual(head)
    await again.close()
    storage.indexedDB = new IDBFactory()
    const third = await openLog({ storage })
    expect(third.journal).toBe(journal)
    expect(third.head).toEqual(head)
    expect(labelsIn(third)).toHaveLength(3)
    await third.close()
  })
})

describe('what the server has kept', () => {
  it('is no longer offered, and the rest is', async () => {
    const log = await openConfiguredLog()
    for (let i = 0; i < 4; i++) await take(log)
    await log.kept(log.journal, 3)
    expect(log.backlog.count).toBe(2)
    expect(await log.unsent(all, new Set())).toMatchObject({ from: 4 })
    expect((await log.unsent({ lines: 1, bytes: 100_000 }, new Set()))?.lines).toHaveLength(1)
    await log.kept(log.journal, 5)
    expect(log.backlog).toEqual({ count: 0, oldest: null })
    expect(await log.unsent(all, new Set())).toBe(null)
    await log.close()
  })

  it('is offered again, whole, to a new server', async () => {
    const log = await openConfiguredLog()
    await take(log)
    await log.kept(log.journal, 2)
    await log.startEpoch('e_2')
    expect(log.cursor).toEqual({ server: 'e_2', seq: 0 })
    expect(await log.unsent(all, new Set())).toMatchObject({ from: 1 })
    expect(log.backlog).toEqual({ count: 2, oldest: expect.any(Number) })
    await log.close()
  })
})

describe('what arrives from elsewhere', () => {
  it('is shown, and is there after a restart with its cursor', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    const admit = admission(2)
    const other = otherTablet('d_2', journalOf('bb'))
    await log.receive(admit(other.write(NINE, issued('t_1', 'A001'))), 'live')
    await log.receive(admit(other.write(NINE + 1, issued('t_2', 'A002'))), 'live')
    expect(labelsIn(log)).toEqual(['A001', 'A002'])
    await log.close()
    const again = await openLog({ storage })
    expect(again.cursor).toEqual({ server: 'e_1', seq: 5 })
    expect(labelsIn(again)).toEqual(['A001', 'A002'])
    await again.close()
  })

  it('is refused whole when a seq is missing, so that nothing is passed over', async () => {
    const log = await openConfiguredLog()
    const lines = otherTablet('d_2', journalOf('bb')).write(NINE, issued('t_1', 'A001'))
    await expect(log.receive(admission(7)(lines), 'live')).rejects.toThrow('seq 8 came after 2')
    expect(log.cursor.seq).toBe(2)
    expect(labelsIn(log)).toEqual([])
    await log.close()
  })

  it('counts once, however often it comes', async () => {
    const log = await openConfiguredLog()
    const run = admission(2)(otherTablet('d_2', journalOf('bb')).write(NINE, issued('t_1', 'A001')))
    await log.receive(run, 'live')
    await log.receive(run, 'live')
    await log.startEpoch('e_2')
    await log.receive(
      run.map((each, i) => ({ ...each, seq: i + 1 })),
      'history',
    )
    expect(labelsIn(log)).toEqual(['A001'])
    expect(log.hall.strays).toEqual([])
    await log.close()
  })

  it('leaves what the server has quarantined out of the hall, and can still name it after a restart', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    const [opened, ticket] = admission(2)(otherTablet('d_2', journalOf('bb')).write(NINE, issued('t_1', 'A001')))
    await log.receive([opened!, { ...ticket!, quarantined: 'not-your-place' }], 'live')
    expect(labelsIn(log)).toEqual([])
    expect(log.cursor.seq).toBe(4)
    const setAside = [{ journal: journalOf('bb'), n: 2, code: 'not-your-place' }]
    expect(log.setAside).toEqual(setAside)
    await log.close()
    const again = await openLog({ storage })
    expect(again.setAside).toEqual(setAside)
    expect(labelsIn(again)).toEqual([])
    await again.close()
  })

  it('says what the hall was when only what the server had admitted was known', async () => {
    const log = await openConfiguredLog()
    const admit = admission(2)
    const other = otherTablet('d_2', journalOf('bb'))
    await log.receive(admit(other.write(NINE + 1000, issued('t_1', 'A901'))), 'live')
    await take(log)
    await log.receive(admit(other.write(NINE + 2000, issued('t_2', 'A902'))), 'live')
    const labels = (seq: number) => [...log.hallAsOf(seq).tickets.values()].map(({ label }) => label).sort()
    expect(labels(3)).toEqual([])
    expect(labels(4)).toEqual(['A901'])
    expect(labels(5)).toEqual(['A901', 'A902'])
    await log.receive([{ seq: 6, received: '2026-11-23T01:00:00.000Z', yours: { journal: log.journal, n: 2 } }], 'live')
    expect(labels(5)).toEqual(['A901', 'A902'])
    expect(labels(6)).toHaveLength(3)
    await log.close()
  })
})

describe('an own event that the server quarantined', () => {
  it('leaves the hall, and stays out after a restart', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    await take(log)
    await log.quarantined(log.journal, [{ n: 2, code: 'not-your-place' }])
    expect(labelsIn(log)).toEqual([])
    expect(log.setAside).toEqual([{ journal: log.journal, n: 2, code: 'not-your-place' }])
    await log.close()
    const again = await openLog({ storage })
    expect(labelsIn(again)).toEqual([])
    expect(again.head.n).toBe(2)
    await again.close()
  })
})

describe('a new journal', () => {
  it('continues the old one, whose lines are still offered first', async () => {
    const log = await openConfiguredLog()
    await take(log)
    const old = log.journal
    await log.openNewJournal('fork')
    await take(log)
    expect(log.journal).not.toBe(old)
    expect(log.head.n).toBe(2)
    expect(log.hall.journals.get(log.journal)?.continues).toBe(old)
    expect(await log.unsent(all, new Set())).toMatchObject({ journal: old, from: 1 })
    expect(await log.unsent(all, new Set([old]))).toMatchObject({ journal: log.journal, from: 1 })
    await log.close()
  })
})

function isChained(out: Outgoing | null): boolean {
  let prev = '0'.repeat(64)
  for (const line of out?.lines ?? []) {
    const read = readLine(line)
    if (!read.ok || read.head.prev !== prev) return false
    prev = hashOfLine(line)
  }
  return (out?.lines.length ?? 0) > 0
}
