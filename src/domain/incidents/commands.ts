import { commandsOf, type NewEvent, needRole, type Situation } from '../command.ts'
import type { Purpose } from '../drills/purposes.ts'
import { sparesCustomers } from '../drills/range.ts'
import { type Level, OTHER } from '../plans/plan.ts'
import type { HallWith } from '../shelf.ts'
import type { incidentKinds } from './events.ts'
import { COMPLETED, type Incident } from './incidents.ts'
import { isAcknowledged, type Search } from './progress.ts'
import { incidentBy, running } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'drill-spares-customers',
  'incident-is-over',
  'incident-unknown',
  'name-is-missing',
  'nothing-was-exercised',
  'nothing-was-said',
  'objective-is-missing',
  'purpose-is-missing',
  'reason-is-missing',
  'something-real-goes-on',
  'staff-unknown',
] as const
type Why = (typeof refusals)[number]

const needs = [] as const
type Hall = HallWith<typeof needs>
const { command, accept, refuse } = commandsOf<typeof incidentKinds, Why>()(...needs)

/**
 * Starts a plan. Never denied and nobody has to sign in (plan-study §6.2): what is wrong is stood down afterwards, and what
 * has no plan may also be said later in words.
 */
export const declareIncident = command<{ plan: string; version: number; level: Level; scenario?: string }>(
  'declareIncident',
  (_hall, { plan, version, level, scenario = '' }, situation) => {
    const id = situation.newId('e')
    return accept(
      { kind: 'IncidentDeclared', subject: id, body: { plan, version, level } },
      ...scenarioSaid({ id, drill: false }, scenario),
    )
  },
)

/**
 * Starts a drill: somebody who is signed in, with at least one purpose and one measurable objective (1.1.49), and not while
 * something is real. One that stands in the calendar begins with `beginPlannedDrill`.
 */
export const startDrill = command<{
  plan: string
  version: number
  level: Level
  purposes: readonly Purpose[]
  objectives: readonly string[]
  scenario?: string
}>('startDrill', (hall, { plan, version, level, purposes, objectives, scenario = '' }, situation) => {
  if (situation.by === null) return refuse('sign-in-first')
  if (purposes.length === 0) return refuse('purpose-is-missing')
  if (objectives.length === 0) return refuse('objective-is-missing')
  if (running(hall).some(({ drill }) => !drill)) return refuse('something-real-goes-on')
  const id = situation.newId('e')
  const aims = { purposes: [...purposes], objectives: [...objectives] }
  const body = { plan, version, level, ...aims }
  return accept(
    { kind: 'IncidentDeclared', subject: id, body, drill: id },
    ...scenarioSaid({ id, drill: true }, scenario),
  )
})

/** Says what it is that has no plan of its own: that proposes a scenario to the manager (1.1.3). */
export const sayScenario = command<{ incident: string; text: string }>('sayScenario', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (ask.text.trim() === '') return refuse('nothing-was-said')
  return accept(...scenarioSaid(found, ask.text))
})

/** A manager judges whether a scenario is to have a plan of its own. */
export const judgeScenario = command<{ incident: string; adopted: boolean }>(
  'judgeScenario',
  (hall, { incident, adopted }, situation) => {
    const refusal = needRole(hall, situation, 'manager')
    if (refusal) return refusal
    const found = incidentBy(hall, incident)
    if (!found?.scenario) return refuse('incident-unknown')
    if (found.scenario.adopted === adopted) return accept()
    return accept(ofIncident(found, { kind: 'ScenarioJudged', body: { adopted } }))
  },
)

const scenarioSaid = (incident: Pick<Incident, 'id' | 'drill'>, text: string) =>
  text.trim() === '' ? [] : [ofIncident(incident, { kind: 'ScenarioSaid', body: { text: text.trim() } })]

/** What has no plan of its own and what nobody has said in words is not over: nobody could tell what it was. */
const isUnsaid = ({ plan, scenario }: Incident): boolean => plan === OTHER && scenario === null

