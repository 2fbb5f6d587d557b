import { waitedMinutes } from '../calls/waiting.ts'
import { countersOf } from '../counters/queries.ts'
import { businessDay } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import type { Queue } from '../settings/events.ts'
import { quoteWait, whoWaits } from '../waits/queries.ts'
import type { Quote } from './events.ts'
import { byTurn, labelKey, type Ticket, waitsToday } from './tickets.ts'

/** One queue on the board: who waits, for how long, what a newcomer is told. */
export interface QueueLine {
  readonly queue: Queue
  readonly waiting: number
  readonly longestMinutes: number
  readonly quote: Quote | null
  readonly counters: readonly string[]
}

/** Every queue that is open or still has customers, in the hall's order. */
export function queueBoard(hall: OpenHall, now: number): QueueLine[] {
  const present = whoWaits(hall, now)
  return hall.settings.queues
    .map((queue) => {
      const line = present.waitingByQueue.get(queue.id) ?? []
      return {
        queue,
        waiting: line.length,
        longestMinutes: line.reduce((most, ticket) => Math.max(most, waitedMinutes(ticket, now)), 0),
        quote: quoteWait(hall, { queue: queue.id, service: null }, now, present),
        counters: countersOf(hall, queue.id).map(({ id }) => id),
      }
    })
    .filter(({ queue, waiting }) => queue.open || waiting > 0)
}

/** A waiting customer with the risk of missing the queue's target: 1 is at the target. */
export interface AtRisk {
  readonly ticket: Ticket
  readonly waited: number
  readonly target: number
  readonly risk: number
}

/** Who waits, the one nearest to or farthest past the target first. */
export const waitingByRisk = (hall: OpenHall, now: number): AtRisk[] => {
  const targets = new Map(hall.settings.queues.map(({ id, targetMinutes }) => [id, targetMinutes]))
  const today = businessDay(hall, now)
  const waiting: AtRisk[] = []
  for (const ticket of hall.tickets.values()) {
    if (!waitsToday(ticket, today)) continue
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

/** Missed customers who may come back (过号区), the latest first. */
export const missedTickets = (hall: OpenHall): Ticket[] =>
  [...hall.tickets.values()].filter(({ status }) => status === 'missed').sort((a, b) => b.since - a.since)

/** The number that the next paper of the roll has: `057` → `058`, as wide as the roll prints it; none before the first. */
export function nextOnRoll(hall: OpenHall): string {
  const newest = [...hall.tickets.values()]
    .filter(({ origin }) => origin === 'roll')
    .reduce<Ticket | null>((last, each) => (last === null || each.issuedAt > last.issuedAt ? each : last), null)
  return newest === null ? '' : nextNumberOf(newest.label)
}

/** The number after this one, as wide. */
export const nextNumberOf = (number: string): string => String(Number(number) + 1).padStart(number.length, '0')

/** Tickets whose label is or ends with what was typed, today's first. Typing is forgiving: case, dash, leading zeros. */
export function findByLabel(hall: OpenHall, typed: string, now: number): Ticket[] {
  const wanted = plain(typed)
  if (wanted === '') return []
  const today = businessDay(hall, now)
  const exact = hall.tickets.get(hall.ticketsByLabel.get(labelKey(today, typed.toUpperCase())) ?? '')
  const rest = [...hall.tickets.values()].filter((ticket) => {
    const label = plain(ticket.label)
    // The letter of a sub-lane is small, and no key of the pad has it.
    const alike = [label, label.replace(/^([A-Z]+\d+)[A-Z]+:/, '$1:'), label.replace(/^[A-Z]+(\d+[A-Z]*:)?/, '')]
    return ticket.id !== exact?.id && alike.includes(wanted)
  })
  rest.sort((a, b) => (a.day === b.day ? byTurn(a, b) : a.day > b.day ? -1 : 1))
  return exact ? [exact, ...rest] : rest
}

/** `a2-013` → `A2:13`: letters and lane kept, leading zeros of the number dropped. */
const plain = (label: string): string =>
  label
    .trim()
    .toUpperCase()
    .replace(/[\s]/g, '')
    .replace(/-/, ':')
    .replace(/(^|[A-Z:])0+(?=\d)/g, '$1')
