import type { LogEvent } from '#log/event.ts'
import type { Casualty, Handover } from '../casualties/casualties.ts'
import type { casualtyKinds } from '../casualties/events.ts'
import type { moveKinds } from '../continuity/events.ts'
import type { Evaluation, GivenInject, Observation, PlannedDrill } from '../drills/drills.ts'
import type { drillKinds, drillPlanKinds, UNPLACED } from '../drills/events.ts'
import type { Purpose } from '../drills/purposes.ts'
import type { wayKinds } from '../floorPlan/events.ts'
import type { BodyOf } from '../kind.ts'
import type { Level } from '../plans/plan.ts'
import type { reportKinds } from '../reports/events.ts'
import type { FigureName, Report, ToldFigure } from '../reports/reports.ts'
import type { incidentKinds } from './events.ts'
import type { Mark } from './mark.ts'

/** Who decides. `proven`: they have signed that they took command; without it they are shown and obeyed, and end nothing. */
export interface Commanding extends Mark {
  readonly proven: boolean
}

/** Something that happens now and that a plan is for, or the exercise of it. */
export interface Incident {
  readonly id: string
  readonly plan: string
  readonly version: number
  readonly level: Level
  readonly drill: boolean
  readonly declaredAt: number
  readonly declaredBy: string | null
  /** Journal of the tablet that declared it first. */
  readonly journal: string
  /** Other declarations of the same, within two minutes: both logs are kept, and they are one incident (1.1.31). */
  readonly merged: readonly string[]
  /** Who has seen the alarm, by journal. */
  readonly acks: ReadonlyMap<string, Mark>
  /** Every tick by line. The earliest counts; none is lost. */
  readonly ticks: ReadonlyMap<string, Tick>
  /** What it is in words, of something that has no plan of its own, and what a manager made of it (1.1.3). */
  readonly scenario: Scenario | null
  /** Who decides, and since when; until somebody takes it, whoever declared it. */
  readonly command: Commanding
  readonly staff: ReadonlyMap<string, Accounted>
  readonly visitors: { readonly safe: number; readonly missing: number; readonly at: number } | null
  readonly zones: ReadonlyMap<string, Mark>
  /** What was said of ways, in order: blocked, or free again. */
  readonly ways: readonly WayMark[]
  /** People who are hurt, in the order in which they were found. */
  readonly casualties: ReadonlyMap<string, Casualty>
  readonly handovers: readonly Handover[]
  /** Figures that somebody gave, by name; the last word counts. */
  readonly figures: ReadonlyMap<FigureName, ToldFigure>
  /** What went out in writing, in order. */
  readonly reports: readonly Report[]
  /** What was announced, in order. */
  readonly said: readonly Said[]
  /** The drill of the calendar that is held with it; null: none, it came from the red button. */
  readonly planned: string | null
  /** Plans that are exercised together with `plan`, of a combined drill. */
  readonly further: readonly string[]
  /**
   * Zones by name and services to which a drill was limited (1.1.50); empty: everywhere, all. `unplaced`: what becomes of
   * tablets that stand nowhere on the floor plan; where nobody has said so they are asked too.
   */
  readonly within: {
    readonly zones: readonly string[]
    readonly services: readonly string[]
    readonly unplaced?: (typeof UNPLACED)[number] | undefined
  }
  /** To what end a drill is held. */
  readonly purposes: readonly Purpose[]
  /** Measurable objectives of a drill, by code. */
  readonly objectives: readonly string[]
  /** Injects that were let happen by hand, by id. */
  readonly given: ReadonlyMap<string, GivenInject>
  /** Injects that were dealt with. */
  readonly injects: ReadonlyMap<string, Mark>
  readonly observations: readonly Observation[]
  readonly evaluations: readonly Evaluation[]
  readonly over: Over | null
  /** Everything that was done about it, in fold order: never changed, only added to. */
  readonly history: readonly Moment[]
}

/** One thing that was done about an incident, as it was told: the event's kind and body, by whom, on which journal, when. */
export type Moment = Mark & {
  readonly event: string
  /** When it was written down, if that was later than it was done: taken over from paper. */
  readonly enteredAt: number | null
  /** Whether it did what it says: somebody took command without signing it, or it had no effect at all. */
  readonly stands: 'yes' | 'unsigned' | 'no'
} & { readonly [K in keyof Told]: { readonly kind: K; readonly body: BodyOf<Told[K]> } }[keyof Told]

/** Kinds that a history tells of. */
export type Told = typeof incidentKinds &
  typeof casualtyKinds &
  typeof reportKinds &
  typeof drillKinds &
  typeof drillPlanKinds &
  typeof wayKinds &
  typeof moveKinds

/** A line that was done. */
export interface Tick extends Mark {
  readonly event: string
  readonly behalf: boolean
  readonly onPaper: boolean
}
/** What something is that has no plan: a scenario that is proposed until a manager has judged it. */
export interface Scenario extends Mark {
  readonly text: string
  readonly adopted: boolean | null
}
/** Somebody said of an exit, a door or a zone that it is blocked, or free again. */
export interface WayMark extends Mark {
  readonly way: string
  readonly name: string
  readonly blocked: boolean
}
/** What is known of a member of staff. */
export interface Accounted extends Mark {
  readonly state: 'safe' | 'missing' | 'hurt'
}
/** An announcement of the plan that was made. */
export interface Said extends Mark {
  readonly which: string
}
/** Why a drill is over that was carried out to its end; one that is over for anything else counts for nothing. */
export const COMPLETED = 'drill-over'
/** How it ended. */
export interface Over extends Mark {
  readonly met: number
  readonly of: number
  readonly reason: string | null
}

/** What is left of an incident that was over long ago: when, what, how it ended, and of a drill which lines were done. */
export interface Outline
  extends Pick<Incident, 'id' | 'plan' | 'further' | 'level' | 'drill' | 'declaredAt' | 'over' | 'merged'> {
  /** The first that was written about it, ms since 1970: by clocks that were apart that may be before its declaration. */
  readonly since: number
  /** Lines of a drill that were done, by id: which teams acted (1.1.50). */
  readonly done: readonly string[]
}

/** What happens now, and what was exercised. */
export interface IncidentsPart {
  /** Incidents and drills, by id: what goes on, and what was over not long ago. */
  readonly incidents: ReadonlyMap<string, Incident>
  /** Outlines of what was over long ago, by id; the log has the rest. */
  readonly outlines: ReadonlyMap<string, Outline>
  /** Declarations that turned out to be the same as an incident, with that one's id. */
  readonly sameIncidents: ReadonlyMap<string, string>
  /** Drills that are to be held, by id. */
  readonly plannedDrills: ReadonlyMap<string, PlannedDrill>
  /** What was done about something that is declared later in the order of the log, or never, oldest first. */
  readonly earlyMoments: readonly LogEvent[]
}
