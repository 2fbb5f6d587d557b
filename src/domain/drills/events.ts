import * as v from 'valibot'
import { kind } from '../kind.ts'
import { MOST_FURTHER, TEAMS } from '../plans/plan.ts'
import { ROLES_BY_ACTION } from '../roles.ts'
import { Code, Count, Day, Id, IncidentId, PlannedDrillId, ShownText, TabletId } from '../shapes.ts'
import { PURPOSES } from './purposes.ts'

/** The ten items of the evaluation, by number, and their weights, which add up to 100 (plan-study §3.6). */
export const ITEM_WEIGHTS = [8, 10, 10, 8, 12, 14, 14, 8, 8, 8] as const

/** So many characters somebody writes at most about what was good, what was not, and what to change. */
export const MOST_OPINION = 1_000
/** So many photographs belong to one observation at most. */
export const MOST_PHOTOS_SEEN = 4
const Opinion = v.pipe(v.string(), v.maxLength(MOST_OPINION))

const ofDrills = {
  subject: IncidentId,
  keeps: 'lasting',
  exercised: true,
} as const

/** What belongs to exercising and judging. The subject is the incident or drill, of a network drill the tablet. */
export const drillKinds = {
  /**
   * Whoever runs the drill lets something happen now (1.1.51): an inject of the script before its time, or, with words and
   * an id of its own, something that is in no script.
   */
  InjectGiven: kind({
    body: v.object({ inject: Id, team: v.picklist(TEAMS), text: ShownText }),
    ...ofDrills,
    freeText: true,
    words: ['text'],
    needs: 'whoever',
  }),
  /** An inject was dealt with. */
  InjectHandled: kind({ body: v.object({ inject: Id }), ...ofDrills }),
  /** Somebody who watches writes down what they saw; the photographs are the event's papers (1.1.53). */
  ObservationNoted: kind({
    body: v.object({ team: v.nullable(v.picklist(TEAMS)), good: v.boolean(), text: ShownText }),
    ...ofDrills,
    freeText: true,
    words: ['text'],
  }),
  /** Item by item 0–5, null: not applicable. One form for drills and for what was real. */
  EvaluationMade: kind({
    body: v.object({
      scores: v.pipe(v.array(v.nullable(v.pipe(Count, v.maxValue(5)))), v.length(ITEM_WEIGHTS.length)),
      strengths: Opinion,
      problems: Opinion,
      suggestions: Opinion,
    }),
    ...ofDrills,
    freeText: true,
    words: ['strengths', 'problems', 'suggestions'],
    needs: 'whoever',
  }),
}

/** 桌面推演 around a table, 实战 with people and equipment. */
export const FORMS = ['tabletop', 'live'] as const

/** 单项: one plan, one task. 综合: several plans together (1.1.51). */
export const BREADTHS = ['single', 'combined'] as const
/** What customers notice of it: nothing, a notice, that they wait longer, that the hall is closed for it. */
export const IMPACTS = ['none', 'notice', 'wait', 'closed'] as const
/** Who takes part from outside. */
export const OUTSIDE = ['fire-brigade', 'police', 'ambulance', 'property', 'company'] as const

/** What becomes, in a drill of some zones, of tablets of which nobody has said where they stand: they are asked too, or left at work. */
export const UNPLACED = ['asked', 'left'] as const

const MOST_IN_SCOPE = 60
const listOf = <Item extends v.GenericSchema<unknown, string>>(item: Item) =>
  v.pipe(v.array(item), v.maxLength(MOST_IN_SCOPE))

/** How far a drill goes (1.1.50): zones by name, services, tablets, units from outside; an empty list: all of the hall, of units none. */
const Scope = v.object({
  zones: listOf(ShownText),
  services: listOf(Id),
  tablets: listOf(TabletId),
  outside: listOf(v.picklist(OUTSIDE)),
  unplaced: v.picklist(UNPLACED),
  impact: v.picklist(IMPACTS),
  breadth: v.picklist(BREADTHS),
  /** Who is told beforehand and how, what keeps everybody safe, what is needed (1.1.52). */
  notice: ShownText,
  safety: ShownText,
  resources: ShownText,
})
export type DrillScope = v.InferOutput<typeof Scope>

const ofPlannedDrills = { subject: PlannedDrillId, keeps: 'lasting' } as const

/** What is to be exercised, when, and how far it goes (1.1.49–1.1.52). The subject is the planned drill: `x_…`. */
export const drillPlanKinds = {
  DrillPlanned: kind({
    opens: true,
    body: v.object({
      plan: Id,
      day: Day,
      form: v.picklist(FORMS),
      purposes: v.pipe(v.array(v.picklist(PURPOSES)), v.minLength(1)),
      objectives: v.pipe(v.array(Code), v.minLength(1), v.maxLength(12)),
      teams: v.pipe(v.array(v.picklist(TEAMS)), v.minLength(1)),
      /** Of a combined drill, which plans are exercised together with the first one. */
      further: v.optional(v.pipe(v.array(Id), v.maxLength(MOST_FURTHER))),
      /** Other words on how far it goes. */
      scope: ShownText,
      ...v.partial(Scope).entries,
    }),
    ...ofPlannedDrills,
    freeText: true,
    words: ['scope', 'notice', 'safety', 'resources'],
    needs: ROLES_BY_ACTION['plan-drill'],
  }),
  /** A manager agrees that it is held as planned (1.1.52). */
  DrillApproved: kind({
    body: v.object({}),
    ...ofPlannedDrills,
    needs: ROLES_BY_ACTION['approve-drill'],
  }),
  DrillDropped: kind({
    body: v.object({}),
    ...ofPlannedDrills,
    needs: ROLES_BY_ACTION['plan-drill'],
  }),
}
