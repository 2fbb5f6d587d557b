import { ableCounters } from '../calls/skills.ts'
import { isPresent } from '../calls/waiting.ts'
import type { CounterState } from '../counters/counters.ts'
import { businessDay } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import type { Quote } from '../tickets/events.ts'
import { byTurn, isAway, isLeftOver, type Purpose, servedSince, type Ticket } from '../tickets/tickets.ts'
import { paceKey } from './pace.ts'

/** Between the call and the customer at the counter, minutes. */
const WALK = 0.4
/** Share of called customers assumed to have left, before the hall has measured its own. */
const LEAVERS = 0.03
/** Where the range begins and ends, in standard deviations: about one wait in four is shorter, one in five longer. */
const LOW = -0.9
const HIGH = 0.9
/** Share by which the work ahead is off however well it is measured: priorities who still come, counters that pause. */
const DOUBT = 0.15
/** A service may last this much of its mean longer, however long it has lasted already. */
const REST = 0.4

/** Who waits and who is being served, as one pass over the tickets finds it: what every quote of that moment needs. */
export interface WhoWaits {
  /** Waiting tickets of those who are here by queue, in turn. */
  readonly waitingByQueue: ReadonlyMap<string, readonly Ticket[]>
  /** Those whose customers have left for a while: nobody waits for them, and once back they have their old place. */
  readonly awayByQueue: ReadonlyMap<string, readonly Ticket[]>
  /** The ticket called to or served at a counter. */
  readonly ticketsByCounter: ReadonlyMap<string, Ticket>
}

/** Finds those of this day in one pass: a board of all queues costs no more than a quote for one. */
export function whoWaits(hall: OpenHall, now: number): WhoWaits {
  const today = businessDay(hall, now)
  const waitingByQueue = new Map<string, Ticket[]>()
  const awayByQueue = new Map<string, Ticket[]>()
  const ticketsByCounter = new Map<string, Ticket>()
  for (const ticket of hall.tickets.values()) {
    if (isLeftOver(ticket, today)) continue
    if (ticket.status === 'waiting') {
      const lines = isPresent(hall, ticket, now) ? waitingByQueue : isAway(ticket, now) ? awayByQueue : null
      const line = lines?.get(ticket.queue)
      if (line) line.push(ticket)
      else lines?.set(ticket.queue, [ticket])
    } else if (ticket.counter !== null && (ticket.status === 'serving' || ticket.status === 'called')) {
      ticketsByCounter.set(ticket.counter, ticket)
    }
  }
  for (const line of waitingByQueue.values()) line.sort(byTurn)
  return { waitingByQueue, awayByQueue, ticketsByCounter }
}

/**
 * The wait a customer who comes for this now would be told, in minutes, from the state of the queue: the work of those
 * ahead and of those being served, at measured service times, over the open counters. Null when no counter is open.
 * Never the last customer's wait: that under-quotes nearly half of those who wait long.
 * Whoever is away is passed over until they are back and then goes first: they count if that is before this one's turn.
 */
export function quoteWait(
  hall: OpenHall,
  what: Purpose,
  now: number,
  present: WhoWaits = whoWaits(hall, now),
): Quote | null {
  const counters = ableCounters(hall, what)
  if (counters.length === 0) return null
  const { people, busy, minutes, spread } = reckon(hall, counters, now, present)
  // Somebody is free: the newcomer is called at once.
  if (people === 0 && busy < counters.length) return { from: 0, to: 2 }
  const from = Math.max(0, Math.floor(minutes + LOW * spread))
  return { from, to: Math.max(from + 2, Math.ceil(minutes + HIGH * spread + 1)) }
}

/**
 * How many are called before somebody who comes for this, as the quote reckons them: those in other queues of the same counters
 * for their part. While no counter is open, those who wait in the queue itself.
 */
export function aheadIn(hall: OpenHall, what: Purpose, now: number, present: WhoWaits = whoWaits(hall, now)): number {
  const counters = ableCounters(hall, what)
  if (counters.length === 0) return present.waitingByQueue.get(what.queue)?.length ?? 0
  return Math.round(reckon(hall, counters, now, present).people)
}

