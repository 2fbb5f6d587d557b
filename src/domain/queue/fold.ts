import { callKinds } from '../calls/events.ts'
import { foldCalls } from '../calls/fold.ts'
import { counterKinds } from '../counters/events.ts'
import { foldCounters } from '../counters/fold.ts'
import { slice } from '../daily.ts'
import { dayKinds } from '../day/events.ts'
import { foldDays } from '../day/fold.ts'
import { isLongAgo, keptSince, those } from '../forgetting.ts'
import { numberKinds } from '../numbers/events.ts'
import { foldNumbers } from '../numbers/fold.ts'
import { settingsSlice } from '../settings/fold.ts'
import { tabletKinds } from '../tablets/events.ts'
import { tabletsSlice } from '../tablets/fold.ts'
import { takeoverKinds } from '../takeover/events.ts'
import { ticketKinds } from '../tickets/events.ts'
import { foldTickets } from '../tickets/fold.ts'
import { isOpen, type Ticket } from '../tickets/tickets.ts'
import type { QueuePart } from './queue.ts'

/** A ticket of an earlier day that nobody needs any more. */
const isLongOver = (ticket: Ticket | undefined, closed: string): boolean =>
  ticket === undefined || (ticket.day < closed && !isOpen(ticket))

export const queueSlice = slice<QueuePart>()('queue', {
  start: {
    tickets: new Map(),
    ticketsByLabel: new Map(),
    strays: [],
    counters: new Map(),
    numbers: new Map(),
    days: new Map(),
    emergencyDay: null,
    paces: new Map(),
  },
  needs: [settingsSlice, tabletsSlice],
  kinds: {
    ...ticketKinds,
    ...callKinds,
    ...counterKinds,
    ...numberKinds,
    ...dayKinds,
    LinesLost: tabletKinds.LinesLost,
    ...takeoverKinds,
  },
  folds: { ...foldTickets, ...foldCalls, ...foldCounters, ...foldNumbers, ...foldDays },
  forgets: {
    tickets: (hall, closed) => those(hall.tickets, (ticket) => !isLongOver(ticket, closed)),
    ticketsByLabel: (hall, closed) => those(hall.ticketsByLabel, (id) => !isLongOver(hall.tickets.get(id), closed)),
    strays: (hall, closed) => hall.strays.filter(({ at }) => !isLongAgo(at, closed)),
    counters: 'as many as the hall has',
    numbers: (hall, closed) => those(hall.numbers, (_, key) => key.slice(0, 10) >= closed),
    days: (hall, closed) => those(hall.days, ({ day }) => day >= keptSince(closed)),
    emergencyDay: 'one day',
    paces: 'one average for each service',
  },
})
