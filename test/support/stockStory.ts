/** @module A hall whose counters 3, 4 and 5 are tablets that the hall knows, each with a journal, so that they have allotments. */
import type { HallEvent, NewHallEvent } from '#domain/whole.ts'
import { eventsOf, type Happening, journalOf, laneOf, setUp, situation } from './hallAfter.ts'

const SPKI = 'TUZrd0V3WUhLb1pJemowQ0FRWUk='
/** Where somebody sells. */
export const SELLERS = ['counter3', 'counter4', 'counter5'] as const

/** The id of the tablet at a counter: `d_counter3`. */
export const tabletOf = (on: string): string => `d_${on}`

/** The hall as it opens: its tablets are let in and have opened their journals. */
export const opening: readonly Happening[] = [
  ...setUp,
  ...SELLERS.flatMap((on): Happening[] => {
    const [subject, by] = [tabletOf(on), 's_li']
    const body = { place: 'counter' as const, key: SPKI, sealKey: null, box: null, after: [] }
    const opened = { tablet: subject, key: SPKI, nonce: 'nonce-of-a-test', lane: laneOf(on) }
    return [
      { kind: 'TabletAdmitted', subject, on: 'manager', by, body },
      { kind: 'TabletDescribed', subject, on: 'manager', by, body: { name: `${on.at(-1)}号窗口` } },
      { kind: 'JournalOpened', subject: journalOf(on), on, by: null, body: opened },
    ]
  }),
]

/** A command given at a seller's own tablet, or at the manager's. */
export function standing(on: string, time = '10:00', by = on === 'manager' ? 's_li' : 's_wang') {
  const where = situation(time, { on, by })
  return { ...where, tablet: { ...where.tablet, id: tabletOf(on) } }
}

/** What was decided at a tablet, written there after all that was written before. */
export const writtenAt = (on: string, decided: readonly NewHallEvent[], before: readonly HallEvent[]): HallEvent[] =>
  eventsOf(
    decided.map((draft) => ({ ...draft, on, by: on === 'manager' ? 's_li' : 's_wang' }) as Happening),
    before,
  )
