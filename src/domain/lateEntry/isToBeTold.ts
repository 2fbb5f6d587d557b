import type { CaseState } from '../cases/cases.ts'

/** Whether the customer of a deferred case that ended still waits to hear of it. */
export const isToBeTold = ({ end, late }: CaseState): boolean => end?.tell === true && !isTold(late)

const TRIES = 3
/** Tries count one by one when so long (ms) lies between them: whoever does not answer now may do so in another part of the day. */
const APART_MS = 3 * 3_600_000

/** Told, refused to listen, or not reached at three different times. */
const isTold = (late: CaseState['late']): boolean =>
  late.callBacks.some(({ result }) => result !== 'no-answer') || triesOf(late).length >= TRIES

/** When somebody tried in vain (ms since 1970), as it counts: what came soon after another try is part of it. */
export function triesOf({ callBacks }: CaseState['late']): number[] {
  const tries: number[] = []
  for (const { at } of callBacks) if (at - (tries.at(-1) ?? Number.NEGATIVE_INFINITY) >= APART_MS) tries.push(at)
  return tries
}

/** When it makes sense to try again, ms since 1970; null: nobody has tried yet. */
export const triesAgainAt = (late: CaseState['late']): number | null => {
  const last = triesOf(late).at(-1)
  return last === undefined ? null : last + APART_MS
}
