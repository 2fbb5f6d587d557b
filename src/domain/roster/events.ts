import * as v from 'valibot'
import { kind, MANAGER } from '../kind.ts'
import { Count, Day, Hours, ShownText, StaffId } from '../shapes.ts'

/** What somebody has learnt that an emergency may need: 急救证, 消防员证, 手语. */
export const SKILLS = ['first-aid', 'fire-fighting', 'sign-language'] as const

const ofRoster = { subject: StaffId, keeps: 'lasting' } as const

/** Who stands where in the organisation, and who is here today (1.1.5). The subject is the member of staff. */
export const rosterKinds = {
  /** Somebody's place in the order of command. What is left out stays as it was. */
  StaffPlaced: kind({
    body: v.object({
      /** 组长 of their team. */
      lead: v.optional(v.boolean()),
      /** 值班经理: stands in for the manager. */
      dutyManager: v.optional(v.boolean()),
      /** Among equals the lowest comes first; null: after those who have one. */
      order: v.optional(v.nullable(Count)),
      phone: v.optional(v.pipe(ShownText, v.maxLength(30))),
      skills: v.optional(v.array(v.picklist(SKILLS))),
      /** When they usually work. Null: no shift. */
      shift: v.optional(v.nullable(Hours)),
    }),
    ...ofRoster,
    needs: MANAGER,
  }),
  /** Somebody is on duty on this business day, or is not. */
  PresenceNoted: kind({ body: v.object({ day: Day, present: v.boolean() }), ...ofRoster }),
}
