import type { LogEvent } from '#log/event.ts'
import { eventId } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { whyNotSigned } from '../authority/authority.ts'
import { type AuthorityPart, authoritySlice } from '../authority/fold.ts'
import { casualtyKinds } from '../casualties/events.ts'
import { foldCasualties } from '../casualties/fold.ts'
import { moveKinds } from '../continuity/events.ts'
import { slice } from '../daily.ts'
import { drillKinds, drillPlanKinds } from '../drills/events.ts'
import { foldDrills } from '../drills/fold.ts'
import { wayKinds } from '../floorPlan/events.ts'
import { foldWays } from '../floorPlan/foldWays.ts'
import { foldOnceKnown } from '../foldOnceKnown.ts'
import { DAYS_AS_ROW, isLongAgo, keptSince, those } from '../forgetting.ts'
import { type EventOf, MANAGER } from '../kind.ts'
import { reportKinds } from '../reports/events.ts'
import { foldReports } from '../reports/fold.ts'
import { ROLES } from '../roles.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { changeIncident, incidentOf, isEarlyMoment, recording } from './change.ts'
import { incidentKinds } from './events.ts'
import { COMPLETED, type Incident, type IncidentsPart, type Outline } from './incidents.ts'
import { markOf } from './mark.ts'
import { isLongOver, outlineOf } from './outline.ts'

/**
 * Whether whoever wrote an event may end what is real, or lower its level: a manager, or whoever is in command and has
 * signed both that and this. A drill anybody may end.
 */
const mayEnd = ({ authority }: AuthorityPart, { drill, command }: Incident, event: LogEvent): boolean =>
  drill ||
  whyNotSigned(authority, event, MANAGER) === null ||
  (command.proven && command.by === event.by && whyNotSigned(authority, event, 'whoever') === null)

export type Declared = EventOf<typeof incidentKinds, 'IncidentDeclared'>

/** The same plan declared again within this time is the same incident. */
const SAME_WITHIN_MS = 2 * 60_000

const foldIncidents: FoldOf<typeof incidentKinds, Folding<IncidentsPart> & Readonly<AuthorityPart>> = {
  IncidentDeclared: declare,

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
    const { level } = event.body
    // Raising needs nobody; 1 is the worst.
    if (level > found.level && !mayEnd(hall, found, event)) return
    changeIncident(hall, found, { level })
  },

  // They stand in the incident's history.
  LevelReasoned() {},
  StaffSought() {},
  CompanyAnswered() {},
  EndReasoned() {},

  ScenarioSaid(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || (found.scenario?.adopted ?? null) !== null) return
    changeIncident(hall, found, { scenario: { ...markOf(event), text: event.body.text, adopted: null } })
  },

  ScenarioJudged(hall, event) {
    const found = incidentOf(hall, event)
    if (!found?.scenario || found.drill) return
    changeIncident(hall, found, { scenario: { ...found.scenario, adopted: event.body.adopted } })
  },

  CommandTaken(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || found.over) return
    const proven = event.proof !== undefined && whyNotSigned(hall.authority, event, ROLES) === null
    changeIncident(hall, found, { command: { ...markOf(event), proven } })
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
    if (!found || found.over || !mayEnd(hall, found, event)) return
    changeIncident(hall, found, { over: { ...markOf(event), ...event.body } })
    if (found.drill && event.body.reason !== COMPLETED) holdPlanned(hall, found, false)
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
}

/** What is declared goes on from now on, by itself or as part of what was declared before. */
export function declare(hall: Folding<IncidentsPart> & Readonly<AuthorityPart>, event: Declared): void {
  const { body, journal, by } = event
  const drill = event.drill !== null
  if (!drill) takeNameFromDrill(hall, event.subject)
  const subject = freeName(hall, event)
  if (subject === null) return
  const at = stampTime(event.stamp)
  // What is real was in no calendar. A drill that was planned is no other one that goes on by the same plan: each is held.
  const planned = (drill && body.planned) || null
  const running = [...hall.incidents.values()].find(
    (each) =>
      each.plan === body.plan &&
      each.drill === drill &&
      each.planned === planned &&
      !each.over &&
      at - each.declaredAt <= SAME_WITHIN_MS,
  )
  if (running) {
    hall.sameIncidents.set(subject, running.id)
    // Two saw it and judged differently: the worse judgement holds.
    const level = body.level < running.level ? body.level : running.level
    const acks = new Map(running.acks).set(journal, markOf(event))
    changeIncident(hall, running, { merged: [...running.merged, subject], level, acks })
    return
  }
  const mark = markOf(event)
  // Somebody who was apart began a drill while something real went on: it was over before it began.
  const amidReal = drill && [...hall.incidents.values()].some((each) => !each.drill && !each.over)
  if (!drill) endDrills(hall, event)
  else if (!amidReal) holdPlanned(hall, { id: subject, planned }, true)
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
    scenario: null,
    command: { ...mark, proven: false },
    staff: new Map(),
    visitors: null,
    zones: new Map(),
    ways: [],
    casualties: new Map(),
    handovers: [],
    said: [],
    figures: new Map(),
    reports: [],
    planned,
    further: (drill && body.further) || [],
    within: (drill && body.within) || { zones: [], services: [] },
    purposes: body.purposes ?? [],
    objectives: body.objectives ?? [],
    given: new Map(),
    injects: new Map(),
    observations: [],
    evaluations: [],
    over: amidReal ? { ...mark, met: 0, of: 0, reason: 'real-incident' } : null,
    history: [],
  })
}

