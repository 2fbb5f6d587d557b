import { eventId } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import type { FoldingQueue } from '../queue/queue.ts'
import type { FoldOf } from '../slice.ts'
import { tellInVain } from '../tickets/acts.ts'
import { change } from '../tickets/change.ts'
import type { CounterState } from './counters.ts'
import type { counterKinds } from './events.ts'

export const foldCounters: FoldOf<typeof counterKinds, FoldingQueue> = {
  CounterOpened(hall, { subject, body, by, stamp }) {
    const before = hall.counters.get(subject)
    hall.counters.set(subject, {
      id: subject,
      status: 'open',
      tablet: body.tablet,
      staff: by,
      shown: '',
      queues: body.queues,
      reason: null,
      since: stampTime(stamp),
      lost: false,
      callsSincePriority: before?.callsSincePriority ?? 0,
    })
  },
  CounterPaused: (hall, { subject, body, stamp }) =>
    turn(hall, subject, stamp, 'open', { status: 'paused', reason: body.reason }),
  CounterResumed: (hall, { subject, stamp }) => turn(hall, subject, stamp, 'paused', { status: 'open', reason: null }),
  CounterStaffed(hall, { subject, body, by }) {
    const counter = hall.counters.get(subject)
    if (counter && counter.status !== 'closed') hall.counters.set(subject, { ...counter, staff: by, ...body })
  },
  CounterClosed(hall, { subject, stamp }) {
    const counter = hall.counters.get(subject)
    if (!counter || counter.status === 'closed') return
    hall.counters.set(subject, {
      ...counter,
      status: 'closed',
      tablet: null,
      staff: null,
      shown: '',
      reason: null,
      since: stampTime(stamp),
    })
  },
  CounterDeclaredLost(hall, event) {
    const counter = hall.counters.get(event.subject)
    if (!counter) return
    hall.counters.set(counter.id, { ...counter, lost: true })
    const at = stampTime(event.stamp)
    for (const ticket of [...hall.tickets.values()]) {
      if (ticket.status !== 'called' || ticket.counter !== counter.id) continue
      // It called and nobody came: the customer waits again for the others. Whoever it serves stays with it.
      const waits = {
        status: 'waiting',
        since: at,
        counter: null,
        call: null,
        act: eventId(event),
        before: null,
      } as const
      change(hall, ticket, waits)
      tellInVain(hall, ticket.id, { counter: counter.id, at, keptBy: null })
    }
  },
}

function turn(
  hall: FoldingQueue,
  id: string,
  stamp: string,
  from: CounterState['status'],
  to: Pick<CounterState, 'status' | 'reason'>,
): void {
  const counter = hall.counters.get(id)
  if (counter?.status === from) hall.counters.set(id, { ...counter, ...to, since: stampTime(stamp) })
}
