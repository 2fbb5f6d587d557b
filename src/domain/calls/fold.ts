import type { FoldingQueue } from '../queue/queue.ts'
import type { FoldOf } from '../slice.ts'
import { act, findTicket, tellInVain, timeOf } from '../tickets/acts.ts'
import { change } from '../tickets/change.ts'
import { isHere, keeperOf, servedSince, type Ticket } from '../tickets/tickets.ts'
import { learnPace, paceKey } from '../waits/pace.ts'
import type { callKinds } from './events.ts'

export const foldCalls: FoldOf<typeof callKinds, FoldingQueue> = {
  TicketCalled(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket) return
    const { counter, rule, paperTime } = event.body
    const at = timeOf(event, paperTime)
    const desk = hall.counters.get(counter)
    if (desk) {
      const callsSincePriority = ticket.priority || rule.code === 'star' ? 0 : desk.callsSincePriority + 1
      hall.counters.set(counter, { ...desk, callsSincePriority })
    }
    if (ticket.status === 'waiting' || ticket.status === 'missed' || ticket.status === 'held') {
      act(hall, ticket, event, {
        status: 'called',
        counter,
        sentTo: null,
        frontAt: null,
        hold: null,
        awayUntil: null,
        call: { counter, rule, at, recalls: 0, lastAt: at, ratioBefore: desk?.callsSincePriority ?? 0 },
        firstCalledAt: ticket.firstCalledAt ?? at,
        picks: ticket.picks + Number(rule.code === 'picked'),
      })
      return
    }
    // Two counters called it while apart: the earlier call keeps the ticket, the other counter is told.
    if (ticket.counter !== counter || !isHere(ticket))
      tellInVain(hall, ticket.id, { counter, at, keptBy: keeperOf(ticket) })
  },

  TicketRecalled(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket?.status !== 'called' || ticket.counter !== event.body.counter || !ticket.call) return
    const lastAt = timeOf(event)
    change(hall, ticket, { call: { ...ticket.call, recalls: ticket.call.recalls + 1, lastAt } })
  },

  CustomerArrived(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket) return
    const { counter, paperTime } = event.body
    const at = timeOf(event, paperTime)
    const leftBehind = ticket.status === 'serving' && hall.counters.get(ticket.counter ?? '')?.lost === true
    if ((ticket.status === 'serving' && !leftBehind) || ticket.status === 'done') {
      // Served once: the earlier arrival keeps the customer.
      if (ticket.counter !== counter) tellInVain(hall, ticket.id, { counter, at, keptBy: ticket.counter })
      return
    }
    // The customer is in front of this counter, whatever was called or cancelled elsewhere.
    const loser = isHere(ticket) && ticket.counter !== counter ? ticket.counter : null
    act(
      hall,
      ticket,
      event,
      {
        status: 'serving',
        counter,
        arrivedAt: at,
        heldMs: 0,
        outcome: null,
        hold: null,
        awayUntil: null,
        sentTo: null,
        frontAt: null,
        inVain: ticket.inVain.filter((each) => each.counter !== counter),
      },
      callIsSameTap(ticket, counter) ? (ticket.before ?? ticket) : ticket,
    )
    if (loser !== null) tellInVain(hall, ticket.id, { counter: loser, at, keptBy: counter })
  },

  CustomerMissed(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket?.status !== 'called' || ticket.counter !== event.body.counter) return
    const misses = ticket.misses + 1
    const gone = misses >= hall.settings.rules.missLimit
    act(hall, ticket, event, {
      status: gone ? 'void' : 'missed',
      outcome: gone ? 'missed-too-often' : null,
      misses,
      call: null,
    })
  },

  TicketHeld(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket || !standsAt(ticket, event.body.counter)) return
    const until = timeOf(event) + event.body.minutes * 60_000
    act(hall, ticket, event, { status: 'held', hold: { reason: event.body.reason, until }, call: null })
  },

  TicketResumed(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket) return
    const at = timeOf(event)
    // Put back elsewhere meanwhile and not called yet, they are in front of this counter all the same.
    if (ticket.status !== 'held' && (ticket.status !== 'waiting' || ticket.frontAt === null)) {
      // Somebody else took the customer up first.
      const { counter } = event.body
      if (ticket.counter !== counter) tellInVain(hall, ticket.id, { counter, at, keptBy: keeperOf(ticket) })
      return
    }
    act(hall, ticket, event, {
      status: 'serving',
      counter: event.body.counter,
      arrivedAt: ticket.arrivedAt ?? at,
      heldMs: ticket.arrivedAt === null ? 0 : ticket.heldMs + Math.max(0, at - ticket.since),
      frontAt: null,
      hold: null,
    })
  },

  TicketPutBack(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket?.status !== 'held' || ticket.counter !== event.body.counter) return
    act(hall, ticket, event, {
      status: 'waiting',
      counter: null,
      sentTo: null,
      frontAt: timeOf(event),
      hold: null,
      arrivedAt: null,
      heldMs: 0,
    })
  },

  TicketTransferred(hall, event) {
    const ticket = findTicket(hall, event)
    const { from, queue, counter, note } = event.body
    if (!ticket || (!standsAt(ticket, from) && !(ticket.status === 'held' && ticket.counter === from))) return
    // It keeps the time it was taken: nobody queues from the end twice.
    act(hall, ticket, event, {
      status: 'waiting',
      queue,
      service: queue === ticket.queue ? ticket.service : null,
      counter: null,
      sentTo: counter,
      turn: ticket.issuedAt,
      call: null,
      hold: null,
      arrivedAt: null,
      note,
    })
  },

  ServiceFinished(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket?.status !== 'serving' || ticket.counter !== event.body.counter) return
    const at = timeOf(event, event.body.paperTime)
    const onPaper = ticket.call?.rule.code === 'paper'
    const done = { status: 'done', outcome: event.body.outcome, finishedAt: at, call: null } as const
    act(hall, ticket, event, done, onPaper ? (ticket.before ?? ticket) : ticket)
    // How long a service entered later really took, nobody knows.
    if (!onPaper) learnService(hall, ticket, at)
  },

  ServiceContinued(hall, event) {
    const ticket = findTicket(hall, event)
    const { counter, outcome, service, queue, here } = event.body
    if (ticket?.status !== 'serving' || ticket.counter !== counter) return
    if (!ticket.further.some((next) => next.service === service)) return
    const at = timeOf(event)
    const { arrivedAt, heldMs, call } = ticket
    const what = { service: ticket.service, queue: ticket.queue, counter, outcome }
    const leg = { ...what, calledAt: call?.at ?? null, arrivedAt, heldMs, finishedAt: at }
    // The same customer stays; or waits elsewhere as of the time of the number: nobody queues from the end twice.
    const goesOn = here
      ? ({ arrivedAt: at } as const)
      : ({ status: 'waiting', counter: null, turn: ticket.issuedAt, call: null, arrivedAt: null } as const)
    act(hall, ticket, event, {
      service,
      queue,
      further: ticket.further.filter((next) => next.service !== service),
      legs: [...ticket.legs, leg],
      heldMs: 0,
      ...goesOn,
    })
    learnService(hall, ticket, at)
  },

  ActUndone(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket?.before || ticket.act !== event.body.act) return
    // What did not come from the act stays: who was told, what was printed, which day it counts for.
    const { before } = ticket
    const undone = { act: `undone:${event.body.act}`, before: null } as const
    // The counter that was calling has gone on meanwhile: the customer waits again instead of being a second one there.
    const taken = before.status === 'called' && hasAnother(hall, ticket.id, before.counter)
    const back = taken ? ({ status: 'waiting', counter: null, call: null } as const) : {}
    change(hall, ticket, { ...before, ...back, ...undone })
    const desk = hall.counters.get(ticket.counter ?? '')
    if (desk && ticket.call && before.call === null) {
      hall.counters.set(desk.id, { ...desk, callsSincePriority: ticket.call.ratioBefore })
    }
  },
}

/** How long the service took that was finished at `at` (ms since 1970), without the time on hold. */
function learnService(hall: FoldingQueue, ticket: Ticket, at: number): void {
  const served = servedSince(ticket)
  if (served !== null) learnPace(hall, paceKey(ticket), (at - served) / 60_000)
}

const standsAt = (ticket: Ticket, counter: string): boolean => isHere(ticket) && ticket.counter === counter

/** A slip, a walk-in and a paper call are called and greeted in one tap: taking it back takes back both. */
const callIsSameTap = ({ status, call }: Ticket, counter: string): boolean =>
  status === 'called' && call?.counter === counter && ['slip', 'walk-in', 'paper'].includes(call.rule.code)

const hasAnother = (hall: FoldingQueue, ticket: string, counter: string | null): boolean => {
  for (const other of hall.tickets.values()) {
    if (other.id !== ticket && other.counter === counter && isHere(other)) return true
  }
  return false
}
