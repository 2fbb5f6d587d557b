import type { Position } from '#log/event.ts'
import { foldCalls } from './calls/calls.ts'
import { type CounterState, foldCounters } from './counters/counters.ts'
import { type DayState, foldDays } from './day/day.ts'
import { foldKeys, type HallKeys, noKeys } from './keys/keys.ts'
import type { EventOf, HallEvent, KindName } from './kinds.ts'
import { foldNumbers, type NumberBook } from './numbers/numbers.ts'
import { foldPapers } from './papers/papers.ts'
import { foldSettings, type Settings, startSettings } from './settings/settings.ts'
import { foldStaff, type StaffMember } from './staff/staff.ts'
import { foldTablets, type JournalInfo, type Tablet } from './tablets/tablets.ts'
import { foldTickets, type Ticket } from './tickets/tickets.ts'
import type { Pace } from './waits/pace.ts'

/**
 * What the hall looks like: the sum of its events in fold order. Plain data (structured clone keeps it), replaced,
 * never changed: an older Hall stays as it was.
 */
export interface Hall {
  readonly id: string
  readonly settings: Settings
  /** The working set: tickets of open days and of the day closed last, by id. */
  readonly tickets: ReadonlyMap<string, Ticket>
  /** Ticket ids by label of the working set, `2026-11-23/A019`. */
  readonly ticketsByLabel: ReadonlyMap<string, string>
  readonly counters: ReadonlyMap<string, CounterState>
  readonly staff: ReadonlyMap<string, StaffMember>
  readonly tablets: ReadonlyMap<string, Tablet>
  readonly journals: ReadonlyMap<string, JournalInfo>
  readonly keys: HallKeys
  /** Names of papers that were destroyed. */
  readonly shredded: ReadonlySet<string>
  /** Number blocks and lanes by `day/queue`. */
  readonly numbers: ReadonlyMap<string, NumberBook>
  readonly days: ReadonlyMap<string, DayState>
  /** While the hall is marked emergency: the day that goes on overnight. */
  readonly emergencyDay: string | null
  /** Measured service times by pace key. */
  readonly paces: ReadonlyMap<string, Pace>
  /** Events about tickets this working set does not hold (any more); shown to the manager. */
  readonly strays: readonly Stray[]
  /** Where the fold stands: the last event folded. */
  readonly at: Position | null
}

/** A hall being folded: its maps are its own, copied once per batch. */
export interface HallDraft extends Hall {
  settings: Settings
  readonly tickets: Map<string, Ticket>
  readonly ticketsByLabel: Map<string, string>
  readonly counters: Map<string, CounterState>
  readonly staff: Map<string, StaffMember>
  readonly tablets: Map<string, Tablet>
  readonly journals: Map<string, JournalInfo>
  keys: HallKeys
  shredded: ReadonlySet<string>
  readonly numbers: Map<string, NumberBook>
  readonly days: Map<string, DayState>
  readonly paces: Map<string, Pace>
  emergencyDay: string | null
  strays: readonly Stray[]
  at: Position | null
}

/** An event that found no ticket. */
export interface Stray {
  readonly event: string
  readonly kind: KindName
  readonly subject: string
  readonly at: number
}

/** What each kind of a subject does to the hall. A kind without an entry does not compile. */
export type FoldOf<K extends KindName> = { readonly [N in K]: (hall: HallDraft, event: EventOf<N>) => void }

const folds: FoldOf<KindName> = {
  ...foldSettings,
  ...foldTickets,
  ...foldCalls,
  ...foldCounters,
  ...foldStaff,
  ...foldTablets,
  ...foldNumbers,
  ...foldDays,
  ...foldKeys,
  ...foldPapers,
}

/** A hall in which nothing has happened. */
export const emptyHall = (id: string): Hall => ({
  id,
  settings: startSettings,
  tickets: new Map(),
  ticketsByLabel: new Map(),
  counters: new Map(),
  staff: new Map(),
  tablets: new Map(),
  journals: new Map(),
  keys: noKeys,
  shredded: new Set(),
  numbers: new Map(),
  days: new Map(),
  emergencyDay: null,
  paces: new Map(),
  strays: [],
  at: null,
})

/**
 * Folds sound events, already in fold order and all later than `hall.at`, into the hall. Never throws, never refuses:
 * what no longer fits changes nothing or is remembered as a conflict. Copies the state once per batch, not per event.
 */
export function foldEvents(hall: Hall, events: readonly HallEvent[]): Hall {
  if (events.length === 0) return hall
  const draft: HallDraft = {
    ...hall,
    tickets: new Map(hall.tickets),
    ticketsByLabel: new Map(hall.ticketsByLabel),
    counters: new Map(hall.counters),
    staff: new Map(hall.staff),
    tablets: new Map(hall.tablets),
    journals: new Map(hall.journals),
    numbers: new Map(hall.numbers),
    days: new Map(hall.days),
    paces: new Map(hall.paces),
  }
  for (const event of events) {
    const apply = folds[event.kind] as (hall: HallDraft, event: HallEvent) => void
    apply(draft, event)
  }
  const { stamp, journal, n } = events[events.length - 1]!
  draft.at = { stamp, journal, n }
  return draft
}
