import type { Contact } from '../command.ts'
import type { CounterState } from '../counters/counters.ts'
import { businessDay } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import { byTurn, type Ticket, waitsToday } from '../tickets/tickets.ts'
import type { Rule } from './events.ts'
import { starFirst } from './stars.ts'
import { isRare, takenAt } from './takes.ts'
import { isPresent, reservedFor, waitedMinutes } from './waiting.ts'

/** The ticket a counter calls next and the rule that chose it. */
export interface Choice {
  readonly ticket: Ticket
  readonly rule: Rule
}

/** Waiting tickets a counter may call now, in turn: those in its line whose customers are here. */
export const callable = (hall: OpenHall, counter: CounterState, contact: Contact, now: number): Ticket[] =>
  inLine(hall, counter, contact, now).filter((ticket) => isPresent(hall, ticket, now))

/**
 * Who waits for a counter, here or away, in turn: what it and whoever stands there can do of its queues, not sent to
 * another counter, not another's share.
 */
export function inLine(hall: OpenHall, counter: CounterState, contact: Contact, now: number): Ticket[] {
  const today = businessDay(hall, now)
  const takes = takenAt(hall, counter, now)
  return [...hall.tickets.values()]
    .filter((ticket) => waitsToday(ticket, today))
    .filter((ticket) => {
      const only = reservedFor(hall, ticket)
      return only === null ? counter.queues.includes(ticket.queue) && takes(ticket) : only === counter.id
    })
    .filter((ticket) => mayCall(ticket.id, counter.id, contact))
    .sort(byTurn)
}

/** Whether contact allows this counter to call the ticket without its slip. */
export function mayCall(ticket: string, counter: string, contact: Contact): boolean {
  const owner = contact.leftTo.get(ticket)
  if (owner !== undefined && owner !== counter) return false
  return contact.share === null || contact.share.has(ticket)
}

/**
 * Chooses the next ticket of a counter, or the one `behind` so many, as far as there are so many: whoever was put back to
 * the front, then whoever has waited too long, then whoever was sent to this counter, then whose appointment
 * has come, then a
 * priority customer if the ratio or the waiting time allows, then whoever few can serve where this counter is spared for
 * them, then a star customer as far as the hall allows, then the head of the line.
 */
export function chooseNext(
  hall: OpenHall,
  counter: CounterState,
  contact: Contact,
  now: number,
  behind = 0,
): Choice | null {
  let line = callable(hall, counter, contact, now)
  let choice = chooseFrom(line, { hall, counter, contact, now })
  for (let passed = 0; passed < behind && line.length > 1; passed++) {
    line = line.filter(({ id }) => id !== choice?.ticket.id)
    choice = chooseFrom(line, { hall, counter, contact, now })
  }
  return choice
}

function chooseFrom(
  line: readonly Ticket[],
  { hall, counter, contact, now }: { hall: OpenHall; counter: CounterState; contact: Contact; now: number },
): Choice | null {
  const head = line[0]
  if (!head) return null
  const { ageLimitMinutes, priorityEvery, priorityAfterMinutes } = hall.settings.rules
  const choose = (ticket: Ticket, code: Rule['code']): Choice => ({
    ticket,
    rule: {
      code,
      waited: waitedMinutes(ticket, now),
      passed: line.filter((other) => byTurn(other, ticket) < 0).length,
      ...(contact.share === null ? {} : { alone: true }),
    },
  })

  // Whoever was served in part and put back waits for nobody else.
  if (head.frontAt !== null) return choose(head, 'put-back')
  // Ageing: nobody starves behind priorities, whatever the ratio says.
  // By turn, so that a missed customer who came back does not jump those who waited on.
  if (now - head.turn >= ageLimitMinutes * 60_000) return choose(head, 'aged')
  const sent = line.find((ticket) => ticket.sentTo === counter.id)
  if (sent) return choose(sent, 'sent-here')
  const [due] = line.filter((ticket) => isDue(ticket, now)).sort(byAppointment)
  if (due) return choose(due, 'appointment')
  const first = line.find((ticket) => ticket.priority !== null)
  if (first && first !== head) {
    const turnOfPriority = counter.callsSincePriority >= priorityEvery - 1
    const waitedEnough = now - first.issuedAt >= priorityAfterMinutes * 60_000
    if (turnOfPriority || waitedEnough) return choose(first, 'priority')
  }
  if (hall.settings.skills.spareMinutes > 0 && !isRare(hall, head)) {
    const rare = line.find((ticket) => isRare(hall, ticket))
    if (rare) return choose(rare, 'skill')
  }
  const star = first ? null : starFirst(hall, counter, line)
  if (star) return choose(star, 'star')
  return choose(head, head.priority ? 'priority' : 'next')
}

/** Whether its customer has an appointment whose time has come. */
export const isDue = ({ appointedAt }: Ticket, now: number): boolean => appointedAt !== null && appointedAt <= now

const byAppointment = (a: Ticket, b: Ticket): number => (a.appointedAt ?? 0) - (b.appointedAt ?? 0) || byTurn(a, b)
