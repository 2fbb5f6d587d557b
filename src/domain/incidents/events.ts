import * as v from 'valibot'
import { UNPLACED } from '../drills/events.ts'
import { PURPOSES } from '../drills/purposes.ts'
import { casePlaces, kind, MANAGER, PLACES } from '../kind.ts'
import { LEVELS, MOST_FURTHER } from '../plans/plan.ts'
import { Code, Count, Id, IncidentId, Instant, ShownText } from '../shapes.ts'

const Level = v.picklist(LEVELS)
const someOf = <Item extends v.GenericSchema<unknown, string>>(item: Item) => v.pipe(v.array(item), v.maxLength(60))
/** How one looks for somebody who does not answer, in this order. */
export const SEARCHES = ['telephone', 'runner'] as const

/** Nobody has to sign in to save a life. A wall learns what goes on, how bad it is, what is announced and that it is over. */
const ofIncidents = {
  subject: IncidentId,
  keeps: 'lasting',
  exercised: true,
  readers: PLACES,
} as const
/** What is done about it, by whom, is between those who do it. */
const ofResponse = { ...ofIncidents, readers: casePlaces } as const

/**
 * What can happen in an incident or a drill. The subject is the incident: `e_…`. A drill's events carry its id in the
 * envelope's `drill` as well; so nothing of a drill is ever taken for real.
 */
export const incidentKinds = {
  /** A drill names to what end it is held and what it wants to reach, measurably (1.1.49). */
  IncidentDeclared: kind({
    body: v.object({
      plan: Id,
      version: v.pipe(Count, v.minValue(1)),
      level: Level,
      objectives: v.optional(v.pipe(v.array(Code), v.maxLength(12))),
      /** To what end a drill is held. */
      purposes: v.optional(v.pipe(v.array(v.picklist(PURPOSES)), v.maxLength(PURPOSES.length))),
      /** The planned drill that is held with it. */
      planned: v.optional(Id),
      /** Plans that are exercised together with this one, of a drill of several (1.1.51). */
      further: v.optional(v.pipe(v.array(Id), v.maxLength(MOST_FURTHER))),
      /** Zones by name and services to which a drill is limited: a wall, too, has to know whether it is for it (1.1.50). */
      within: v.optional(
        v.object({ zones: someOf(ShownText), services: someOf(Id), unplaced: v.optional(v.picklist(UNPLACED)) }),
      ),
    }),
    ...ofIncidents,
  }),
  /** Whoever started it without signing in says so afterwards: `by` of this event. */
  DeclarerNamed: kind({ body: v.object({}), ...ofIncidents }),
  /** 已收到: somebody at this tablet has seen the alarm. */
  AlarmAcknowledged: kind({ body: v.object({}), ...ofResponse }),
  /** One line was done. `by` may be null; `behalf`: somebody else did it (代办); `paperTime`: taken over from paper. */
  StepTicked: kind({
    body: v.object({ step: Id, behalf: v.boolean(), paperTime: v.optional(Instant) }),
    ...ofResponse,
  }),
  /** A tick was a slip of the finger. */
  StepUnticked: kind({ body: v.object({ step: Id }), ...ofResponse }),
  LevelChanged: kind({ body: v.object({ level: Level }), ...ofIncidents, needs: 'offered' }),
  /** Why the level is another one, in words that no wall gets. */
  LevelReasoned: kind({ body: v.object({ reason: ShownText }), ...ofResponse, freeText: true, words: ['reason'] }),
  /** 接管指挥: from here on this person decides. */
  CommandTaken: kind({ body: v.object({}), ...ofIncidents, needs: 'offered' }),
  /** Somebody on the list was found, or is missing. */
  StaffAccounted: kind({
    body: v.object({ staff: Id, state: v.picklist(['safe', 'missing', 'hurt']) }),
    ...ofResponse,
  }),
  /** Somebody looked for whoever has not answered the alarm: rang them, then sent a runner (1.1.31). */
  StaffSought: kind({ body: v.object({ staff: Id, how: v.picklist(SEARCHES) }), ...ofResponse }),
  /** The company has answered what it was told: who there said so (1.1.31). */
  CompanyAnswered: kind({ body: v.object({ name: ShownText }), ...ofResponse, freeText: true, words: ['name'] }),
  /** What it is, of an incident that has no plan of its own: the last word counts until a manager has judged it (1.1.3). */
  ScenarioSaid: kind({ body: v.object({ text: ShownText }), ...ofResponse, freeText: true, words: ['text'] }),
  /** A manager judges whether what was said is to have a plan of its own. */
  ScenarioJudged: kind({ body: v.object({ adopted: v.boolean() }), ...ofResponse, needs: MANAGER }),
  /** Customers counted at the assembly point, and how many are missed. */
  VisitorsCounted: kind({ body: v.object({ safe: Count, missing: Count }), ...ofResponse }),
  /** Something was said to everybody: `start`, or another announcement of the plan. The wall shows the last one. */
  AnnouncementMade: kind({ body: v.object({ which: Code }), ...ofIncidents }),
  /** A zone was searched and is empty. */
  ZoneSwept: kind({ body: v.object({ zone: ShownText }), ...ofResponse }),
  /** Why it was ended although not all of its conditions were met, in words that no wall gets. */
  EndReasoned: kind({ body: v.object({ reason: ShownText }), ...ofResponse, freeText: true, words: ['reason'] }),
  /**
   * Over: how many conditions were met, and what kind of end it is: `by-decision` although not all were, `drill-over` of a
   * drill that was completed, `drill-aborted` of one that counts for nothing.
   */
  IncidentStoodDown: kind({
    body: v.object({ met: Count, of: Count, reason: v.nullable(Code) }),
    ...ofIncidents,
    needs: ({ drill }) => (drill ? null : 'whoever'),
  }),
}
