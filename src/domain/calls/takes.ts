import type { CounterState } from '../counters/counters.ts'
import { countersOf, isAtWork, lostAs } from '../counters/queries.ts'
import type { OpenHall } from '../openHall.ts'
import type { Purpose, Ticket } from '../tickets/tickets.ts'
import { ableCounters, canDo } from './skills.ts'

/** Which waiting tickets of its queues a counter takes, worked out once for each purpose. */
export function takenAt(hall: OpenHall, counter: CounterState, now: number): (ticket: Ticket) => boolean {
  const { spareMinutes } = hall.settings.skills
  const { ageLimitMinutes } = hall.settings.rules
  const known = new Map<string, { readonly does: 'now' | 'late' | 'never'; readonly spares: boolean }>()

  function look(purpose: Purpose) {
    const key = `${purpose.queue} ${purpose.service}`
    const found = known.get(key) ?? { does: doesIt(purpose), spares: spareMinutes > 0 && sparesIt(purpose) }
    known.set(key, found)
    return found
  }

  /** … once it has waited too long, where whoever can do it is there and only pauses. */
  function doesIt({ queue, service }: Purpose): 'now' | 'late' | 'never' {
    if (canDo(hall.settings, counter, service)) return 'now'
    const able = [...hall.counters.values()].filter(
      (each) =>
        isAtWork(each) &&
        lostAs(hall, each) === null &&
        each.queues.includes(queue) &&
        canDo(hall.settings, each, service),
    )
    if (able.some(({ status }) => status === 'open')) return 'never'
    return able.length === 0 ? 'now' : 'late'
  }

  /** Whether this counter leaves for a while to others what they can do, because it does what few can. */
  function sparesIt(purpose: Purpose): boolean {
    return (
      !isRare(hall, purpose) &&
      isSpecialist(hall, counter) &&
      ableCounters(hall, purpose).some((each) => each.id !== counter.id && !isSpecialist(hall, each))
    )
  }

  return (ticket) => {
    const { does, spares } = look(ticket)
    const waited = now - ticket.turn
    if (does === 'never' || (does === 'late' && waited < ageLimitMinutes * 60_000)) return false
    const isUrgent =
      ticket.frontAt !== null || ticket.priority !== null || (ticket.appointedAt !== null && ticket.appointedAt <= now)
    return !spares || isUrgent || waited >= spareMinutes * 60_000
  }
}

/** Whether at most half of the open counters can do a service. */
export function isRare(hall: OpenHall, { queue, service }: Purpose): boolean {
  if (service === null) return false
  const able = countersOf(hall, queue).filter((each) => canDo(hall.settings, each, service))
  const open = [...hall.counters.values()].filter((each) => each.status === 'open' && lostAs(hall, each) === null)
  return able.length > 0 && able.length * 2 <= open.length
}

/** Whether a counter can do a service that few can. */
const isSpecialist = (hall: OpenHall, counter: CounterState): boolean =>
  hall.settings.services.some(
    ({ id, queue }) =>
      counter.queues.includes(queue) && canDo(hall.settings, counter, id) && isRare(hall, { queue, service: id }),
  )
