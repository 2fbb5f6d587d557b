import type { FoldOf, HallDraft } from '../hall.ts'
import { act, findTicket, type Ticket, timeOf } from '../tickets/tickets.ts'
import { learnPace, paceKey } from '../waits/pace.ts'
import type { callKinds } from './events.ts'

export const foldCalls: FoldOf<keyof typeof callKinds> = {
  TicketCalled(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket) return
    const { counter, rule, paperTime } = event.body
    const at = timeOf(event, paperTime)
    const desk = hall.counters.get(counter)
    if (desk) {
      const callsSincePriority = ticket.priority ? 0 : desk.callsSincePriority + 1
      hall.counters.set(counter, { ...desk, callsSincePriority })
    }
    if (ticket.status === 'waiting' || ticket.status === 'missed' || ticket.status === 'held') {
      act(hall, ticket, event, {
        status: 'called',
        counter,
        sentTo: null,
        hold: null,
        call: { counter, rule, at, recalls: 0, lastAt: at },
        firstCalledAt: ticket.firstCalledAt ?? at,
      })
      return
    }
    // Two counters called it while apart: the earlier call keeps the ticket, the other counter is told.
    if (ticket.counter !== counter) tellInVain(hall, ticket, counter, at, ticket.counter)
  },

  TicketRecalled(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket?.status !== 'called' || ticket.counter !== event.body.counter || !ticket.call) return
    const lastAt = timeOf(event)
    hall.tickets.set(ticket.id, { ...ticket, call: { ...ticket.call, recalls: ticket.call.recalls + 1, lastAt } })
  },

  CustomerArrived(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket) return
    const { counter, paperTime } = event.body
    const at = timeOf(event, paperTime)
    if (ticket.status === 'serving' || ticket.status === 'done') {
      // Served once: the earlier arrival keeps the customer.
      if (ticket.counter !== counter) tellInVain(hall, ticket, counter, at, ticket.counter)
      return
    }
    // The customer is in front of this counter, whatever was called or cancelled elsewhere.
    const loser = ticket.status === 'called' && ticket.counter !== counter ? ticket.counter : null
    act(hall, ticket, event, {
      status: 'serving',
      counter,
      arrivedAt: at,
      outcome: null,
      hold: null,
      sentTo: null,
      inVain: ticket.inVain.filter((each) => each.counter !== counter),
    })
    if (loser !== null) tellInVain(hall, hall.tickets.get(ticket.id)!, loser, at, counter)
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
    if (ticket?.status !== 'held') return
    const at = timeOf(event)
    act(hall, ticket, event, {
      status: 'serving',
      counter: event.body.counter,
      arrivedAt: ticket.arrivedAt ?? at,
      hold: null,
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
    act(hall, ticket, event, { status: 'done', outcome: event.body.outcome, finishedAt: at, call: null })
    if (ticket.arrivedAt !== null) learnPace(hall, paceKey(ticket), (at - ticket.arrivedAt) / 60_000)
  },

  ActUndone(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket?.before || ticket.act !== event.body.act) return
    hall.tickets.set(ticket.id, {
      ...ticket.before,
      inVain: ticket.inVain,
      act: `undone:${event.body.act}`,
      before: null,
    })
  },
}

const standsAt = (ticket: Ticket, counter: string): boolean =>
  (ticket.status === 'called' || ticket.status === 'serving') && ticket.counter === counter

function tellInVain(hall: HallDraft, ticket: Ticket, counter: string, at: number, keptBy: string | null): void {
  const inVain = [...ticket.inVain.filter((each) => each.counter !== counter), { counter, at, keptBy }]
  hall.tickets.set(ticket.id, { ...ticket, inVain })
}
