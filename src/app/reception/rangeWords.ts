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
  if (!queue?.open) return words.reception.queueClosed
  const line = lines.find((each) => each.queue.id === queue.id)
  const range = line?.quote ? words.reception.range(line.quote) : words.reception.noCounter
  const left = line?.left ?? FEW + 1
  return left > FEW ? range : `${range} · ${words.reception.left({ count: left })}`
}

/** From so many on customers are told that not all who come will be served today. */
const FEW = 20

/** What a customer is told of a service while the operator is out of reach, before there is a ticket; nothing where it goes on as ever. */
export const reachWords = (words: Words<'reception'>, tier: Tier | null): string =>
  tier === null || tier === 'T0' ? '' : words.reception.outOfReach[tier]
