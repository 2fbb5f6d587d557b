import * as v from 'valibot'
import { kind, PLACES, type Writer } from '../kind.ts'
import { LEVELS } from '../plans/plan.ts'
import { Code, Count, Id, IncidentId, Instant, ShownText } from '../shapes.ts'

/** Everybody writes and reads what is about an incident: nobody has to sign in to save a life. */
const writers: readonly Writer[] = PLACES
const Level = v.picklist(LEVELS)

const ofIncidents = { subject: IncidentId, keeps: 'lasting', exercised: true } as const

/**
 * What can happen in an incident or a drill. The subject is the incident: `e_…`. A drill's events carry its id in the
 * envelope's `drill` as well; so nothing of a drill is ever taken for real.
 */
export const incidentKinds = {
  /** A drill names what it wants to reach, measurably (1.1.49). */
  IncidentDeclared: kind({
    body: v.object({
      plan: Id,
      version: v.pipe(Count, v.minValue(1)),
      level: Level,
      objectives: v.optional(v.pipe(v.array(Code), v.maxLength(12))),
      /** The planned drill that is held with it. */
      planned: v.optional(Id),
    }),
    ...ofIncidents,
    writers,
  }),
  /** Whoever started it without signing in says so afterwards: `by` of this event. */
  DeclarerNamed: kind({ body: v.object({}), ...ofIncidents, writers }),
  /** 已收到: somebody at this tablet has seen the alarm. */
  AlarmAcknowledged: kind({ body: v.object({}), ...ofIncidents, writers }),
  /** One line was done. `by` may be null; `behalf`: somebody else did it (代办); `paperTime`: taken over from paper. */
  StepTicked: kind({
    body: v.object({ step: Id, behalf: v.boolean(), paperTime: v.optional(Instant) }),
    ...ofIncidents,
    writers,
  }),
  /** A tick was a slip of the finger. */
  StepUnticked: kind({ body: v.object({ step: Id }), ...ofIncidents, writers }),
  LevelChanged: kind({
    body: v.object({ level: Level, reason: ShownText }),
    ...ofIncidents,
    freeText: true,
    writers,
    needs: 'offered',
  }),
  /** 接管指挥: from here on this person decides. */
  CommandTaken: kind({ body: v.object({}), ...ofIncidents, writers, needs: 'offered' }),
  /** Somebody on the list was found, or is missing. */
  StaffAccounted: kind({
    body: v.object({ staff: Id, state: v.picklist(['safe', 'missing', 'hurt']) }),
    ...ofIncidents,
    writers,
  }),
  /** Customers counted at the assembly point, and how many are missed. */
  VisitorsCounted: kind({ body: v.object({ safe: Count, missing: Count }), ...ofIncidents, writers }),
  /** Something was said to everybody: `start`, or another announcement of the plan. The wall shows the last one. */
  AnnouncementMade: kind({ body: v.object({ which: Code }), ...ofIncidents, writers }),
  /** A zone was searched and is empty. */
  ZoneSwept: kind({ body: v.object({ zone: ShownText }), ...ofIncidents, writers }),
  /** Over: which conditions were met, or why it ended. */
  IncidentStoodDown: kind({
    body: v.object({ met: Count, of: Count, reason: v.nullable(Code) }),
    ...ofIncidents,
    writers,
    needs: ({ drill }) => (drill ? null : 'whoever'),
  }),
}
