import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { Admitted } from '#device/hallLog/sortRun.ts'
import { createPen, firstJournal } from '#device/journal/pen.ts'
import { casesSlice } from '#domain/cases/fold.ts'
import { slice } from '#domain/daily.ts'
import { kind } from '#domain/kind.ts'
import { ledgerSlice } from '#domain/ledger/fold.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { Id, ShownText } from '#domain/shapes.ts'
import { hasOpen, opened } from '#domain/shelf.ts'
import type { Slice } from '#domain/slice.ts'
import { type HallEvent, slices } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import { type Line, writeLine } from '#log/lines.ts'
import { atRest } from '#support/atRest.ts'
import { asText, busyMorning } from '#support/busyMorning.ts'
import { rounds } from '#support/endure.ts'
import { eventsOf, setUp } from '#support/hallAfter.ts'
import { admission, NINE, newStorage, openLog } from '#support/openLog.ts'
import { realChance } from '#support/realChance.ts'
import { createTestClock } from '#support/testClock.ts'
import { createTestTabs } from '#support/testTabs.ts'
import { anyDay } from './anyDay.ts'
import { anyHappening } from './anyKind.ts'

const later = () => NINE + 5 * 3_600_000
/** What the hall looks like; each tablet's own first line is no part of it. */
function looks(hall: OpenHall): string {
  const fields = Object.entries({ ...hall, journals: new Map(), at: null }).sort(([a], [b]) => (a < b ? -1 : 1))
  return asText(Object.fromEntries(fields))
}
const lineOf = (event: HallEvent): Line => {
  const written = writeLine(event, new Uint8Array(16))
  if (!written.ok) throw new Error(written.why)
  return written.line
}

/** The lines of a day as the hall server admitted them: each journal in its order, one beside the other in any. */
const arriving = fc.tuple(anyDay, fc.array(fc.nat(999), { minLength: 400, maxLength: 400 })).map(([day, keys]) => {
  const events = eventsOf([...setUp, ...day])
  const turns = new Map<string, number[]>()
  for (const [i, { journal }] of events.entries())
    turns.set(journal, [...(turns.get(journal) ?? []), keys[i % keys.length]!])
  for (const each of turns.values()) each.sort((a, b) => b - a)
  return events
    .map((event) => ({ event, turn: turns.get(event.journal)?.pop() ?? 0 }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ event }) => lineOf(event))
})
const some = fc.subarray([...slices])
/** What happens to a tablet between two batches. */
const between = fc.oneof(
  fc.record({ how: fc.constant('open' as const), slices: some }),
  fc.record({ how: fc.constant('restart' as const), slices: some }),
  fc.record({ how: fc.constant('nothing' as const), slices: some }),
)

async function inBatches(
  lines: readonly Line[],
  size: number,
  take: (batch: readonly Admitted[]) => Promise<void>,
): Promise<void> {
  const admitted = admission()(lines)
  for (let at = 0; at < admitted.length; at += size) await take(admitted.slice(at, at + size))
}

/** The hall of a tablet on which everything was open from the start. */
async function fromTheStart(lines: readonly Line[], size: number): Promise<string> {
  const log = await openLog({ now: later })
  await log.startEpoch('e_1')
  await inBatches(lines, size, (batch) => log.receive(batch, 'history'))
  const seen = looks(log.hall)
  await log.close()
  return seen
}

describe('a subject that is taken from the shelf', () => {
  it('is the same as if it had been open from the start, with late events and restarts in between', async () => {
    await fc.assert(
      fc.asyncProperty(arriving, fc.array(between, { maxLength: 6 }), async (lines, acts) => {
        const size = Math.max(1, Math.ceil(lines.length / (acts.length + 1)))
        const storage = newStorage()
        let log = await openLog({ storage, now: later, opens: [] })
        await log.startEpoch('e_1')
        const left = [...acts]
        await inBatches(lines, size, async (batch) => {
          const act = left.shift()
          if (act?.how === 'restart') {
            await log.close()
            log = await openLog({ storage, now: later, opens: act.slices })
          }
          // Opening waits for nothing, and nothing waits for it.
          const opening = act?.how === 'open' ? log.open(...act.slices) : undefined
          await log.receive(batch, 'live')
          await opening
          if (act?.how !== 'nothing') for (const each of act?.slices ?? []) expect(hasOpen(log.hall, each)).toBe(true)
        })
        await log.open(...slices)
        expect(looks(log.hall)).toBe(await fromTheStart(lines, size))
        await log.close()
      }),
      { numRuns: rounds(5, 500) },
    )
  })

  it('is the same in every tab, whatever each of them has open', async () => {
    await fc.assert(
      fc.asyncProperty(arriving, some, some, some, async (lines, first, second, afterwards) => {
        const storage = newStorage()
        const tabs = createTestTabs(createTestClock())
        const writes = await openLog({ storage, now: later, opens: first, pen: tabs.open() })
        await writes.startEpoch('e_1')
        const follows = await openLog({ storage, now: later, opens: second, pen: tabs.open() })
        const half = Math.ceil(lines.length / 2)
        let opening: Promise<void> | undefined
        await inBatches(lines, half, async (batch) => {
          await writes.receive(batch, 'live')
          opening ??= follows.open(...afterwards)
        })
        await opening
        await atRest()
        for (const log of [writes, follows]) await log.open(...slices)
        await atRest()
        const whole = await fromTheStart(lines, half)
        expect([writes, follows].map(({ hall }) => looks(hall))).toEqual([whole, whole])
        await follows.close()
        await writes.close()
      }),
      { numRuns: rounds(3, 300) },
    )
  })
})

