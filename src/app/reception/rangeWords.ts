import type { Tier } from '#domain/catalogue/tiers.ts'
import type { Queue } from '#domain/settings/events.ts'
import type { QueueLine } from '#domain/tickets/queries.ts'
import type { Words } from '../words/words.ts'

/** A queue as the door tells it, with about how many more it can serve today; null: nobody can say. */
export interface DoorLine extends QueueLine {
  readonly left: number | null
}

/** What a customer is told of a queue before there is a ticket: the range, or why there is none. */
export function rangeWords(words: Words<'reception'>, lines: readonly DoorLine[], queue: Queue | undefined): string {
  const line = lines.find((each) => each.queue.id === queue?.id)
  if (!queue?.open || !line) return words.reception.queueClosed
  const range = lineWords(words, line)
  return !line.gives || line.left === null || line.left > FEW
    ? range
    : `${range} · ${words.reception.left({ count: line.left })}`
}

/** The range of one queue alone. No wait is told where no number is given. */
export function lineWords({ common, reception }: Words<'reception'>, { queue, gives, quote }: QueueLine): string {
  if (!queue.open) return reception.queueClosed
  if (!gives) return reception.notNow
  return quote ? common.range(quote) : reception.noCounter
}

/** From so many on customers are told that not all who come will be served today. */
const FEW = 20

/** What a customer is told of a service while the operator is out of reach, before there is a ticket; nothing where it goes on as ever. */
export const reachWords = (words: Words<'reception'>, tier: Tier | null): string =>
  tier === null || tier === 'T0' ? '' : words.reception.outOfReach[tier]
