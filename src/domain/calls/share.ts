import { isCounterOf } from '../counters/queries.ts'
import type { Hall } from '../hall.ts'
import { waitingIn } from '../tickets/tickets.ts'

/**
 * The tickets a counter may call while it hears nobody: per queue in turn, the i-th waiting ticket belongs to open
 * counter i mod n. Every tablet works it out from the hall as of the counter's last contact, so no message is needed.
 */
export function shareOf(hall: Hall, counter: string): readonly string[] {
  const desk = hall.counters.get(counter)
  if (!desk) return []
  const share: string[] = []
  for (const queue of desk.queues) {
    const serving = [...hall.counters.values()]
      .filter((each) => each.id === counter || isCounterOf(each, queue))
      .map((each) => each.id)
      .sort((a, b) => Number(a) - Number(b))
    const mine = serving.indexOf(counter)
    waitingIn(hall, queue).forEach((ticket, i) => {
      const owner = ticket.sentTo ?? serving[i % serving.length]
      if (owner === serving[mine]) share.push(ticket.id)
    })
  }
  return share
}
