import type { Tablet } from '#device/tablet.ts'
import { callNextTicket, finishService, greetCustomer, missCustomer, recallTicket } from '#domain/calls/commands.ts'
import { closeCounter, openCounter, pauseCounter, resumeCounter } from '#domain/counters/commands.ts'
import { currentTicket } from '#domain/counters/queries.ts'
import { issueTicket, recordSlip } from '#domain/tickets/commands.ts'
import type { Ticket } from '#domain/tickets/tickets.ts'
import type { HallCommand } from '#domain/whole.ts'
import { DAY_MINUTES, type Dice, LUNCH, type Visitor } from './demoDay.ts'

/** The time of the demo day, in minutes from opening, and how to wait in it. */
export interface DayClock {
  readonly minute: number
  /** The last minute at which somebody comes in. */
  readonly closesAt: number
  readonly over: boolean
  /** Somebody has ended the demo. */
  readonly stopped: boolean
  /** Resolves at once when the demo ends. */
  sleep(minutes: number): Promise<void>
}

/** Who took which ticket: what the customer does is known here, not in the hall. */
export type Customers = Map<string, Visitor>

/** The greeter: a ticket for everybody who comes in, also when the greeter is behind. */
export async function greet(reception: Tablet, visitors: readonly Visitor[], customers: Customers, day: DayClock) {
  for (const visitor of visitors) {
    if (visitor.at > day.closesAt) return
    await day.sleep(visitor.at - day.minute)
    if (day.stopped) return
    reception.touched()
    const { queue, priority } = visitor
    const issued = await reception.log.perform(issueTicket, { queue, service: null, priority })
    const ticket = issued.ok ? issued.events[0]?.subject : undefined
    if (!ticket) continue
    customers.set(ticket, visitor)
    await reception.log.perform(recordSlip, { ticket, result: 'printed' })
  }
}

interface Clerk {
  readonly tablet: Tablet
  readonly counter: string
  readonly customers: Customers
  readonly eatsAtNoon: boolean
  readonly dice: Dice
}

/** A clerk at a counter: calls, waits for the customer, serves; eats at noon; goes home when the hall is empty. */
export async function serve(clerk: Clerk, day: DayClock): Promise<void> {
  const { tablet, counter } = clerk
  const ask = <Ask>(command: HallCommand<Ask>, what: Ask) => {
    tablet.touched()
    return tablet.log.perform(command, what)
  }
  let hasEaten = !clerk.eatsAtNoon
  await ask(openCounter, { counter })
  while (!day.over) {
    if (!hasEaten && day.minute >= LUNCH.from) {
      hasEaten = true
      await ask(pauseCounter, { counter, reason: 'lunch' })
      await day.sleep(LUNCH.to - day.minute)
      await ask(resumeCounter, { counter })
    }
    const called = await ask(callNextTicket, { counter })
    if (!called.ok) {
      if (day.minute > DAY_MINUTES && called.why === 'queue-is-empty') break
      await day.sleep(0.2 + clerk.dice() * 0.3)
      continue
    }
    const ticket = currentTicket(tablet.log.hall, counter)
    if (ticket) await serveOne(ticket, clerk, day, ask)
    await day.sleep(0.2)
  }
  await ask(closeCounter, { counter })
}

type Ask = <A>(command: HallCommand<A>, what: A) => Promise<{ readonly ok: boolean }>

async function serveOne(ticket: Ticket, { counter, customers, dice }: Clerk, day: DayClock, ask: Ask): Promise<void> {
  const visitor = customers.get(ticket.id)
  const hasLeft = visitor?.leavesAt != null && visitor.leavesAt < day.minute
  await day.sleep(0.3 + dice() * 0.5)
  if (hasLeft) {
    await ask(recallTicket, { counter })
    // Priority customers get twice the time before they are missed; a little more than the rule asks for.
    await day.sleep(1.2)
    while (!day.over && !(await ask(missCustomer, { counter, reason: 'did-not-come' })).ok) await day.sleep(0.3)
    return
  }
  if (dice() < 0.1) await ask(recallTicket, { counter })
  await ask(greetCustomer, { counter })
  await day.sleep(visitor?.serviceMinutes ?? 5)
  await ask(finishService, { counter, outcome: 'done' })
}