/** What these counters do before somebody who comes now is called: people, and minutes with their standard deviation. */
function reckon(hall: OpenHall, counters: readonly CounterState[], now: number, present: WhoWaits) {
  const busy = counters.flatMap(({ id }) => present.ticketsByCounter.get(id) ?? [])
  const rests = busy.map((ticket) => {
    const { mean, variance: spread } = serviceTime(hall, ticket)
    const served = servedSince(ticket)
    const elapsed = served === null ? -WALK : (now - served) / 60_000
    // What is left of a service does not fall to nothing because it has lasted long.
    return { mean: Math.max(mean - elapsed, mean * REST), variance: spread }
  })
  const rest = rests.reduce((sum, { mean }) => sum + mean, 0)
  const restVariance = rests.reduce((sum, each) => sum + each.variance, 0) / Math.max(1, rests.length)
  // When the newcomer is called, one counter has just become free and the others are in the middle of somebody.
  const inTheMiddle = (rest / Math.max(1, rests.length)) * ((counters.length - 1) / counters.length)

  const times = new Map<string, ServiceTime>()
  let people = 0
  let work = 0
  let variance = 0
  const minutes = () => (work + rest) / counters.length - inTheMiddle
  const count = ({ ticket, share }: Ahead) => {
    people += share
    // What else they come for is done at once where it can be, and in line as of their time where it cannot.
    for (const purpose of [ticket, ...ticket.further]) {
      const time = times.get(paceKey(purpose)) ?? serviceTime(hall, purpose)
      times.set(paceKey(purpose), time)
      work += share * (time.mean + WALK) * (1 - LEAVERS)
      variance += share * time.variance
    }
  }
  for (const each of whoIsAhead(hall, counters, present.waitingByQueue)) count(each)
  const until = ({ ticket }: Ahead) => ticket.awayUntil ?? 0
  for (const each of whoIsAhead(hall, counters, present.awayByQueue).sort((a, b) => until(a) - until(b))) {
    if (until(each) < now + minutes() * 60_000) count(each)
  }
  const spread = Math.sqrt(variance + restVariance) / counters.length + Math.max(0, minutes()) * DOUBT
  return { people, busy: busy.length, minutes: minutes(), spread }
}

/** Somebody before a newcomer at some counters, for the part that these are of all that can serve them. */
interface Ahead {
  readonly ticket: Ticket
  readonly share: number
}

/** Who of these lines waits for these counters. */
function whoIsAhead(hall: OpenHall, counters: readonly CounterState[], lines: WhoWaits['waitingByQueue']): Ahead[] {
  const ids = new Set(counters.map(({ id }) => id))
  const ahead: Ahead[] = []
  const hasSkills = hall.settings.skills.people.length + hall.settings.skills.counters.length > 0
  for (const [queue, line] of lines) {
    const parts = new Map<string | null, number>()
    for (const ticket of line) {
      const service = hasSkills ? ticket.service : null
      const part = parts.get(service) ?? partOf(ids, ableCounters(hall, { queue, service }))
      parts.set(service, part)
      const share = ticket.sentTo === null ? part : Number(ids.has(ticket.sentTo))
      if (share > 0) ahead.push({ ticket, share })
    }
  }
  return ahead
}

const partOf = (ids: ReadonlySet<string>, serving: readonly CounterState[]): number =>
  serving.length === 0 ? 0 : serving.filter(({ id }) => ids.has(id)).length / serving.length

/** How long this ticket's service takes here on average, in minutes. */
export const paceOf = (hall: OpenHall, of: { service: string | null; queue: string }): number =>
  serviceTime(hall, of).mean

/** How long a service takes, in minutes and minutes². */
interface ServiceTime {
  readonly mean: number
  readonly variance: number
}

/** Mean and variance of a ticket's service time: measured, mixed with the catalogue's standard time. */
function serviceTime(hall: OpenHall, of: { service: string | null; queue: string }): ServiceTime {
  const standard = standardMinutes(hall, of)
  const pace = hall.paces.get(paceKey(of))
  if (!pace) return { mean: standard, variance: (standard * 0.6) ** 2 }
  const trust = pace.count / (pace.count + 5)
  return {
    mean: trust * pace.mean + (1 - trust) * standard,
    variance: trust * pace.variance + (1 - trust) * (standard * 0.6) ** 2,
  }
}

function standardMinutes(hall: OpenHall, { service, queue }: { service: string | null; queue: string }): number {
  const known = hall.settings.services.filter((each) => (service === null ? each.queue === queue : each.id === service))
  if (known.length === 0) return 8
  return known.reduce((sum, each) => sum + each.standardMinutes, 0) / known.length
}
