import { type HeldLines, lastHeld, type Range } from './heldLines.ts'

/**
 * From line `from` on, the hall knows an own journal under another name: two devices wrote it (storage that was restored
 * or cloned), and the lines of the other one were admitted first.
 */
export interface Branch {
  readonly from: number
  /** `j_9f3c21a7b0d84e55~0a1b2c3d`. */
  readonly name: string
}

/** A journal with its branches, the first one first. */
interface Branched {
  readonly journal: string
  readonly branches: readonly Branch[]
}

/** Under which journal line `n` counts, here and in the whole hall. */
export const nameAt = ({ journal, branches }: Branched, n: number): string =>
  branches.findLast(({ from }) => from <= n)?.name ?? journal

/** The last line that counts under the same name as line `n`. */
export const lastOfName = ({ branches }: Branched, n: number): number =>
  (branches.find(({ from }) => from > n)?.from ?? Number.POSITIVE_INFINITY) - 1

/** Runs of lines, each under the name it counts under. */
export function runsByName(own: Branched, ranges: readonly Range[]): { name: string; from: number; to: number }[] {
  const runs: { name: string; from: number; to: number }[] = []
  for (const [first, to] of ranges) {
    for (let from = first; from <= to; from = lastOfName(own, from) + 1)
      runs.push({ name: nameAt(own, from), from, to: Math.min(to, lastOfName(own, from)) })
  }
  return runs
}

/** The branches of a journal with one more: what lies behind its first line now counts under its name. */
export const withBranch = (branches: readonly Branch[], branch: Branch): readonly Branch[] => [
  ...branches.filter(({ from }) => from < branch.from),
  branch,
]

/** Where own journals end, by the names under which the hall knows them. */
export const endsByName = (
  journals: readonly (Branched & { readonly head: { readonly n: number } })[],
): ReadonlyMap<string, number> =>
  new Map(journals.flatMap((own) => runsByName(own, [[1, own.head.n]]).map(({ name, to }) => [name, to])))

/** Where every journal ends as far as it is held here: own ones, and what was received of others. */
export function headsOf(own: Parameters<typeof endsByName>[0], received: HeldLines): ReadonlyMap<string, number> {
  const heads = new Map([...received.keys()].map((journal) => [journal, lastHeld(received, journal)]))
  for (const [journal, n] of endsByName(own)) heads.set(journal, n)
  return heads
}
