import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { Admitted } from '#device/hallLog/sortRun.ts'
import { openWorkingSet } from '#device/hallLog/workingSet.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { continuitySlice } from '#domain/continuity/fold.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { opened } from '#domain/shelf.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { emptyHall, foldEvents, type HallCommand } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import { keptEvent } from '#log/lines.ts'
import { asText, busyJournals } from '#support/busyMorning.ts'
import { asAnOlderBuild } from '#support/olderBuild.ts'
import { admission, issued, journalOf, NINE, newStorage, openLog, otherTablet } from '#support/openLog.ts'

/** Five lines each: enough for a snapshot and some more. */
const TICKETS = 600
const journals = busyJournals({ tickets: TICKETS })
const byTime = journals
  .flatMap(({ lines, events }) => lines.map((line, i) => ({ line, event: events[i]! })))
  .sort((a, b) => compareEvents(a.event, b.event))
const backup = { backup: 'router', name: '应急路由', where: '库房', keeper: '', phone: '' } as const
const noon = () => NINE + 4 * 3_600_000

async function receiveAll(log: SyncedLog, admitted: readonly Admitted[], size = 500): Promise<void> {
  for (let at = 0; at < admitted.length; at += size) await log.receive(admitted.slice(at, at + size), 'history')
}

/** The tickets of a hall as text; the log's own first line is not among them. */
const tickets = ({ tickets }: OpenHall) => asText({ ...emptyHall('h_test'), tickets })
const expected = tickets(
  foldEvents(
    emptyHall('h_test'),
    byTime.map(({ event }) => event),
  ),
)

describe('a long morning that has arrived', () => {
  it('is the same hall after a restart from a snapshot, and after one by another build', async () => {
    const storage = newStorage()
    const log = await openLog({ storage, now: noon })
    await log.startEpoch('e_1')
    await receiveAll(log, admission()(byTime.map(({ line }) => line)))
    expect(tickets(log.hall)).toBe(expected)
    await log.close()
    for (const version of ['test', 'next', 'test']) {
      const again = await openLog({ storage, now: noon, version })
      expect(tickets(again.hall)).toBe(expected)
      expect(again.cursor.seq).toBe(byTime.length)
      await again.close()
    }
  })

  it('takes in a ticket that was issued before everything else, now and after a restart', async () => {
    const storage = newStorage()
    const log = await openLog({ storage, now: noon })
    await log.startEpoch('e_1')
    const admit = admission()
    await receiveAll(log, admit(byTime.map(({ line }) => line)))
    await log.close()
    const again = await openLog({ storage, now: noon })
    const late = otherTablet('d_9', journalOf('cc')).write(NINE - 30_000, issued('t_late', 'A9999'))
    await again.receive(admit(late), 'live')
    expect([...again.hall.tickets.keys()][0]).toBe('t_late')
    const { hall } = again
    await again.close()
    const third = await openLog({ storage, now: noon })
    expect(asText(third.hall)).toBe(asText(hall))
    expect(third.hall.tickets.size).toBe(TICKETS + 1)
    await third.close()
  })

  it('adds up to the same when each tablet sends its journal in one piece after an outage', async () => {
    const log = await openLog({ now: noon })
    await log.startEpoch('e_1')
    await receiveAll(log, admission()(journals.flatMap(({ lines }) => lines)), 400)
    expect(tickets(log.hall)).toBe(expected)
    await log.close()
  })

  it('lets a tap through while it arrives', async () => {
    const log = await openLog({ now: noon })
    await log.startEpoch('e_1')
    const admitted = admission()(byTime.map(({ line }) => line))
    await log.receive(admitted.slice(0, 10), 'history')
    const order: string[] = []
    const arriving = receiveAll(log, admitted.slice(10), 1_000).then(() => order.push('arrived'))
    await log.perform(issueTicket, { queue: 'q-pay', service: null, priority: null })
    order.push('tapped')
    await arriving
    expect(order).toEqual(['tapped', 'arrived'])
    expect(log.hall.tickets.size).toBe(TICKETS + 1)
    await log.close()
  })
})

