import type { OpenHall } from '../openHall.ts'
import type { Tablet } from '../tablets/tablets.ts'
import { type PapersPart, type Shredding, UNTIL_DESTROYED_MS } from './papers.ts'

type Hall = OpenHall & PapersPart

/** What a tablet knows of the others: who is silent, since when (ms since 1970), and its own oldest event that waits. */
export interface Heard {
  readonly silent: ReadonlyMap<string, number>
  readonly oldestUnsent: number | null
}

/**
 * Where a shredding has not arrived: tablets that have been silent since before it, for they may still hold a copy; `null`
 * when this tablet itself has not sent it, so that it has arrived nowhere else. The wall holds no papers.
 */
export function unreachedBy(hall: Hall, { at }: Shredding, { silent, oldestUnsent }: Heard): Tablet[] | null {
  if (oldestUnsent !== null && oldestUnsent <= at) return null
  return [...hall.tablets.values()].filter(
    ({ id, place, revoked }) => !revoked && place !== 'wall' && (silent.get(id) ?? Number.POSITIVE_INFINITY) < at,
  )
}

/**
 * Until when (ms since 1970) papers that were destroyed lie somewhere for certain, so that stopping it brings them back.
 * Nobody deletes before a day of running time, which takes a day at least; `left`: how long they stay on this tablet.
 */
export function keptUntil(
  { at }: Shredding,
  { now, left }: { readonly now: number; readonly left: number | null },
): number {
  return Math.max(at + UNTIL_DESTROYED_MS, left === null ? 0 : now + left)
}