/**
 * What is real keeps its name, and a drill that had it goes: whoever hears of an alarm could otherwise call a drill what
 * everybody answers, under a clock that says they did so first, and end it.
 */
function takeNameFromDrill(hall: Folding<IncidentsPart>, name: string): void {
  const id = hall.sameIncidents.get(name) ?? name
  if (!(hall.incidents.get(id) ?? hall.outlines.get(id))?.drill) return
  hall.sameIncidents.delete(name)
  hall.outlines.delete(name)
  if (hall.incidents.delete(name))
    for (const [other, same] of hall.sameIncidents) if (same === name) hall.sameIncidents.delete(other)
}

/**
 * Under which name a declaration goes on; null where it is told already. Two that are real and by other plans both go on:
 * nobody puts another alarm in the place of one by using its name. Before a hall is founded nobody's word is weighed.
 */
function freeName(hall: Folding<IncidentsPart> & Readonly<AuthorityPart>, event: Declared): string | null {
  const { subject, body, journal } = event
  const known = [hall.incidents, hall.sameIncidents, hall.outlines]
  const isTaken = (name: string) => known.some((names) => names.has(name))
  if (!isTaken(subject)) return subject
  const found = incidentOf(hall, event)
  if (hall.authority.root === null || !found || found.drill) return null
  const other = `${subject}~${journal.slice(2, 10)}`
  if (found.plan !== body.plan) return isTaken(other) ? null : other
  if (!found.over && body.level < found.level) changeIncident(hall, found, { level: body.level })
  return null
}

/**
 * A planned drill is held once: whoever held it first, while apart, has held it. One that was broken off
 * is still to be held.
 */
function holdPlanned(hall: Folding<IncidentsPart>, { id, planned }: Pick<Incident, 'id' | 'planned'>, held: boolean) {
  const found = hall.plannedDrills.get(planned ?? '')
  if (found?.held === (held ? null : id)) hall.plannedDrills.set(found.id, { ...found, held: held ? id : null })
}

/** What is real ends every drill at once: nobody may think that it is one. */
function endDrills(hall: Folding<IncidentsPart>, event: LogEvent): void {
  for (const drill of [...hall.incidents.values()]) {
    if (!drill.drill || drill.over) continue
    changeIncident(hall, drill, { over: { ...markOf(event), met: 0, of: 0, reason: 'real-incident' } })
    holdPlanned(hall, drill, false)
  }
}

/** How business moved is told in the history of what it moved for. */
const toldOnly: FoldOf<typeof moveKinds, Folding<IncidentsPart>> = {
  TransferBegan() {},
  ItemHandedOver() {},
  ItemTakenBack() {},
  TransferTried() {},
  BusinessResumed() {},
}

export const incidentsSlice = slice<IncidentsPart>()('incidents', {
  start: {
    incidents: new Map(),
    outlines: new Map(),
    sameIncidents: new Map(),
    plannedDrills: new Map(),
    earlyMoments: [],
  },
  needs: [authoritySlice],
  kinds: {
    ...incidentKinds,
    ...casualtyKinds,
    ...reportKinds,
    ...drillKinds,
    ...drillPlanKinds,
    ...wayKinds,
    ...moveKinds,
  },
  folds: foldOnceKnown(
    recording({ ...foldIncidents, ...foldCasualties, ...foldReports, ...foldDrills, ...foldWays, ...toldOnly }),
    'earlyMoments',
    isEarlyMoment,
  ),
  forgets: {
    incidents: (hall, closed) => those(hall.incidents, (found) => !isLongOver(found, closed)),
    outlines: (hall, closed) => outlinesAfter(hall, closed),
    // A declaration goes with the last that is known of what it was the same as.
    sameIncidents(hall, closed) {
      const outlines = outlinesAfter(hall, closed)
      return those(hall.sameIncidents, (id) => !isLongOver(hall.incidents.get(id), closed) || outlines.has(id))
    },
    plannedDrills: (hall, closed) =>
      those(hall.plannedDrills, ({ day, dropped, held }) => {
        if (held !== null) return day >= keptSince(closed, DAYS_AS_ROW)
        return !dropped || day >= keptSince(closed)
      }),
    earlyMoments: (hall, closed) => hall.earlyMoments.filter(({ stamp }) => !isLongAgo(stampTime(stamp), closed)),
  },
})

/** Outlines once a day is closed: of what was whole so far, and those that are not too old. */
function outlinesAfter(hall: IncidentsPart, closed: string): ReadonlyMap<string, Outline> {
  const gone = [...hall.incidents.values()].filter((found) => isLongOver(found, closed)).map(outlineOf)
  const all = new Map([...hall.outlines, ...gone.map((each) => [each.id, each] as const)])
  return those(all, ({ declaredAt }) => !isLongAgo(declaredAt, closed, DAYS_AS_ROW))
}
