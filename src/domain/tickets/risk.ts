import { isPresent, waitedMinutes } from '../calls/waiting.ts'
import { businessDay } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import { byTurn, type Ticket, waitsToday } from './tickets.ts'

/** A waiting customer with the risk of missing the queue's target: 1 is at the target. */
export interface AtRisk {
  readonly ticket: Ticket
  readonly waited: number
  readonly target: number
  readonly risk: number
}

/** Who waits and is here, the one nearest to or farthest past the target first. */
export const waitingByRisk = (hall: OpenHall, now: number): AtRisk[] => {
  const targets = new Map(hall.settings.queues.map(({ id, targetMinutes }) => [id, targetMinutes]))
  const today = businessDay(hall, now)
  const waiting: AtRisk[] = []
  for (const ticket of hall.tickets.values()) {
    if (!waitsToday(ticket, today) || !isPresent(hall, ticket, now)) continue
    const target = targets.get(ticket.queue) ?? 15
    const risk = (now - ticket.issuedAt) / 60_000 / target
    waiting.push({ ticket, waited: waitedMinutes(ticket, now), target, risk })
  }
  return waiting.sort((a, b) => b.risk - a.risk || byTurn(a.ticket, b.ticket))
}

/** Who is close to the target or past it: from three quarters on there is still time to do something about it. */
export const atRisk = (hall: OpenHall, now: number): AtRisk[] =>
  waitingByRisk(hall, now).filter(({ risk }) => risk >= 0.75)

/** Whether somebody has waited longer than the queue's target. */
export const isPastTarget = ({ risk }: AtRisk): boolean => risk >= 1