describe('a long morning with much that nobody has open', () => {
  const busy = busyMorning({ tickets: 1_000 })
  const [first] = fc.sample(fc.array(anyHappening, { minLength: 150, maxLength: 150 }), { numRuns: 1, seed: 7 })
  const others = eventsOf([...(first ?? [])].map((happening, i) => ({ ...happening, on: `other${i % 3}` })))
  const lines = [...busy, ...others].sort(compareEvents).map(lineOf)
  // A tablet that was alone comes back: what it wrote lies far before what is here.
  const late = lines.filter((_, i) => i % 40 === 7)
  const order = [...lines.filter((line) => !late.includes(line)), ...late]

  const open = async (storage: ReturnType<typeof newStorage>, opens: readonly Slice[]): Promise<SyncedLog> =>
    openLog({ storage, now: later, opens })

  it('is whole for each who opens it, from snapshots that have it and over those that have it not', async () => {
    const storage = newStorage()
    const admitted = admission()(order)
    // Long enough for a snapshot of each: one with cases, and a newer one without.
    const part = 2_400
    let log = await open(storage, [])
    await log.startEpoch('e_1')
    for (const [i, opens] of [[casesSlice], [], [ledgerSlice, casesSlice]].entries()) {
      await log.open(...opens)
      for (const each of opens) expect(hasOpen(log.hall, each)).toBe(true)
      for (let at = i * part; at < Math.min((i + 1) * part, admitted.length); at += 400)
        await log.receive(admitted.slice(at, Math.min(at + 400, (i + 1) * part)), 'history')
      await log.close()
      log = await open(storage, [])
      expect(hasOpen(log.hall, casesSlice)).toBe(false)
    }
    await log.open(casesSlice)
    await log.open(...slices)
    expect(looks(log.hall)).toBe(await fromTheStart(order, 400))
    await log.close()
  })
})

describe('a subject that nobody knew yesterday', () => {
  const noteKinds = { NoteWritten: kind({ body: v.object({ text: ShownText }), subject: Id, writers: ['counter'] }) }
  const notesSlice = slice<{ readonly notes: ReadonlyMap<string, string> }>()('notes', {
    start: { notes: new Map() },
    needs: [],
    kinds: noteKinds,
    folds: { NoteWritten: (hall, { subject, body }) => void hall.notes.set(subject, body.text) },
    forgets: { notes: 'it is a test' },
  })
  const pen = createPen(
    { hall: 'h_test', tablet: 'd_7', lane: 7, key: 'MFkw' },
    [firstJournal('j_00000000000000ee')],
    realChance,
  )
  const write = (n: number): readonly Line[] => {
    const written = pen.write([{ kind: 'NoteWritten', subject: `note_${n}`, body: { text: `${n}` } }], null, NINE + n)
    if (written === 'line-too-long') throw new Error(written)
    pen.commit(written)
    return written.lines
  }

  it('is kept unread, opened late with all that came before, written to, and gone again without a trace', async () => {
    const storage = newStorage()
    const log = await openLog({ storage, now: later, opens: [] })
    await log.startEpoch('e_1')
    const admit = admission()
    await log.receive(admit([...write(1), ...write(2)]), 'live')
    expect(hasOpen(log.hall, notesSlice)).toBe(false)
    const shown = looks(log.hall)
    await log.open(notesSlice)
    await log.receive(admit(write(3)), 'live')
    expect([...opened(log.hall, notesSlice).notes.values()]).toEqual(['1', '2', '3'])
    await log.close()
    const without = await openLog({ storage, now: later, opens: [] })
    expect(looks(without.hall)).toBe(shown)
    await without.close()
  })
})
