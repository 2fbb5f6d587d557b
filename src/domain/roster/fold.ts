import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { rosterKinds } from './events.ts'
import { noRoster, type Placement, type RosterPart, unplaced } from './roster.ts'

const folds: FoldOf<typeof rosterKinds, Folding<RosterPart>> = {
  StaffPlaced(hall, { subject, body }) {
    const before = hall.roster.placements.get(subject) ?? unplaced
    const { lead, dutyManager, order, phone, skills, shift } = body
    const next: Placement = {
      lead: lead ?? before.lead,
      dutyManager: dutyManager ?? before.dutyManager,
      order: order === undefined ? before.order : order,
      phone: phone ?? before.phone,
      skills: skills ?? before.skills,
      shift: shift === undefined ? before.shift : shift,
    }
    hall.roster = { ...hall.roster, placements: new Map(hall.roster.placements).set(subject, next) }
  },

  PresenceNoted(hall, { subject, body: { day, present }, stamp, by }) {
    const before = hall.roster.presences.get(subject)
    // A tablet that was alone over midnight may still be telling of yesterday.
    if (before && before.day > day) return
    const stays = before?.day === day && before.present && present
    const at = stampTime(stamp)
    const presence = { day, present, since: stays ? before.since : at, at, ofThemselves: by === subject }
    hall.roster = { ...hall.roster, presences: new Map(hall.roster.presences).set(subject, presence) }
  },
}

export const rosterSlice = slice<RosterPart>()('roster', {
  start: { roster: noRoster },
  needs: [],
  kinds: rosterKinds,
  folds,
  forgets: { roster: 'one placement and one presence for each person' },
})
