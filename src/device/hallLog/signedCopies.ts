import { type HeldLines, heldNowhere, hold, type Range } from '#device/journal/heldLines.ts'
import { baseOf } from '#log/journalName.ts'
import type { SignedHead } from '#log/signedHead.ts'

/** The newest head within each stretch of lines without a gap: under it all below can be carried. Those that are new. */
export function headsFor(
  held: HeldLines,
  before: readonly SignedHead[],
  heads: readonly SignedHead[],
): readonly SignedHead[] {
  const namesOf = namesByBase(held)
  const newest = new Map<Range, SignedHead>()
  for (const head of heads) {
    for (const name of namesOf.get(baseOf(head.journal)) ?? []) {
      const stretch = held.get(name)?.find(([from, to]) => head.n >= from && head.n <= to)
      if (stretch && head.n > (newest.get(stretch)?.n ?? 0)) newest.set(stretch, head)
    }
  }
  const there = new Set(before.map(({ journal, n, hash }) => `${journal}:${n}:${hash}`))
  return [...new Set(newest.values())].filter(({ journal, n, hash }) => !there.has(`${journal}:${n}:${hash}`))
}

/**
 * The lines between each stretch and the next head above it, by the names of their journals: without their heads nobody
 * could be shown who wrote what is below. `most` of them are worth it, of those stretches first that need the fewest.
 */
export function belowHeads(
  held: HeldLines,
  heads: readonly SignedHead[],
  most: number,
): ReadonlyMap<string, readonly Range[]> {
  const namesOf = namesByBase(held)
  const signed = new Map<string, number[]>()
  for (const { journal, n } of heads)
    for (const name of namesOf.get(baseOf(journal)) ?? []) signed.set(name, [...(signed.get(name) ?? []), n])
  const gaps: { readonly name: string; readonly to: number; readonly head: number }[] = []
  for (const [name, numbers] of signed) {
    numbers.sort((a, b) => a - b)
    for (const [, to] of held.get(name) ?? []) {
      const head = numbers.find((n) => n >= to)
      if (head !== undefined && head > to) gaps.push({ name, to, head })
    }
  }
  const wanted = new Map<string, readonly Range[]>()
  let left = most
  for (const { name, to, head } of gaps.sort((a, b) => a.head - a.to - (b.head - b.to))) {
    // Several stretches may lie below one head: what one of them needs the others have.
    const lacking = heldNowhere([held, wanted], name, [to + 1, head])
    left -= lacking.reduce((sum, [from, end]) => sum + end - from + 1, 0)
    if (left < 0) break
    for (const [from, end] of lacking) hold(wanted, name, from, end)
  }
  return wanted
}

/** The names under which lines are held of each journal: its own, and those of its branches. */
function namesByBase(held: HeldLines): ReadonlyMap<string, readonly string[]> {
  const namesOf = new Map<string, string[]>()
  for (const name of held.keys()) namesOf.set(baseOf(name), [...(namesOf.get(baseOf(name)) ?? []), name])
  return namesOf
}
