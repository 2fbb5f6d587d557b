import { commandsOf, type NewEventOf, needRole, type Situation } from '../command.ts'
import { businessDay } from '../day/businessDay.ts'
import { isDayClosed } from '../day/queries.ts'
import type { incidentKinds } from '../incidents/events.ts'
import { running } from '../incidents/queries.ts'
import { laneName } from '../numbers/numbers.ts'
import type { Level } from '../plans/plan.ts'
import { MOST_MINUTES_AWAY, type Priority, type ticketKinds } from '../tickets/events.ts'
import { labelKey } from '../tickets/tickets.ts'
import type { takeoverKinds } from './events.ts'
import { takeoverSlice } from './fold.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['day-is-closed', 'nothing-to-take-over', 'queue-unknown'] as const
type Why = (typeof refusals)[number]
type Kinds = typeof takeoverKinds & typeof ticketKinds & typeof incidentKinds

/**
 * Somebody who waits in another hall, with the number on their slip. `takenAt` in ms since 1970; `awayUntil`: so they have
 * left for a while, null: they are there.
 */
export interface TicketElsewhere {
  readonly label: string
  /** A queue of this hall. */
  readonly queue: string
  readonly service: string | null
  readonly priority: Priority | null
  readonly takenAt: number
  readonly awayUntil: number | null
  readonly toCheck: boolean
  readonly toWave: boolean
}
/** A number that was printed, and the queue of this hall that has the same letters. */
export type NumberInHand = Pick<TicketElsewhere, 'label' | 'queue'>
/** What goes on in another hall. `at` in ms since 1970. */
export interface IncidentElsewhere {
  readonly plan: string
  readonly version: number
  readonly level: Level
  readonly ticks: readonly { readonly step: string; readonly at: number }[]
}

const { command, accept, refuse } = commandsOf<Kinds, Why>()(takeoverSlice)

/**
 * Goes on with the queue and the open incidents of another hall, which has neither server nor kit nor recovery sheet. Its
 * customers keep their numbers and their places in line; a number that this hall has today, and an incident of a plan
 * that runs here, is there already. So twice takes nothing twice. `inHand`: numbers that somebody holds who does not wait.
 */
export const takeOverHall = command<{
  hall: string
  at: string
  tickets: readonly TicketElsewhere[]
  inHand?: readonly NumberInHand[]
  incidents: readonly IncidentElsewhere[]
}>('takeOverHall', (hall, ask, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  const day = businessDay(hall, situation.now)
  if (isDayClosed(hall, day)) return refuse('day-is-closed', { day })
  const tickets = ask.tickets.filter(({ label }) => !hall.ticketsByLabel.has(labelKey(day, label)))
  if (tickets.some(({ queue }) => !hall.settings.queues.some(({ id }) => id === queue))) return refuse('queue-unknown')
  const here = new Set(running(hall).flatMap(({ drill, plan }) => (drill ? [] : [plan])))
  const incidents = ask.incidents.filter(({ plan }) => !here.has(plan))
  if (tickets.length + incidents.length === 0) return refuse('nothing-to-take-over')
  const body = {
    hall: ask.hall,
    at: ask.at,
    tickets: tickets.length,
    incidents: incidents.length,
    printed: highestOf([...tickets, ...(ask.inHand ?? [])], day),
  }
  const taken: NewEventOf<Kinds>[] = [{ kind: 'HallTakenOver', subject: hall.id, body }]
  const line = [...tickets].sort((a, b) => a.takenAt - b.takenAt)
  for (const [i, ticket] of line.entries()) {
    const before = line.slice(0, i).filter(({ queue }) => queue === ticket.queue).length
    taken.push(...ticketHere(ticket, { day, ahead: before }, situation))
  }
  for (const incident of incidents) taken.push(...incidentHere(incident, situation))
  return accept(...taken)
})

function ticketHere(
  { label, queue, service, priority, takenAt, awayUntil, toCheck, toWave }: TicketElsewhere,
  { day, ahead }: { readonly day: string; readonly ahead: number },
  { newId, now }: Situation,
): NewEventOf<Kinds>[] {
  const subject = newId('t')
  // At least a minute: whose time is over by now is what this hall says of those who are late.
  const minutes =
    awayUntil === null ? 0 : Math.min(MOST_MINUTES_AWAY, Math.max(1, Math.ceil((awayUntil - now) / 60_000)))
  const paperTime = new Date(takenAt).toISOString()
  const said = { label, ...onSlip(label), queue, service, day, priority, ahead } as const
  return [
    // Whatever they were told they were told there: nothing is promised anew.
    { kind: 'TicketIssued', subject, body: { ...said, quote: null, paperTime } },
    ...(minutes > 0 ? [{ kind: 'CustomerSteppedOut', subject, body: { minutes } } as const] : []),
    ...(toCheck ? [{ kind: 'CheckAsked', subject, body: {} } as const] : []),
    ...(toWave ? [{ kind: 'WavingAsked', subject, body: { on: true } } as const] : []),
  ]
}

/**
 * What a slip says of where its number comes from: `A012` a block, `A2-013` and `A2b-001` a lane, `57` a roll. It was printed,
 * wherever that was: so nobody here is given the number that somebody has in hand.
 */
function onSlip(label: string) {
  const [, letters = '', lane, sub, digits] = /^([A-Z]*)(?:(\d+)([a-z]*)-)?(\d+)$/.exec(label) ?? []
  const number = Math.max(1, Number(digits))
  if (lane !== undefined) return { number, origin: 'lane', lane: Number(lane), ...(sub ? { sub } : {}) } as const
  return { number, origin: letters === '' ? 'roll' : 'block' } as const
}

/** Of each queue and lane the highest number that somebody has in hand: nobody here is given one up to it. */
function highestOf(tickets: readonly NumberInHand[], day: string) {
  const highest = new Map<string, { queue: string; day: string; number: number; lane: string | null }>()
  for (const { label, queue } of tickets) {
    const { number, origin, ...from } = onSlip(label)
    const lane = 'lane' in from ? laneName(from.lane, from.sub ?? null) : null
    const key = `${queue}/${lane}`
    if (origin !== 'roll' && number > (highest.get(key)?.number ?? 0)) highest.set(key, { queue, day, number, lane })
  }
  return [...highest.values()]
}

function incidentHere({ plan, version, level, ticks }: IncidentElsewhere, { newId }: Situation): NewEventOf<Kinds>[] {
  const subject = newId('e')
  return [
    { kind: 'IncidentDeclared', subject, body: { plan, version, level } },
    ...ticks.map(
      ({ step, at }) =>
        ({
          kind: 'StepTicked',
          subject,
          body: { step, behalf: true, paperTime: new Date(at).toISOString() },
        }) as const,
    ),
  ]
}
