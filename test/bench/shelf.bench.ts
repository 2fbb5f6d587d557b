import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { bench, describe } from 'vitest'
import { caseWithSerial } from '#domain/cases/cases.ts'
import { casesSlice } from '#domain/cases/fold.ts'
import { createFold } from '#domain/fold.ts'
import { emptyHall, foldEvents, type Hall, type HallEvent, slices } from '#domain/whole.ts'
import { keptEvent, writeLine } from '#log/lines.ts'
import { busyMorning } from '#support/busyMorning.ts'
import { eventsOf, type Happening, setUp, ticketIssued } from '#support/hallAfter.ts'
import { admission, NINE, newStorage, openLog } from '#support/openLog.ts'
import { everyKind } from '../laws/anyKind.ts'
import { measure, once, print } from './report.ts'

/* What the shelf costs and saves: a live event on a hall that is two months old, and opening a subject on a long history. */

const DAYS = 60
const SERIALS_A_DAY = 300
const LONG = 100_000

/** A hall with what two months of entering cases at the operator leave behind. */
function twoMonthsOld(): Hall {
  const serials = new Map<string, Map<string, string>>()
  for (let day = 0; day < DAYS; day++)
    for (let i = 0; i < SERIALS_A_DAY; i++) {
      const on = new Date(NINE - day * 86_400_000).toISOString().slice(0, 10)
      serials.set(on, (serials.get(on) ?? new Map()).set(`BOSS-${on}-${i}`, `c_${day}_${i}`))
    }
  return { ...foldEvents(emptyHall('h_test'), eventsOf(setUp)), serials }
}

/** A case as somebody opens it. */
const [openedCase] = fc.sample(everyKind.get('CaseOpened')!, { numRuns: 1, seed: 3 }) as [Happening]

/** Days of so many tickets each, one case to ten of them, one day after the other, each closed at its end. */
function manyDays(days: number, tickets: number): readonly HallEvent[] {
  const first = Date.parse('2026-11-23T00:00:00.000Z')
  return Array.from({ length: days }, (_, at) => {
    const from = NINE + at * 86_400_000
    const dayAt = (offset: number) => new Date(first + offset * 86_400_000).toISOString().slice(0, 10)
    const told = busyMorning({ tickets, from }).map((event) => ({
      ...event,
      journal: `j_${String(at).padStart(2, '0')}${event.journal.slice(4)}`,
      subject: event.subject.startsWith('t_') ? `${event.subject}d${at}` : event.subject,
      body: 'day' in event.body ? { ...event.body, day: dayAt(at) } : event.body,
    })) as HallEvent[]
    const last = told.at(-1)!
    const cases = told.filter(({ kind }, i) => kind === 'TicketIssued' && i % 10 === 0)
    const taken = cases.map((event, i) => ({
      ...event,
      journal: `j_cc${String(at).padStart(14, '0')}`,
      n: i + 1,
      kind: 'CaseOpened',
      subject: `c_${at}_${i}`,
      body: openedCase.body,
    })) as HallEvent[]
    const closed = { open: 'void', next: dayAt(at + 1), known: {} }
    const end = { ...last, n: last.n + 1, kind: 'DayClosed', subject: dayAt(at), body: closed } as unknown as HallEvent
    return [...told, ...taken, { ...end, stamp: last.stamp.replace(/^.{24}/, `${dayAt(at)}T12:00:00.000Z`) }]
  }).flat()
}

const lineOf = (event: HallEvent): string => {
  const written = writeLine(event, randomBytes(16))
  if (!written.ok) throw new Error(written.why)
  return written.line
}

describe('a live event', () => {
  bench(
    'after 60 days of 300 serials',
    async () => {
      const [issued] = eventsOf([ticketIssued('A001')]) as [HallEvent]
      const [opened] = eventsOf([openedCase]) as [HallEvent]
      const open = foldEvents(twoMonthsOld(), [opened])
      const entered = {
        ...opened,
        n: opened.n + 1,
        kind: 'CaseEntered',
        body: { serial: 'BOSS-NEW', confirmUntil: null },
      }
      if (caseWithSerial(foldEvents(open, [entered as HallEvent]), 'BOSS-NEW') === null)
        throw new Error('what is measured writes to the serials')
      for (const [what, event, hall] of [
        ['a ticket', issued, open],
        ['a case', opened, twoMonthsOld()],
        ['a case that is entered at the operator', entered as HallEvent, open],
      ] as const) {
        await measure(200, () => foldEvents(hall, [event]))
        const measured = await measure(2_000, () => foldEvents(hall, [event]))
        print({
          what: `a live event of ${what} after 60 days of 300 serials`,
          unit: 'ms',
          measured,
          target: { most: 0.2 },
        })
      }
    },
    once,
  )
})

describe('a subject on the shelf', () => {
  bench(
    'is opened on 100,000 events',
    async () => {
      const admitted = admission()(manyDays(20, LONG / 20 / 5).map(lineOf))
      const storage = newStorage()
      const log = await openLog({ storage, opens: [], now: () => NINE + 30 * 86_400_000 })
      await log.startEpoch('e_1')
      for (let at = 0; at < admitted.length; at += 2_000) await log.receive(admitted.slice(at, at + 2_000), 'history')
      await log.close()
      // The least it could do: read every line once, and fold.
      const raw = await measure(1, () => {
        const all = createFold<Hall>(slices)
        all.fold(
          all.empty('h_test'),
          admitted.flatMap((each) => ('line' in each ? (keptEvent(each.line) ?? []) : [])),
        )
      })
      const again = await openLog({ storage, opens: [], now: () => NINE + 30 * 86_400_000 })
      const opening = await measure(1, () => again.open(casesSlice))
      print({
        what: 'opening cases on 100,000 events that no snapshot has',
        unit: 'ms',
        measured: opening,
        raw,
        target: { most: 3, of: 'raw' },
      })
      await again.close()
    },
    once,
  )
})