/** Who started it without signing in says so afterwards; the first who does is believed. */
export const nameDeclarer = command<{ incident: string }>('nameDeclarer', (hall, ask, situation) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (situation.by === null) return refuse('sign-in-first')
  if (found.declaredBy !== null) return accept()
  return accept(ofIncident(found, { kind: 'DeclarerNamed', body: {} }))
})

/** 已收到 at this tablet. */
export const acknowledgeAlarm = command<{ incident: string }>('acknowledgeAlarm', (hall, ask, situation) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (isAcknowledged(hall, found, situation.tablet.id)) return accept()
  return accept(ofIncident(found, { kind: 'AlarmAcknowledged', body: {} }))
})

/** Ticks a line; `behalf` when somebody else did it, `paperTime` (ms) when it is taken over from paper. */
export const tickStep = command<{ incident: string; step: string; behalf: boolean; paperTime?: number }>(
  'tickStep',
  (hall, ask, situation) => {
    const found = incidentBy(hall, ask.incident)
    if (!found) return refuse('incident-unknown')
    if (found.ticks.has(ask.step)) return accept()
    const paperTime =
      ask.paperTime === undefined ? {} : { paperTime: new Date(Math.min(ask.paperTime, situation.now)).toISOString() }
    const body = { step: ask.step, behalf: ask.behalf, ...paperTime }
    return accept(ofIncident(found, { kind: 'StepTicked', body }))
  },
)

/** Takes a tick back. */
export const untickStep = command<{ incident: string; step: string }>('untickStep', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (!found.ticks.has(ask.step)) return accept()
  return accept(ofIncident(found, { kind: 'StepUnticked', body: { step: ask.step } }))
})

/** Raises the level with one tap; lowering it is the manager's, with a reason (plan-study §3.1). */
export const changeLevel = command<{ incident: string; level: Level; reason: string }>(
  'changeLevel',
  (hall, ask, situation) => {
    const found = goesOn(hall, ask.incident)
    if ('ok' in found) return found
    if (ask.level === found.level) return accept()
    // 1 is the worst: a higher number is a lower level.
    if (ask.level > found.level) {
      const refusal = mayEnd(hall, found, situation)
      if (refusal) return refusal
      if (ask.reason.trim() === '') return refuse('reason-is-missing')
    }
    const reason = ask.reason.trim()
    return accept(
      ofIncident(found, { kind: 'LevelChanged', body: { level: ask.level } }),
      ...(reason === '' ? [] : [ofIncident(found, { kind: 'LevelReasoned', body: { reason } })]),
    )
  },
)

/** 接管指挥. */
export const takeCommand = command<{ incident: string }>('takeCommand', (hall, ask, situation) => {
  const found = goesOn(hall, ask.incident)
  if ('ok' in found) return found
  if (situation.by === null) return refuse('sign-in-first')
  return accept(ofIncident(found, { kind: 'CommandTaken', body: {} }))
})

/** Roll call: somebody on the staff list was seen, is missing, or is hurt. */
export const accountStaff = command<{ incident: string; staff: string; state: 'safe' | 'missing' | 'hurt' }>(
  'accountStaff',
  (hall, ask) => {
    const found = incidentBy(hall, ask.incident)
    if (!found) return refuse('incident-unknown')
    if (!hall.staff.has(ask.staff)) return refuse('staff-unknown')
    const body = { staff: ask.staff, state: ask.state }
    return accept(ofIncident(found, { kind: 'StaffAccounted', body }))
  },
)

/** Somebody who has not answered was rung, or a runner was sent. */
export const seekStaff = command<{ incident: string; staff: string; how: Search }>('seekStaff', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (!hall.staff.has(ask.staff)) return refuse('staff-unknown')
  return accept(ofIncident(found, { kind: 'StaffSought', body: { staff: ask.staff, how: ask.how } }))
})

/** The company has answered what it was told: who there said so. */
export const noteCompanyAnswer = command<{ incident: string; name: string }>('noteCompanyAnswer', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (ask.name.trim() === '') return refuse('name-is-missing')
  return accept(ofIncident(found, { kind: 'CompanyAnswered', body: { name: ask.name } }))
})

