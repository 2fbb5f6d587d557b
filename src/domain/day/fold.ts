import { stampTime } from '#log/stamp.ts'
import type { FoldingQueue } from '../queue/queue.ts'
import type { FoldOf } from '../slice.ts'
import { tellInVain } from '../tickets/acts.ts'
import { change } from '../tickets/change.ts'
import { isOpen, workDay } from '../tickets/tickets.ts'
import type { Pace } from '../waits/pace.ts'
import { dayAfter, dayNamed, isClosedAlready } from './businessDay.ts'
import type { dayKinds } from './events.ts'
import { fateAtClosing } from './fate.ts'

/** What a clock that was wrong said of a day far off changes nothing. */
const mayName = (hall: FoldingQueue, day: string, stamp: string): boolean => dayNamed(hall, day, stamp) === day

export const foldDays: FoldOf<typeof dayKinds, FoldingQueue> = {
  DayClosed(hall, { subject: day, body, stamp }) {
    if (!mayName(hall, day, stamp)) return
    if (body.next !== dayAfter(day) && !mayName(hall, body.next, stamp)) return
    if (body.paces) beginAnew(hall, body.paces)
    // Closing works alone on every tablet: the earlier closing decides, a second one changes nothing.
    if (isClosedAlready(hall, day)) return
    const closedAt = stampTime(stamp)
    for (const ticket of [...hall.tickets.values()]) {
      if (workDay(ticket) !== day) continue
      const late = ticket.late || ticket.n > (body.known[ticket.journal] ?? 0)
      const fate = fateAtClosing(ticket, body.open)
      if (fate === 'carriedOver') change(hall, ticket, { late, carriedTo: body.next, before: null })
      else if (isOpen(ticket)) {
        const gone = { status: 'void', outcome: 'day-closed', since: closedAt, call: null, hold: null } as const
        change(hall, ticket, { ...gone, late, before: null })
        if (ticket.status === 'called' && ticket.counter !== null) {
          tellInVain(hall, ticket.id, { counter: ticket.counter, at: closedAt, keptBy: null })
        }
      } else if (late) change(hall, ticket, { late })
    }
    const { open, next, knew = null } = body
    const carries = body.paces !== undefined
    hall.days.set(day, { day, status: 'closed', open, next, closedAt, knew, carries, oldest: oldestOf(hall) })
  },

  DayReopened(hall, { subject: day, stamp }) {
    if (!mayName(hall, day, stamp)) return
    const state = hall.days.get(day)
    if (state?.status === 'closed') hall.days.set(day, { ...state, status: 'open' })
  },

  EmergencyMarked(hall, { body, stamp }) {
    if (body.on && !mayName(hall, body.day, stamp)) return
    hall.emergencyDay = body.on ? body.day : null
  },
}

/** What was measured is what the closing says, and no counter owes anybody a call: whatever was before matters no more. */
function beginAnew(hall: FoldingQueue, paces: Readonly<Record<string, Pace>>): void {
  hall.paces = new Map(Object.entries(paces))
  for (const counter of hall.counters.values()) hall.counters.set(counter.id, { ...counter, callsSincePriority: 0 })
}

function oldestOf({ tickets }: Pick<FoldingQueue, 'tickets'>): number | null {
  let oldest: number | null = null
  for (const { issuedAt } of tickets.values()) oldest = Math.min(oldest ?? issuedAt, issuedAt)
  return oldest
}
