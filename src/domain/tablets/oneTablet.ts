import { baseOf } from '#log/journalName.ts'
import type { TabletsPart } from './tablets.ts'

/** Whether one tablet opened both journals. What it writes lies behind whatever it had opened before. */
export function isOfOneTablet({ journals }: Pick<TabletsPart, 'journals'>, one: string, other: string): boolean {
  const [first, second] = [journals.get(baseOf(one)), journals.get(baseOf(other))]
  return first !== undefined && first.tablet === second?.tablet && first.key === second.key
}
