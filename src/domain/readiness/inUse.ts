import type { CasesPart } from '../cases/cases.ts'
import type { FloorPart } from '../floorPlan/floorPlan.ts'
import { drillsDone, everyIncident } from '../incidents/progress.ts'
import type { InterruptionsPart } from '../interruptions/interruptions.ts'
import type { LedgerPart } from '../ledger/ledger.ts'
import type { OpenHall } from '../openHall.ts'
import type { PublishingPart } from '../publishing/publishing.ts'
import type { RosterPart } from '../roster/roster.ts'

/** What shows that a hall uses something, as far as a tablet still has it. */
type Hall = OpenHall & CasesPart & FloorPart & InterruptionsPart & LedgerPart & PublishingPart & RosterPart

const signs = {
  cases: ({ cases }) => cases.size > 0,
  day: ({ days }) => days.size > 0,
  drill: (hall) => drillsDone(hall).length > 0,
  evaluated: ({ incidents }) => [...incidents.values()].some(({ evaluations }) => evaluations.length > 0),
  floor: ({ floor }) => floor.plan !== null,
  incident: (hall) => everyIncident(hall).some(({ drill }) => !drill),
  interruption: ({ interruptions }) => interruptions.size > 0,
  planned: ({ plannedDrills }) => plannedDrills.size > 0,
  probes: ({ settings }) => settings.probed.upstream !== '' || settings.probed.operator !== '',
  published: ({ published }) => published.size > 0,
  'put-off': ({ cases }) => [...cases.values()].some(({ until }) => until !== null),
  referral: ({ referrals }) => referrals.size > 0,
  roster: ({ roster }) => roster.placements.size > 0 || roster.presences.size > 0,
  special: ({ specials }) => specials.size > 0,
  tickets: ({ tickets, days }) => tickets.size > 0 || days.size > 0,
  told: ({ cases }) => [...cases.values()].some(({ late }) => late.callBacks.length > 0),
} satisfies Record<string, (hall: Hall) => boolean>

/** By what one sees that a hall uses something. */
export type Use = keyof typeof signs

/** Whether this hall uses something. What was long ago may be forgotten: false then means that nothing shows it any more. */
export const isInUse = (hall: Hall, use: Use): boolean => signs[use](hall)