describe('many taps and many single events', () => {
  it('are all there after their rows were made into segments', async () => {
    const storage = newStorage()
    const log = await openLog({ storage, now: noon })
    await log.startEpoch('e_1')
    const admitted = admission()(byTime.slice(0, 301).map(({ line }) => line))
    for (const each of admitted) await log.receive([each], 'live')
    for (let i = 0; i < 300; i++) await log.perform(issueTicket, { queue: 'q-pay', service: null, priority: null })
    const { hall, head } = log
    await log.close()
    const again = await openLog({ storage, now: noon })
    expect(asText(again.hall)).toBe(asText(hall))
    expect(again.head).toEqual(head)
    const out = await again.unsent({ lines: 500, bytes: 1 << 20 }, new Set())
    expect(out?.lines).toHaveLength(301)
    await again.kept(again.journal, 200)
    expect(await again.unsent({ lines: 10, bytes: 1 << 20 }, new Set())).toMatchObject({ from: 201 })
    await again.close()
  })
})

describe('tickets of which a newer version says what this one does not understand', () => {
  it('count after the update, also when a snapshot was written without them', async () => {
    const storage = newStorage()
    const older = asAnOlderBuild(({ number }) => number === 2)
    try {
      for (const lines of [byTime, []]) {
        const log = await openLog({ storage, now: noon })
        if (lines.length > 0) await log.startEpoch('e_1')
        await receiveAll(log, admission()(lines.map(({ line }) => line)))
        expect(log.hall.tickets.size).toBeGreaterThan(0)
        expect(log.hall.tickets.size).toBeLessThan(TICKETS)
        await log.close()
      }
    } finally {
      older.update()
    }
    const updated = await openLog({ storage, now: noon, version: 'next' })
    expect(tickets(updated.hall)).toBe(expected)
    await updated.close()
  })
})

describe('a kind that only a newer build knows', () => {
  it('is kept as it came, and not shown', async () => {
    const storage = newStorage()
    const log = await openLog({ storage, now: noon })
    await log.startEpoch('e_1')
    const [first] = otherTablet('d_2', journalOf('bb')).write(NINE, issued('t_1', 'A001'))
    const unknown = first!.replace('JournalOpened', 'LanternLit')
    await log.receive([{ seq: 1, received: '2026-11-23T01:00:00.000Z', line: unknown }], 'live')
    expect(log.cursor.seq).toBe(1)
    expect(log.hall.strays).toEqual([])
    await log.close()
  })
})

describe('a slice that is opened while lines come in', () => {
  /** A store with one line in it, whose reader waits until it is let go. */
  function slowStore(line: string) {
    let letGo = () => {}
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const gate = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const store: Partial<LineStore> = {
      cursor: async () => ({ server: 'e_1', seq: 1, held: new Map() }),
      quarantined: async () => new Set(),
      snapshot: async () => null,
      journals: async () => [],
      async *receivedAfter() {
        begin()
        yield { id: 1, server: 'e_1', entries: [{ seq: 1, received: '', line }] }
        await gate
      },
    }
    return { store: store as LineStore, begun, letGo: () => letGo() }
  }

  it('counts what was not on the disk yet when it was read', async () => {
    const [, first = '', second = ''] = otherTablet('d_9', journalOf('cc')).write(
      NINE,
      { kind: 'BackupListed', subject: 'b_1', body: backup },
      { kind: 'BackupListed', subject: 'b_2', body: backup },
    )
    const { store, begun, letGo } = slowStore(first)
    const set = openWorkingSet('h_test', store, [], { root: null, here: { id: 'd_1', place: 'reception' } })
    const opening = set.open([continuitySlice])
    await begun
    set.add([{ event: keptEvent(second)!, seq: 2 }])
    letGo()
    await opening
    expect([...opened(set.hall, continuitySlice).continuity.backups.keys()].sort()).toEqual(['b_1', 'b_2'])
  })
})

describe('a line of this tablet that the hall server does not admit', () => {
  it('counts no more, also when its subject is on the shelf and a snapshot has it', async () => {
    const storage = newStorage()
    const log = await openLog({ storage, now: noon, place: 'manager', opens: [continuitySlice] })
    await log.startEpoch('e_1')
    const listed = { kind: 'BackupListed', subject: 'b_1', body: backup } as const
    const list: HallCommand<null> = { name: 'list', needs: [], decide: () => ({ ok: true, events: [listed] }) }
    expect((await log.perform(list, null)).ok).toBe(true)
    expect(opened(log.hall, continuitySlice).continuity.backups.size).toBe(1)
    const { journal, head } = log
    await receiveAll(log, admission()(byTime.map(({ line }) => line)))
    await log.close()
    const again = await openLog({ storage, now: noon, place: 'manager', opens: [] })
    await again.quarantined(journal, [{ n: head.n, code: 'not-allowed-here' }])
    await again.open(continuitySlice)
    expect(opened(again.hall, continuitySlice).continuity.backups.size).toBe(0)
    await again.close()
  })
})
