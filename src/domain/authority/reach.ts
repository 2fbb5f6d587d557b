import type { Known } from './events.ts'

/** Whatever counts only as far as these reach: each names the last n of every journal that its writer knew. */
export interface Reach {
  readonly within: readonly Known[]
}

/** Whether a line lies within what somebody knew. */
export const isWithin = (known: Known, { journal, n }: { readonly journal: string; readonly n: number }): boolean =>
  n <= (known[journal] ?? 0)

/** What lies within both. */
export function meet(one: Known, other: Known): Known {
  const both: Record<string, number> = {}
  for (const [journal, n] of Object.entries(one)) {
    const least = Math.min(n, other[journal] ?? 0)
    if (least > 0) both[journal] = least
  }
  return both
}
