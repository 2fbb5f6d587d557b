import type { Position } from '#log/event.ts'
import { foldCalls } from './calls/calls.ts'
import { type CaseState, foldCases } from './cases/cases.ts'
import { foldCasualties } from './casualties/casualties.ts'
import { type CounterState, foldCounters } from './counters/counters.ts'
import { type DayState, foldDays } from './day/day.ts'
import { foldDrills, type NetworkDrill, type PlannedDrill } from './drills/drills.ts'
import { type Floor, foldFloorPlan, noFloor } from './floorPlan/floorPlan.ts'
import { foldIncidents, type Incident } from './incidents/incidents.ts'
import { foldInterruptions, type Interruption } from './interruptions/interruptions.ts'
import { foldKeys, type HallKeys, noKeys } from './keys/keys.ts'
import type { EventOf, HallEvent, KindName } from './kinds.ts'
import { foldLateEntry } from './lateEntry/lateEntry.ts'
import { foldLedger, type Referrals, type SpecialNote } from './ledger/ledger.ts'
import { foldNumbers, type NumberBook } from './numbers/numbers.ts'
import { foldPapers, type Shredding } from './papers/papers.ts'
import { foldPublishing, type Published } from './publishing/publishing.ts'
import { foldReports } from './reports/reports.ts'
import { foldRoster, noRoster, type Roster } from './roster/roster.ts'
import { foldSettings, type Settings, startSettings } from './settings/settings.ts'
import { foldStaff, type StaffMember } from './staff/staff.ts'
import { foldTablets, type JournalInfo, type Tablet } from './tablets/tablets.ts'
import { foldTickets, type Ticket } from './tickets/tickets.ts'
import { type Continuity, foldBackups, foldTransfers, noContinuity } from './transfer/transfer.ts'
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
  /** The last destructions, oldest first. */
  readonly shreddings: readonly Shredding[]
  /** Cases that are not ended, of whatever day, and those that ended on an open day or the day closed last, by id. */
  readonly cases: ReadonlyMap<string, CaseState>
  /** The last receipt of each lane by `day/lane`. */
  readonly receipts: ReadonlyMap<string, number>
  /** Which case has a serial number of the operator, with the day the case was opened. */
  readonly serials: ReadonlyMap<string, { readonly case: string; readonly day: string }>
  readonly interruptions: ReadonlyMap<string, Interruption>
  readonly roster: Roster
  /** Backup equipment and places, and how business moved to them. */
  readonly continuity: Continuity
  /** How tablets came through being cut off on purpose, oldest first. */
  readonly networkDrills: readonly NetworkDrill[]
  readonly plannedDrills: ReadonlyMap<string, PlannedDrill>
  /** Plans in force, by id. */
  readonly published: ReadonlyMap<string, Published>
  /** Incidents and drills, by id. */
  readonly incidents: ReadonlyMap<string, Incident>
  /** Declarations that turned out to be the same as an incident, with that one's id. */
  readonly sameIncidents: ReadonlyMap<string, string>
  /** 特殊情况台账, by id. */
  /** Rooms, exits and ways, and where tablets stand. */
  readonly floor: Floor
  readonly specials: ReadonlyMap<string, SpecialNote>
  readonly referrals: Referrals
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
  shreddings: readonly Shredding[]
  readonly cases: Map<string, CaseState>
  readonly receipts: Map<string, number>
  readonly serials: Map<string, { readonly case: string; readonly day: string }>
  readonly interruptions: Map<string, Interruption>
  continuity: Continuity
  roster: Roster
  networkDrills: readonly NetworkDrill[]
  readonly plannedDrills: Map<string, PlannedDrill>
  readonly published: Map<string, Published>
  readonly incidents: Map<string, Incident>
  readonly sameIncidents: Map<string, string>
  floor: Floor
  readonly specials: Map<string, SpecialNote>
  readonly referrals: Map<string, number>
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
  ...foldCases,
  ...foldLateEntry,
  ...foldInterruptions,
  ...foldLedger,
  ...foldIncidents,
  ...foldCasualties,
  ...foldBackups,
  ...foldTransfers,
  ...foldReports,
  ...foldDrills,
  ...foldRoster,
  ...foldPublishing,
  ...foldFloorPlan,
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
  shreddings: [],
  cases: new Map(),
  receipts: new Map(),
  serials: new Map(),
  interruptions: new Map(),
  roster: noRoster,
  continuity: noContinuity,
  networkDrills: [],
  plannedDrills: new Map(),
  published: new Map(),
  incidents: new Map(),
  sameIncidents: new Map(),
  floor: noFloor,
  specials: new Map(),
  referrals: new Map(),
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
    cases: new Map(hall.cases),
    receipts: new Map(hall.receipts),
    serials: new Map(hall.serials),
    interruptions: new Map(hall.interruptions),
    published: new Map(hall.published),
    plannedDrills: new Map(hall.plannedDrills),
    incidents: new Map(hall.incidents),
    sameIncidents: new Map(hall.sameIncidents),
    specials: new Map(hall.specials),
    referrals: new Map(hall.referrals),
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
