import { eventId } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { afterEachFold } from '../afterEachFold.ts'
import type { Casualty, Handover } from '../casualties/casualties.ts'
import type { Evaluation, Observation } from '../drills/drills.ts'
import type { FoldOf, HallDraft } from '../hall.ts'
import type { BodyOf, HallEvent, KindName } from '../kinds.ts'
import type { Level } from '../plans/plan.ts'
import type { FigureName, Report, ToldFigure } from '../reports/reports.ts'
import type { incidentKinds } from './events.ts'

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
  readonly levels: readonly LevelStep[]
  /** Who decides, and since when; until somebody takes it, whoever declared it. */
  readonly command: Mark
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
  /** Measurable objectives of a drill, by code. */
  readonly objectives: readonly string[]
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
} & { readonly [K in KindName]: { readonly kind: K; readonly body: BodyOf<K> } }[KindName]

/** Who did something, when, and on which journal. */
export interface Mark {
  readonly by: string | null
  readonly at: number
  readonly journal: string
}
/** A line that was done. */
export interface Tick extends Mark {
  readonly event: string
  readonly behalf: boolean
  readonly onPaper: boolean
}
/** A change of level. */
export interface LevelStep extends Mark {
  readonly level: Level
  readonly reason: string
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
/** How it ended. */
export interface Over extends Mark {
  readonly met: number
  readonly of: number
  readonly reason: string | null
}

/** The same plan declared again within this time is the same incident. */
const SAME_WITHIN_MS = 2 * 60_000

export const foldIncidents: FoldOf<keyof typeof incidentKinds> = recording({
  IncidentDeclared(hall, event) {
    const { subject, body, journal, by } = event
    if (hall.incidents.has(subject) || hall.sameIncidents.has(subject)) return
    const at = stampTime(event.stamp)
    const drill = event.drill !== null
    const running = [...hall.incidents.values()].find(
      (each) => each.plan === body.plan && each.drill === drill && !each.over && at - each.declaredAt <= SAME_WITHIN_MS,
    )
    if (running) {
      hall.sameIncidents.set(subject, running.id)
      // Two saw it and judged differently: the worse judgement holds.
      const level = body.level < running.level ? body.level : running.level
      const acks = new Map(running.acks).set(journal, markOf(event))
      changeIncident(hall, running, { merged: [...running.merged, subject], level, acks })
      return
    }
    if (!drill) endDrills(hall, event)
    else holdPlanned(hall, event.subject, body.planned)
    const mark = markOf(event)
    // Somebody who was apart began a drill while something real went on: it was over before it began.
    const amidReal = drill && [...hall.incidents.values()].some((each) => !each.drill && !each.over)
    hall.incidents.set(subject, {
      id: subject,
      plan: body.plan,
      version: body.version,
      level: body.level,
      drill,
      declaredAt: at,
      declaredBy: by,
      journal,
      merged: [],
      acks: new Map([[journal, mark]]),
      ticks: new Map(),
      levels: [],
      command: mark,
      staff: new Map(),
      visitors: null,
      zones: new Map(),
      ways: [],
      casualties: new Map(),
      handovers: [],
      said: [],
      figures: new Map(),
      reports: [],
      objectives: body.objectives ?? [],
      injects: new Map(),
      observations: [],
      evaluations: [],
      over: amidReal ? { ...mark, met: 0, of: 0, reason: 'real-incident' } : null,
      history: [],
    })
  },

  AlarmAcknowledged(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || found.acks.has(event.journal)) return
    changeIncident(hall, found, { acks: new Map(found.acks).set(event.journal, markOf(event)) })
  },

  StepTicked(hall, event) {
    const found = incidentOf(hall, event)
    const { step, behalf, paperTime } = event.body
    // A tick after the end still counts: it is taken over from paper, or arrives late.
    if (!found || found.ticks.has(step)) return
    const entered = stampTime(event.stamp)
    const at = paperTime === undefined ? entered : Math.min(Date.parse(paperTime), entered)
    const tick = { ...markOf(event), at, event: eventId(event), behalf, onPaper: paperTime !== undefined }
    changeIncident(hall, found, { ticks: new Map(found.ticks).set(step, tick) })
  },

  StepUnticked(hall, event) {
    const found = incidentOf(hall, event)
    if (!found?.ticks.has(event.body.step)) return
    const ticks = new Map(found.ticks)
    ticks.delete(event.body.step)
    changeIncident(hall, found, { ticks })
  },

  LevelChanged(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || found.over) return
    const { level, reason } = event.body
    changeIncident(hall, found, { level, levels: [...found.levels, { ...markOf(event), level, reason }] })
  },

