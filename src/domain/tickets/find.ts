import { businessDay } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import { byTurn, labelKey, type Ticket } from './tickets.ts'

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
