import type { OpenHall } from '../openHall.ts'
import type { Ticket } from '../tickets/tickets.ts'
import { keptWaiting } from './stars.ts'

/** What the rule for star customers did to a day; null: no star customer was called on it. Waits in minutes. */
export interface StarEffect {
  readonly stars: number
  /** How long nine in ten of them waited at most. */
  readonly starWait: number
  readonly others: number
  readonly otherWait: number
  /** For how long they kept anybody else waiting at most. */
  readonly most: number
}

/** What the rule for star customers did to a day, by the tickets of it that have been called. */
export function starEffect(hall: OpenHall, day: string): StarEffect | null {
  const called = [...hall.tickets.values()].filter((each) => each.day === day && each.firstCalledAt !== null)
  const stars = called.filter(({ star }) => star !== null)
  const others = called.filter(({ star }) => star === null)
  if (stars.length === 0) return null
  const most = Math.max(0, ...others.map((each) => keptWaiting(hall, each)))
  return {
    stars: stars.length,
    starWait: nineInTen(stars),
    others: others.length,
    otherWait: nineInTen(others),
    most: Math.ceil(most),
  }
}

function nineInTen(tickets: readonly Ticket[]): number {
  const waits = tickets.map(({ firstCalledAt, issuedAt }) => ((firstCalledAt ?? issuedAt) - issuedAt) / 60_000)
  return Math.round(waits.sort((a, b) => a - b)[Math.ceil(waits.length * 0.9) - 1] ?? 0)
}
