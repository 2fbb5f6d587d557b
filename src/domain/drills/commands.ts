import { commandsOf } from '../command.ts'
import { calendarDay } from '../day/businessDay.ts'
import { ofIncident } from '../incidents/commands.ts'
import type { incidentKinds } from '../incidents/events.ts'
import { incidentBy, running } from '../incidents/queries.ts'
import type { BodyOf } from '../kind.ts'
import { needLeave } from '../permissions.ts'
import type { Level, Team } from '../plans/plan.ts'
import { type drillKinds, type drillPlanKinds, MOST_PHOTOS_SEEN } from './events.ts'
import { approvalOf, mayApprove } from './planned.ts'
import type { Activity, activityKinds, networkDrillKinds } from './repeatedEvents.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'commander-does-not-judge',
  'day-is-over',
  'drill-is-not-approved',
  'drill-is-over',
  'incident-goes-on',
  'incident-unknown',
  'nothing-was-said',
  'objective-is-missing',
  'planner-does-not-approve',
  'purpose-is-missing',
  'reason-is-missing',
  'second-plan-is-missing',
  'something-real-goes-on',
  'too-many-photos',
] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<
  typeof drillKinds & typeof drillPlanKinds & typeof networkDrillKinds & typeof activityKinds & typeof incidentKinds,
  Why
>()()

/**
 * Lets something happen in a drill now: an inject of its script before its time, or something of one's own, with words
 * (1.1.51). By anybody who is signed in.
 */
export const giveInject = command<{ incident: string; inject: string | null; team: Team; text: string }>(
  'giveInject',
  (hall, { incident, inject, team, text }, situation) => {
    const found = incidentBy(hall, incident)
    if (!found?.drill) return refuse('incident-unknown')
    if (situation.by === null) return refuse('sign-in-first')
    if (found.over) return refuse('drill-is-over')
    if (inject === null && text.trim() === '') return refuse('nothing-was-said')
    if (inject !== null && found.given.has(inject)) return accept()
    const body = { inject: inject ?? situation.newId('hand'), team, text: inject === null ? text.trim() : '' }
    return accept(ofIncident(found, { kind: 'InjectGiven', body }))
  },
)

/** An inject was dealt with at this tablet. */
export const handleInject = command<{ incident: string; inject: string }>(
  'handleInject',
  (hall, { incident, inject }) => {
    const found = incidentBy(hall, incident)
    if (!found) return refuse('incident-unknown')
    if (found.injects.has(inject)) return accept()
    return accept(ofIncident(found, { kind: 'InjectHandled', body: { inject } }))
  },
)

/** Writes down what somebody who watches saw, with its photographs, sealed before. Whoever commands does not watch. */
export const noteObservation = command<{
  incident: string
  team: Team | null
  good: boolean
  text: string
  papers?: readonly string[]
}>('noteObservation', (hall, { incident, team, good, text, papers = [] }, situation) => {
  const found = incidentBy(hall, incident)
  if (!found) return refuse('incident-unknown')
  if (situation.by === null) return refuse('sign-in-first')
  if (situation.by === found.command.by) return refuse('commander-does-not-judge')
  if (text.trim() === '') return refuse('reason-is-missing')
  if (papers.length > MOST_PHOTOS_SEEN) return refuse('too-many-photos')
  return accept(ofIncident(found, { kind: 'ObservationNoted', body: { team, good, text: text.trim() }, papers }))
})

/** Judges an incident or a drill once it is over; never by whoever commanded it (plan-study §3.6, §6.2). */
export const evaluate = command<{ incident: string } & BodyOf<(typeof drillKinds)['EvaluationMade']>>(
  'evaluate',
  (hall, { incident, ...body }, situation) => {
    const found = incidentBy(hall, incident)
    if (!found) return refuse('incident-unknown')
    if (situation.by === null) return refuse('sign-in-first')
    if (!found.over) return refuse('incident-goes-on')
    if (situation.by === found.command.by) return refuse('commander-does-not-judge')
    return accept(ofIncident(found, { kind: 'EvaluationMade', body }))
  },
)

