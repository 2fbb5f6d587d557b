import { stampTime } from '#log/stamp.ts'
import type { FoldOf } from '../hall.ts'
import type { rosterKinds, SKILLS } from './events.ts'

export type Skill = (typeof SKILLS)[number]

/** Somebody's place in the order of command. */
export interface Placement {
  readonly lead: boolean
  readonly dutyManager: boolean
  readonly order: number | null
  readonly phone: string
  readonly skills: readonly Skill[]
}
/** Whether somebody is here, on one business day. */
export interface Presence {
  readonly day: string
  readonly present: boolean
  /** On duty since (ms): when it was first noted that day. */
  readonly since: number
}
/** The organisation as it stands. */
export interface Roster {
  readonly placements: ReadonlyMap<string, Placement>
  readonly presences: ReadonlyMap<string, Presence>
}

export const noRoster: Roster = { placements: new Map(), presences: new Map() }
/** Whoever nobody has placed. */
export const unplaced: Placement = { lead: false, dutyManager: false, order: null, phone: '', skills: [] }

export const foldRoster: FoldOf<keyof typeof rosterKinds> = {
  StaffPlaced(hall, { subject, body }) {
    const before = hall.roster.placements.get(subject) ?? unplaced
    const { lead, dutyManager, order, phone, skills } = body
    const next: Placement = {
      lead: lead ?? before.lead,
      dutyManager: dutyManager ?? before.dutyManager,
      order: order === undefined ? before.order : order,
      phone: phone ?? before.phone,
      skills: skills ?? before.skills,
    }
    hall.roster = { ...hall.roster, placements: new Map(hall.roster.placements).set(subject, next) }
  },

  PresenceNoted(hall, { subject, body: { day, present }, stamp }) {
    const before = hall.roster.presences.get(subject)
    // A tablet that was alone over midnight may still be telling of yesterday.
    if (before && before.day > day) return
    const stays = before?.day === day && before.present && present
    const since = stays ? before.since : stampTime(stamp)
    hall.roster = { ...hall.roster, presences: new Map(hall.roster.presences).set(subject, { day, present, since }) }
  },
}
