/**
 * What else a plan brings about besides its lines, by its id. It stands apart from the library, so that a wall knows what
 * takes it, and a tablet what an outage is, before the texts of all plans are there.
 */
import type { Rescuers } from '#domain/casualties/casualties.ts'
import type { TakesWall } from '#domain/incidents/onTheWall.ts'
import { START } from '#domain/plans/plan.ts'

/** What a plan brings about. */
export interface PlanEffects {
  /** Everybody has to leave or take cover: the whole wall says so. */
  readonly takesWall: TakesWall
  /** Announcements with which everybody is led out; with any other the wall says what is said and no way. */
  readonly leavesWith: readonly string[]
  /** Business has to go on elsewhere or otherwise (1.1.32(2)). */
  readonly movesBusiness: boolean
  /** Something that the hall works with is out: customers who wait in vain become a crowd. */
  readonly isOutage: boolean
  /** Somebody is hurt or ill: the first-aid cards lie open. */
  readonly needsFirstAid: boolean
  /** Who most probably takes over; null: the police, who come to whatever is nobody else's. */
  readonly rescuers: Rescuers | null
}

const none: PlanEffects = {
  takesWall: 'never',
  leavesWith: [],
  movesBusiness: false,
  isOutage: false,
  needsFirstAid: false,
  rescuers: null,
}
const outage = { isOutage: true, movesBusiness: true }

const effects: Readonly<Record<string, Partial<PlanEffects>>> = {
  P01: { takesWall: 'at-once', leavesWith: [START], movesBusiness: true, rescuers: 'fire-brigade' },
  P02: { rescuers: 'police' },
  P03: outage,
  P04: outage,
  P05: outage,
  P06: { needsFirstAid: true, rescuers: 'ambulance' },
  P07: { rescuers: 'police' },
  // Nobody is sent to the door while it shakes.
  P09: { takesWall: 'at-once', leavesWith: ['after'] },
  // Somebody who hid a bomb may be watching: people are sent out when whoever is in command says so.
  P11: { takesWall: 'when-announced', leavesWith: [START], rescuers: 'police' },
  P20: { movesBusiness: true },
}

/** What several plans together bring about besides their lines: whatever any of them does (1.1.51). */
export const effectsTogether = (
  plans: readonly string[],
): Pick<PlanEffects, 'movesBusiness' | 'isOutage' | 'needsFirstAid'> => {
  const all = plans.map(effectsOf)
  return {
    movesBusiness: all.some(({ movesBusiness }) => movesBusiness),
    isOutage: all.some(({ isOutage }) => isOutage),
    needsFirstAid: all.some(({ needsFirstAid }) => needsFirstAid),
  }
}

/** Who most probably takes over from several plans together, each once, in the order of the plans. */
export function rescuersOf(plans: readonly string[]): readonly [Rescuers, ...Rescuers[]] {
  const [first = 'police', ...others] = new Set(plans.flatMap((plan) => effectsOf(plan).rescuers ?? []))
  return [first, ...others]
}

/** What this plan brings about; a plan of a newer version of the app, nothing. */
export const effectsOf = (plan: string): PlanEffects => ({ ...none, ...effects[plan] })