/** Customers at the assembly point, and how many are missed. */
export const countVisitors = command<{ incident: string; safe: number; missing: number }>(
  'countVisitors',
  (hall, ask) => {
    const found = incidentBy(hall, ask.incident)
    if (!found) return refuse('incident-unknown')
    const body = { safe: ask.safe, missing: ask.missing }
    return accept(ofIncident(found, { kind: 'VisitorsCounted', body }))
  },
)

/** Says one of the plan's announcements to everybody: the wall shows and speaks it, and the record has it. */
export const announce = command<{ incident: string; which: string }>('announce', (hall, ask) => {
  const found = goesOn(hall, ask.incident)
  if ('ok' in found) return found
  if (sparesCustomers(hall, found)) return refuse('drill-spares-customers')
  return accept(ofIncident(found, { kind: 'AnnouncementMade', body: { which: ask.which } }))
})

/** A zone was searched and is empty. */
export const sweepZone = command<{ incident: string; zone: string }>('sweepZone', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (found.zones.has(ask.zone)) return accept()
  return accept(ofIncident(found, { kind: 'ZoneSwept', body: { zone: ask.zone } }))
})

/**
 * Ends what is real: a manager, with how many of the plan's conditions are met, and with a reason in words when not all are,
 * which the record keeps.
 */
export const standDown = command<{ incident: string; met: number; of: number; reason: string | null }>(
  'standDown',
  (hall, ask, situation) => {
    const found = goesOn(hall, ask.incident)
    if ('ok' in found) return found
    const refusal = mayEnd(hall, found, situation)
    if (refusal) return refusal
    if (isUnsaid(found)) return refuse('nothing-was-said')
    const reason = ask.reason?.trim() ?? ''
    if (ask.met < ask.of && reason === '') return refuse('reason-is-missing')
    const body = { met: ask.met, of: ask.of, reason: reason === '' ? null : 'by-decision' }
    return accept(ofIncident(found, { kind: 'IncidentStoodDown', body }), ...endReasoned(found, reason))
  },
)

/**
 * Ends a drill, by anybody who is signed in: completed, when at least one line was done, or aborted (总指挥可中止), and then
 * it counts for nothing.
 */
export const endDrill = command<{ incident: string; completed: boolean; reason: string }>(
  'endDrill',
  (hall, ask, situation) => {
    const found = goesOn(hall, ask.incident)
    if ('ok' in found) return found
    if (!found.drill) return refuse('something-real-goes-on')
    if (situation.by === null) return refuse('sign-in-first')
    if (ask.completed && isUnsaid(found)) return refuse('nothing-was-said')
    if (ask.completed && found.ticks.size === 0) return refuse('nothing-was-exercised')
    const body = { met: 0, of: 0, reason: ask.completed ? COMPLETED : 'drill-aborted' }
    return accept(ofIncident(found, { kind: 'IncidentStoodDown', body }), ...endReasoned(found, ask.reason.trim()))
  },
)

const endReasoned = (found: Incident, reason: string) =>
  reason === '' ? [] : [ofIncident(found, { kind: 'EndReasoned', body: { reason } })]

/** Whoever has signed that they are in command may do it; otherwise a manager. */
const mayEnd = (hall: Hall, { command }: Incident, situation: Situation) =>
  command.proven && command.by === situation.by ? null : needRole(hall, situation, 'manager')

function goesOn(hall: Hall, id: string): Incident | ReturnType<typeof refuse> {
  const found = incidentBy(hall, id)
  if (!found) return refuse('incident-unknown')
  return found.over ? refuse('incident-is-over') : found
}

/** A draft about an incident: of a drill, it says so in the envelope. */
export const ofIncident = <const Given extends Omit<NewEvent, 'subject'>>(
  { id, drill }: Pick<Incident, 'id' | 'drill'>,
  given: Given,
): Given & Pick<NewEvent, 'subject' | 'drill'> => ({ ...given, subject: id, ...(drill ? { drill: id } : {}) })