/** Plans a drill: a manager or whoever is responsible for security (plan-study §6.2). A combined one is of several plans (1.1.51). */
export const planDrill = command<BodyOf<(typeof drillPlanKinds)['DrillPlanned']>>(
  'planDrill',
  (hall, ask, situation) => {
    const refusal = needLeave(hall, situation, 'plan-drill')
    if (refusal) return refusal
    if (ask.objectives.length === 0) return refuse('objective-is-missing')
    if (ask.purposes.length === 0) return refuse('purpose-is-missing')
    if (ask.teams.length === 0) return refuse('reason-is-missing')
    if (ask.day < calendarDay(hall, situation.now)) return refuse('day-is-over')
    const { further: asked = [], ...body } = ask
    const further = ask.breadth === 'combined' ? [...new Set(asked)].filter((each) => each !== ask.plan) : []
    if (ask.breadth === 'combined' && further.length === 0) return refuse('second-plan-is-missing')
    return accept({
      kind: 'DrillPlanned',
      subject: situation.newId('x'),
      body: further.length === 0 ? body : { ...body, further },
    })
  },
)

/** A manager agrees that a drill is held as planned: another one than whoever planned it, where the hall has another. */
export const approveDrill = command<{ planned: string }>('approveDrill', (hall, { planned }, situation) => {
  const refusal = needLeave(hall, situation, 'approve-drill')
  if (refusal) return refusal
  const found = hall.plannedDrills.get(planned)
  if (!found || found.dropped) return refuse('incident-unknown')
  if (approvalOf(hall, found)) return accept()
  if (!mayApprove(hall, found, situation.by)) return refuse('planner-does-not-approve')
  return accept({ kind: 'DrillApproved', subject: planned, body: {} })
})

/**
 * Begins a drill as it was planned, once somebody has agreed to it (1.1.52): by anybody who is signed in, and not while
 * something is real.
 */
export const beginPlannedDrill = command<{ planned: string; version: number; level: Level }>(
  'beginPlannedDrill',
  (hall, { planned, version, level }, situation) => {
    if (situation.by === null) return refuse('sign-in-first')
    const found = hall.plannedDrills.get(planned)
    if (!found || found.dropped || found.held !== null) return refuse('incident-unknown')
    if (approvalOf(hall, found) === null) return refuse('drill-is-not-approved')
    if (running(hall).some(({ drill }) => !drill)) return refuse('something-real-goes-on')
    const { plan, purposes, objectives, further = [], zones = [], services = [], unplaced } = found
    const id = situation.newId('e')
    const body = {
      ...{ plan, version, level, purposes, objectives, planned },
      ...(further.length > 0 ? { further } : {}),
      ...(zones.length + services.length > 0
        ? { within: { zones, services, ...(zones.length > 0 && unplaced ? { unplaced } : {}) } }
        : {}),
    }
    return accept({ kind: 'IncidentDeclared', subject: id, body, drill: id })
  },
)

/** Gives a planned drill up. */
export const dropDrill = command<{ planned: string }>('dropDrill', (hall, { planned }, situation) => {
  const refusal = needLeave(hall, situation, 'plan-drill')
  if (refusal) return refusal
  const found = hall.plannedDrills.get(planned)
  if (!found) return refuse('incident-unknown')
  return found.dropped ? accept() : accept({ kind: 'DrillDropped', subject: planned, body: {} })
})

/** Writes down how this tablet came through being cut off. */
export const reportNetworkDrill = command<BodyOf<(typeof networkDrillKinds)['NetworkDrillDone']>>(
  'reportNetworkDrill',
  (_hall, body, situation) => accept({ kind: 'NetworkDrillDone', subject: situation.tablet.id, body }),
)

/** Notes that something was done just now that no other record shows (plan-study §4.2). */
export const noteActivity = command<{ activity: Activity }>('noteActivity', (hall, { activity }, situation) => {
  if (situation.by === null) return refuse('sign-in-first')
  return accept({ kind: 'ActivityDone', subject: hall.id, body: { activity } })
})
