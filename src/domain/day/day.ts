import { stampTime } from '#log/stamp.ts'
import type { CaseState } from '../cases/cases.ts'
import type { FoldOf, HallDraft } from '../hall.ts'
import { isToBeTold } from '../lateEntry/queries.ts'
import { tellInVain } from '../tickets/acts.ts'
import { change } from '../tickets/change.ts'
import { isOpen, labelKey } from '../tickets/tickets.ts'
import type { dayKinds } from './events.ts'
import { businessDay } from './queries.ts'

/** A business day as it stands. */
export interface DayState {
  readonly day: string
  readonly status: 'open' | 'closed'
  /** What became of its open tickets. */
  readonly open: 'carry-over' | 'void'
  readonly next: string
  readonly closedAt: number
  readonly counts: DayCounts
}

/** What a day came to when it was closed. */
export interface DayCounts {
  readonly issued: number
  readonly served: number
  readonly cancelled: number
  readonly void: number
  readonly carriedOver: number
}

export const foldDays: FoldOf<keyof typeof dayKinds> = {
  DayClosed(hall, { subject: day, body, stamp }) {
    // Closing works alone on every tablet: the earlier closing decides, a second one changes nothing.
    if (hall.days.get(day)?.status === 'closed') return
    const closedAt = stampTime(stamp)
    const counts = { issued: 0, served: 0, cancelled: 0, void: 0, carriedOver: 0 }
    for (const ticket of [...hall.tickets.values()]) {
      if (ticket.day < day && !isOpen(ticket)) {
        hall.tickets.delete(ticket.id)
        hall.ticketsByLabel.delete(labelKey(ticket.day, ticket.label))
        continue
      }
      if ((ticket.carriedTo ?? ticket.day) !== day) continue
      const late = ticket.late || ticket.n > (body.known[ticket.journal] ?? 0)
      const goesOn = body.open === 'carry-over' && ticket.status !== 'missed'
      if (ticket.status === 'serving' || (isOpen(ticket) && goesOn)) {
        change(hall, ticket, { late, carriedTo: body.next, before: null })
        counts.carriedOver++
      } else if (isOpen(ticket)) {
        const gone = { status: 'void', outcome: 'day-closed', since: closedAt, call: null, hold: null } as const
        change(hall, ticket, { ...gone, late, before: null })
        if (ticket.status === 'called' && ticket.counter !== null) {
          tellInVain(hall, ticket.id, { counter: ticket.counter, at: closedAt, keptBy: null })
        }
        counts.void++
      } else {
        if (late) change(hall, ticket, { late })
        counts[ticket.status === 'done' ? 'served' : ticket.status === 'cancelled' ? 'cancelled' : 'void']++
      }
      counts.issued++
    }
    hall.days.set(day, { day, status: 'closed', open: body.open, next: body.next, closedAt, counts })
    forgetBefore(hall, day)
    forgetCases(hall, day)
  },

  DayReopened(hall, { subject: day }) {
    const state = hall.days.get(day)
    if (state?.status === 'closed') hall.days.set(day, { ...state, status: 'open' })
  },

  EmergencyMarked(hall, { body }) {
    hall.emergencyDay = body.on ? body.day : null
  },
}

/** Cases that ended on an earlier day are history. What is not ended, or whose customer waits for a call, stays. */
function forgetCases(hall: HallDraft, day: string): void {
  const ended = (found: CaseState) => found.end !== null && businessDay(hall, found.end.at) < day && !isToBeTold(found)
  for (const found of [...hall.cases.values()]) if (ended(found)) hall.cases.delete(found.id)
  for (const key of [...hall.receipts.keys()]) if (key.slice(0, 10) < day) hall.receipts.delete(key)
  for (const key of [...hall.referrals.keys()]) if (key.slice(0, 10) < day) hall.referrals.delete(key)
  const oldest = new Date(Date.parse(day) - SERIALS_KEPT_MS).toISOString().slice(0, 10)
  for (const [serial, { day: of }] of [...hall.serials]) if (of < oldest) hall.serials.delete(serial)
  for (const { id, endedAt } of [...hall.interruptions.values()]) {
    if (endedAt !== null && businessDay(hall, endedAt) < oldest) hall.interruptions.delete(id)
  }
}

/** How long interruptions and serial numbers of the operator are remembered, so that nothing is entered twice. */
const SERIALS_KEPT_MS = 60 * 86_400_000

/** How many closed days are remembered by their counts. */
const DAYS_KEPT = 60

/** Numbers of earlier days are history; so are days long closed. */
function forgetBefore(hall: HallDraft, day: string): void {
  for (const key of [...hall.numbers.keys()]) if (key.slice(0, 10) < day) hall.numbers.delete(key)
  const days = [...hall.days.keys()].sort()
  for (const old of days.slice(0, Math.max(0, days.length - DAYS_KEPT))) hall.days.delete(old)
}