  CommandTaken(hall, event) {
    const found = incidentOf(hall, event)
    if (found && !found.over) changeIncident(hall, found, { command: markOf(event) })
  },

  StaffAccounted(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    const { staff, state } = event.body
    changeIncident(hall, found, { staff: new Map(found.staff).set(staff, { ...markOf(event), state }) })
  },

  VisitorsCounted(hall, event) {
    const found = incidentOf(hall, event)
    if (found) changeIncident(hall, found, { visitors: { ...event.body, at: stampTime(event.stamp) } })
  },

  ZoneSwept(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || found.zones.has(event.body.zone)) return
    changeIncident(hall, found, { zones: new Map(found.zones).set(event.body.zone, markOf(event)) })
  },

  IncidentStoodDown(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || found.over) return
    changeIncident(hall, found, { over: { ...markOf(event), ...event.body } })
  },

  AnnouncementMade(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || found.over) return
    changeIncident(hall, found, { said: [...found.said, { ...markOf(event), which: event.body.which }] })
  },

  DeclarerNamed(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || found.declaredBy !== null) return
    // Whoever starts a plan is in command until somebody takes it.
    const command = found.command.at === found.declaredAt ? { ...found.command, by: event.by } : found.command
    changeIncident(hall, found, { declaredBy: event.by, command })
  },

  // Which team somebody chose is only for the tablet's own screen; the history has it.
  TeamChosen() {},
})

/** So many moments of one incident are kept; a day of twenty tablets has a few hundred. */
const MOST_MOMENTS = 2_000

/** The same folds, and afterwards the incident's history has what was told. Nothing that was told is ever left out of it. */
export function recording<Folds extends object>(folds: Folds): Folds {
  return afterEachFold(folds, (hall, event) => {
    const found = incidentOf(hall, event)
    if (!found) return
    const history = [...found.history.slice(1 - MOST_MOMENTS), momentOf(event)]
    changeIncident(hall, found, { history })
  })
}

function momentOf(event: HallEvent): Moment {
  const { kind, body } = event
  const mark = markOf(event)
  const paperTime = kind === 'StepTicked' ? body.paperTime : undefined
  const at = paperTime === undefined ? mark.at : Math.min(Date.parse(paperTime), mark.at)
  const enteredAt = paperTime === undefined ? null : mark.at
  return { ...mark, at, enteredAt, event: eventId(event), kind, body } as Moment
}

export const markOf = (event: HallEvent): Mark => ({ by: event.by, at: stampTime(event.stamp), journal: event.journal })

/** The incident an event is about, by its own id or that of a declaration that was the same. A drill never touches a real one. */
export function incidentOf(hall: HallDraft, event: HallEvent): Incident | null {
  const found = hall.incidents.get(hall.sameIncidents.get(event.subject) ?? event.subject)
  return found && found.drill === (event.drill !== null) ? found : null
}

/** A planned drill is held once; whoever held it first, while apart, has held it. */
function holdPlanned(hall: HallDraft, incident: string, planned: string | undefined): void {
  const found = planned === undefined ? undefined : hall.plannedDrills.get(planned)
  if (found && found.held === null) hall.plannedDrills.set(found.id, { ...found, held: incident })
}

/** What is real ends every drill at once: nobody may think that it is one. */
function endDrills(hall: HallDraft, event: HallEvent): void {
  for (const drill of [...hall.incidents.values()]) {
    if (drill.drill && !drill.over)
      changeIncident(hall, drill, { over: { ...markOf(event), met: 0, of: 0, reason: 'real-incident' } })
  }
}

/** Replaces fields of an incident. */
export function changeIncident(hall: HallDraft, incident: Incident, fields: Partial<Incident>): void {
  hall.incidents.set(incident.id, { ...incident, ...fields })
}
