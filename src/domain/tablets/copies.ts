import type { OpenHall } from '../openHall.ts'
import type { Tablet } from './tablets.ts'

/**
 * Two copies of one tablet: a storage that was cloned, or an older one that was put back. Each goes on in a journal whose
 * first line names a sub-lane of its own, so that neither prints from what both were given.
 */
type Role = 'first' | 'second'

/** The first letter of a copy's sub-lane: two that learn of each other at once never take the same. */
const LETTERS: Readonly<Record<Role, string>> = { first: 'abcdefghijklm', second: 'nopqrstuvwxy' }
const ANY = 'abcdefghijklmnopqrstuvwxy'

/** A sub-lane for a copy of this tablet that no other copy has, as far as is known here: `nk`. */
export function subLaneOfCopy(hall: OpenHall, tablet: string, role: Role, chance: number): string {
  const taken = new Set([...hall.journals.values()].flatMap((each) => (each.tablet === tablet ? [each.sub] : [])))
  const all = [...LETTERS[role]].flatMap((first) => [...ANY].map((second) => first + second))
  const free = all.filter((sub) => !taken.has(sub))
  const among = free.length > 0 ? free : all
  return among[chance % among.length] ?? ''
}

/**
 * What the hall tells a tablet of a copy of itself that it does not know yet, and which of the two it is; null: nothing.
 * `own`: its journals, the one it writes last; `sub`: what it prints from as a copy already.
 */
export function copyToldOf(
  hall: OpenHall,
  tablet: string,
  { own, sub, branches }: { readonly own: readonly string[]; readonly sub: string | null; readonly branches: boolean },
): Role | null {
  // Somebody else's lines stand under its numbers, as a branch.
  if (branches) return 'first'
  for (const [journal, each] of hall.journals) {
    if (each.tablet !== tablet || own.includes(journal)) continue
    if (each.continues !== null && each.continues === own.at(-1)) return 'first'
    if (sub === null && each.sub !== null) return LETTERS.first.includes(each.sub[0] ?? '') ? 'second' : 'first'
  }
  return null
}

/** Tablets that work although there are two of them. */
export const copiedTablets = (hall: OpenHall): readonly Tablet[] =>
  [...hall.tablets.values()].filter(({ id, revoked }) => !revoked && isCopied(hall, id))

/** Whether there are two copies of a tablet. */
export const isCopied = (hall: OpenHall, tablet: string): boolean =>
  [...hall.journals.values()].some((each) => each.tablet === tablet && each.sub !== null)
