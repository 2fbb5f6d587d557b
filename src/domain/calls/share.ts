import type { OpenHall } from '../openHall.ts'
import { waitingIn } from '../tickets/tickets.ts'
import { ableCounters } from './skills.ts'
import { reservedFor } from './waiting.ts'

/**
 * The tickets a counter may call while it hears nobody: per queue in turn, the i-th waiting ticket belongs to open
 * counter i mod n of those that can do its service. A counter that was paused or closed has no share: the others would wait for a tablet that rests.
 * Every tablet works it out from the hall as of the counter's last contact, so no message is needed.
 */
export function shareOf(hall: OpenHall, counter: string): readonly string[] {
  const desk = hall.counters.get(counter)
  if (!desk) return []
  const share: string[] = []
  for (const queue of desk.queues) {
    waitingIn(hall, queue).forEach((ticket, i) => {
      const serving = ableCounters(hall, ticket)
      const owner = reservedFor(hall, ticket) ?? serving[i % serving.length]?.id
      if (owner === counter) share.push(ticket.id)
    })
  }
  return share
}
