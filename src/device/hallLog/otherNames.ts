import { type HeldLines, holds, type LineId } from '#device/journal/heldLines.ts'
import { eventId } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { keptName, type Line, readLine } from '#log/lines.ts'
import type { Admitted, Compared } from './sortRun.ts'

/** A line that is held here under another name than it has now. */
export interface Renamed extends LineId {
  /** The journal by which it goes now. */
  readonly now: string
}

/**
 * Which lines of a run are held here under other names, of all the branches of their journals. A hall server keeps its
 * names; but one whose store was put back may meet the other of two copies first, and then that one has the journal's name.
 * One line has one name, so what is held under the former one goes.
 */
export async function renamedIn(
  run: readonly Admitted[],
  { held, compare }: { readonly held: HeldLines; readonly compare: (lines: Named) => Promise<Compared> },
): Promise<readonly Renamed[]> {
  const names = new Map<string, string[]>()
  for (const journal of held.keys()) names.set(baseOf(journal), [...(names.get(baseOf(journal)) ?? []), journal])
  const there = new Map<string, { readonly line: Line; readonly name: Renamed }>()
  for (const each of run) {
    if (!('line' in each) || !readLine(each.line).ok) continue
    const { journal: base, n } = keptName(each.line)
    const now = each.journal ?? base
    for (const journal of names.get(base) ?? []) {
      if (journal === now || !holds(held, journal, n)) continue
      there.set(eventId({ journal, n }), { line: each.line, name: { journal, n, now } })
    }
  }
  if (there.size === 0) return []
  const { same } = await compare(there)
  return [...there].flatMap(([id, { name }]) => (same.has(id) ? [name] : []))
}

/** A run without the lines that are held here under other names. */
export function withoutRenamed(run: readonly Admitted[], renamed: readonly Renamed[]): readonly Admitted[] {
  const known = new Set(renamed.map(({ now, n }) => eventId({ journal: now, n })))
  return run.filter((each) => {
    if (!('line' in each) || !readLine(each.line).ok) return true
    const { journal, n } = keptName(each.line)
    return !known.has(eventId({ journal: each.journal ?? journal, n }))
  })
}

type Named = ReadonlyMap<string, { readonly line: Line; readonly name: LineId }>
