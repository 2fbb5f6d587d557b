import type { OpenHall } from '../openHall.ts'
import { byTurn, type Ticket } from '../tickets/tickets.ts'
import { ableCounters } from './skills.ts'
import { reservedFor } from './waiting.ts'

/**
 * The tickets a counter may call while it hears nobody. Everybody who waits is dealt out in turn, whatever their queue: each
 * to the open counter of those that can do its service which has been dealt the fewest, so that no counter stands idle while
 * another has several. A counter that was paused or closed has no share: the others would wait for a tablet that rests.
 * Every tablet works it out from the hall as of the counter's last contact, so no message is needed.
 */
export function shareOf(hall: OpenHall, counter: string): readonly string[] {
  if (!hall.counters.has(counter)) return []
  const dealt = new Map<string, number>()
  const able = new Map<string, readonly string[]>()
  function ableOf(ticket: Ticket): readonly string[] {
    const key = `${ticket.queue} ${ticket.service}`
    const found = able.get(key) ?? ableCounters(hall, ticket).map(({ id }) => id)
    able.set(key, found)
    return found
  }
  const fewest = (ids: readonly string[]) =>
    ids.reduce<string | undefined>(
      (least, id) => (least === undefined || (dealt.get(id) ?? 0) < (dealt.get(least) ?? 0) ? id : least),
      undefined,
    )
  const share: string[] = []
  for (const ticket of [...hall.tickets.values()].filter(({ status }) => status === 'waiting').sort(byTurn)) {
    const owner = reservedFor(hall, ticket) ?? fewest(ableOf(ticket))
    if (owner === undefined) continue
    dealt.set(owner, (dealt.get(owner) ?? 0) + 1)
    if (owner === counter) share.push(ticket.id)
  }
  return share
}
