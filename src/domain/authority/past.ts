import { byId, type Listed } from './listed.ts'

/**
 * What each event of the list knew, itself left out: what it names, what stands before it in its own journal, and what
 * those knew. One of which something is missing here is not there yet.
 */
export function pastOf(all: readonly Listed[]): Map<string, ReadonlySet<string>> {
  const byName = new Map(all.map((each) => [each.id, each]))
  const byJournal = new Map<string, Listed[]>()
  for (const each of all) byJournal.set(each.event.journal, [...(byJournal.get(each.event.journal) ?? []), each])
  for (const journal of byJournal.values()) journal.sort((a, b) => a.event.n - b.event.n)
  const past = new Map<string, ReadonlySet<string> | null>()

  function look(each: Listed): ReadonlySet<string> | null {
    const before = past.get(each.id)
    if (before !== undefined) return before
    // Nobody can name what names them; whoever claims it knows nothing.
    past.set(each.id, null)
    const own = byJournal.get(each.event.journal)!
    const previous = own[own.indexOf(each) - 1]
    const found = new Set<string>()
    for (const id of [...each.event.body.after, ...(previous ? [previous.id] : [])]) {
      const named = byName.get(id)
      const theirs = named ? look(named) : null
      if (!theirs) return null
      found.add(id)
      for (const one of theirs) found.add(one)
    }
    past.set(each.id, found)
    return found
  }

  for (const each of all) look(each)
  return new Map([...past].flatMap(([id, found]) => (found ? [[id, found]] : [])))
}

/** Whoever knew of another comes behind it; of others the smaller id comes first. */
export const inOrder = (counting: readonly Listed[], past: ReadonlyMap<string, ReadonlySet<string>>): Listed[] =>
  [...counting].sort((a, b) => past.get(a.id)!.size - past.get(b.id)!.size || byId(a, b))

/** What nobody has followed yet. */
export function headsOf(counting: readonly Listed[], past: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const followed = new Set(counting.flatMap(({ id }) => [...past.get(id)!]))
  return counting.flatMap(({ id }) => (followed.has(id) ? [] : [id]))
}
