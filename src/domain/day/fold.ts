import { stampTime } from '#log/stamp.ts'
import type { FoldingQueue } from '../queue/queue.ts'
import type { FoldOf } from '../slice.ts'
import { tellInVain } from '../tickets/acts.ts'
import { change } from '../tickets/change.ts'
import { isOpen, workDay } from '../tickets/tickets.ts'
import { dayAfter, dayNamed, isClosedAlready } from './businessDay.ts'
import type { dayKinds } from './events.ts'
import { fateAtClosing } from './figures.ts'

/** What a clock that was wrong said of a day far off changes nothing. */
const mayName = (hall: FoldingQueue, day: string, stamp: string): boolean => dayNamed(hall, day, stamp) === day

export const foldDays: FoldOf<typeof dayKinds, FoldingQueue> = {
  DayClosed(hall, { subject: day, body, stamp }) {
    if (!mayName(hall, day, stamp)) return
    if (body.next !== dayAfter(day) && !mayName(hall, body.next, stamp)) return
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
    hall.days.set(day, { day, status: 'closed', open: body.open, next: body.next, closedAt, knew: body.knew ?? null })
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
