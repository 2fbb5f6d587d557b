import type { CasesPart } from './cases/cases.ts'
import type { NetworkDrillsPart } from './drills/drills.ts'
import type { FloorPart } from './floorPlan/floorPlan.ts'
import { createFold, type Head } from './fold.ts'
import type { IncidentsPart } from './incidents/incidents.ts'
import type { InterruptionsPart } from './interruptions/interruptions.ts'
import type { KeysPart } from './keys/keys.ts'
import type { Place } from './kind.ts'
import type { KindName } from './kinds.ts'
import type { LedgerPart } from './ledger/ledger.ts'
import type { PapersPart } from './papers/papers.ts'
import type { PublishingPart } from './publishing/publishing.ts'
import { queueSlice } from './queue/fold.ts'
import type { QueuePart } from './queue/queue.ts'
import type { RosterPart } from './roster/roster.ts'
import { settingsSlice } from './settings/fold.ts'
import type { SettingsPart } from './settings/settings.ts'
import type { Slice } from './slice.ts'
import { staffSlice } from './staff/fold.ts'
import type { StaffPart } from './staff/staff.ts'
import { tabletsSlice } from './tablets/fold.ts'
import type { TabletsPart } from './tablets/tablets.ts'
import type { ContinuityPart } from './transfer/transfer.ts'

/** What each slice adds to the hall. Types only: nothing is loaded for them. */
export interface Parts {
  readonly settings: SettingsPart
  readonly staff: StaffPart
  readonly tablets: TabletsPart
  readonly queue: QueuePart
  readonly keys: KeysPart
  readonly papers: PapersPart
  readonly interruptions: InterruptionsPart
  readonly cases: CasesPart
  readonly ledger: LedgerPart
  readonly incidents: IncidentsPart
  readonly continuity: ContinuityPart
  readonly networkDrills: NetworkDrillsPart
  readonly floor: FloorPart
  readonly roster: RosterPart
  readonly publishing: PublishingPart
}
export type SliceName = keyof Parts

type All<S extends SliceName> = { [N in S]: (part: Parts[N]) => void }[S] extends (part: infer P) => void ? P : never
/** A hall of which these slices are folded; others are kept on disk and are not in it. */
export type HallWith<S extends SliceName> = Head & All<S>
export type WholeHall = HallWith<SliceName>

/** What every tablet folds from the first moment. */
const always = { settings: settingsSlice, staff: staffSlice, tablets: tabletsSlice, queue: queueSlice } as const
export type Always = keyof typeof always

/** The others come when somebody opens them. Their kinds are named here, so that what is kept is known without them. */
export const shelf = {
  keys: {
    needs: ['tablets'],
    kinds: ['SealKeyTold', 'HallKeyTurned'],
    load: async () => (await import('./keys/fold.ts')).keysSlice,
  },
  papers: { needs: [], kinds: ['PapersShredded'], load: async () => (await import('./papers/fold.ts')).papersSlice },
  ledger: {
    needs: ['queue', 'settings'],
    kinds: ['CustomerReferred', 'SpecialNoted', 'SpecialDecided', 'DayClosed'],
    load: async () => (await import('./ledger/fold.ts')).ledgerSlice,
  },
} as const satisfies Partial<
  Record<
    Exclude<SliceName, Always>,
    {
      readonly needs: readonly SliceName[]
      readonly kinds: readonly KindName[]
      readonly load: () => Promise<Slice>
    }
  >
>
export type Shelved = keyof typeof shelf

/** What a place folds besides, before anybody opens anything. */
export const openAt: Readonly<Record<Place, readonly Shelved[]>> = {
  wall: [],
  reception: [],
  counter: ['papers'],
  backoffice: ['papers', 'ledger'],
  manager: ['keys', 'papers'],
}

/** These slices and everything they need, whoever reads before whom it reads. */
export async function foldOf<S extends Shelved>(names: readonly S[]) {
  const found = new Map<SliceName, Slice>()
  async function add(name: SliceName): Promise<void> {
    if (found.has(name)) return
    if (name in always) {
      found.set(name, always[name as Always])
      return
    }
    const { load, needs } = shelf[name as Shelved]
    found.set(name, await load())
    for (const need of needs) await add(need)
  }
  for (const name of names) await add(name)
  for (const name of Object.keys(always) as Always[]) await add(name)
  return { slices: new Set(found.keys()), ...createFold<All<Always | S> & object>([...found.values()]) }
}

// How a screen and a command meet it.
export interface Shelves {
  /** Loads and folds what is not folded yet; the answer's hall has its fields. */
  open<S extends Shelved>(...slices: readonly S[]): Promise<HallWith<Always | S>>
}
export async function example(shelves: Shelves): Promise<number> {
  const hall = await shelves.open('ledger')
  // @ts-expect-error cases were not opened
  hall.cases
  return hall.specials.size + hall.tickets.size
}
