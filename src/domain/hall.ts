import type { Position } from '#log/event.ts'
import type { CasesPart } from './cases/cases.ts'
import { casesSlice } from './cases/fold.ts'
import type { NetworkDrillsPart } from './drills/drills.ts'
import { networkDrillsSlice } from './drills/fold.ts'
import type { FloorPart } from './floorPlan/floorPlan.ts'
import { floorSlice } from './floorPlan/fold.ts'
import { createFold } from './fold.ts'
import { incidentsSlice } from './incidents/fold.ts'
import type { IncidentsPart } from './incidents/incidents.ts'
import { interruptionsSlice } from './interruptions/fold.ts'
import type { InterruptionsPart } from './interruptions/interruptions.ts'
import { keysSlice } from './keys/fold.ts'
import type { KeysPart } from './keys/keys.ts'
import type { KindName } from './kinds.ts'
import { ledgerSlice } from './ledger/fold.ts'
import type { LedgerPart } from './ledger/ledger.ts'
import { papersSlice } from './papers/fold.ts'
import type { PapersPart } from './papers/papers.ts'
import { publishingSlice } from './publishing/fold.ts'
import type { PublishingPart } from './publishing/publishing.ts'
import { queueSlice } from './queue/fold.ts'
import type { QueuePart } from './queue/queue.ts'
import { rosterSlice } from './roster/fold.ts'
import type { RosterPart } from './roster/roster.ts'
import { settingsSlice } from './settings/fold.ts'
import type { SettingsPart } from './settings/settings.ts'
import type { Slice } from './slice.ts'
import { staffSlice } from './staff/fold.ts'
import type { StaffPart } from './staff/staff.ts'
import { tabletsSlice } from './tablets/fold.ts'
import type { TabletsPart } from './tablets/tablets.ts'
import { continuitySlice } from './transfer/fold.ts'
import type { ContinuityPart } from './transfer/transfer.ts'

/** Whoever reads of another slice stands before it: so every fold sees the others as they were before the event. */
const slices = [
  casesSlice,
  interruptionsSlice,
  ledgerSlice,
  queueSlice,
  continuitySlice,
  incidentsSlice,
  networkDrillsSlice,
  floorSlice,
  keysSlice,
  papersSlice,
  publishingSlice,
  rosterSlice,
  settingsSlice,
  staffSlice,
  tabletsSlice,
] as const

/**
 * What the hall looks like: the sum of its events in fold order. Plain data (structured clone keeps it), replaced,
 * never changed: an older Hall stays as it was.
 */
export interface Hall
  extends SettingsPart,
    StaffPart,
    TabletsPart,
    KeysPart,
    PapersPart,
    QueuePart,
    CasesPart,
    InterruptionsPart,
    LedgerPart,
    IncidentsPart,
    NetworkDrillsPart,
    FloorPart,
    RosterPart,
    PublishingPart,
    ContinuityPart {
  readonly id: string
  /** Where the fold stands: the last event folded. */
  readonly at: Position | null
}

type FoldedKind = (typeof slices)[number] extends infer S
  ? S extends Slice<string, object, infer K>
    ? K
    : never
  : never
/** A kind that no slice folds does not compile. */
const everyKindIsFolded: Readonly<Record<Exclude<KindName, FoldedKind>, never>> = {}
void everyKindIsFolded

const all = createFold<Omit<Hall, 'id' | 'at'>>(slices)

/** A hall in which nothing has happened. */
export const emptyHall = (id: string): Hall => all.empty(id)

export const foldEvents = (hall: Hall, events: Parameters<typeof all.fold>[1]): Hall => all.fold(hall, events)
