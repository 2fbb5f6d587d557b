import { type HeldLines, holds, type LineId, without } from '#device/journal/heldLines.ts'
import type { Cursor } from '#device/store/database.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { eventId } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { keptName, type Line, readLine } from '#log/lines.ts'
import type { Admitted, Compared, Way } from './sortRun.ts'

/** A line that is held here under another name than it has now. */
interface Renamed extends LineId {
  /** The journal by which it goes now. */
  readonly now: string
}

interface Here {
  readonly held: HeldLines
  readonly compare: (lines: Named) => Promise<Compared>
}

/** A run of which no line is held here under another name once those go that are `renamed`; what is carried is passed over. */
export async function underOneName(
  run: readonly Admitted[],
  way: Way,
  here: Here,
): Promise<{ readonly run: readonly Admitted[]; readonly renamed: readonly Renamed[] }> {
  const renamed = hasBranches(run, here.held) ? await renamedIn(run, here) : []
  return way === 'carried' ? { run: withoutRenamed(run, renamed), renamed: [] } : { run, renamed }
}

/** Lets go of the disk what is held under these names, and of what is known of it. */
export function dropNames(
  store: LineStore,
  lines: Parameters<LineStore['dropNames']>[0],
  { cursor, carried }: { readonly cursor: Cursor; readonly carried: HeldLines },
): Promise<void> {
  const drop = (held: HeldLines) => lines.reduce((left, { journal, n }) => without(left, journal, n), held)
  return store.dropNames(lines, { cursor: { ...cursor, held: drop(cursor.held) }, carried: drop(carried) })
}

/** Few halls have a journal with branches. */
const hasBranches = (run: readonly Admitted[], held: HeldLines): boolean =>
  run.some((each) => 'line' in each && each.journal !== undefined) ||
  [...held.keys()].some((journal) => journal !== baseOf(journal))

/**
 * Which lines of a run are held here under other names, of all the branches of their journals. A hall server keeps its
 * names; but one whose store was put back may meet the other of two copies first, and then that one has the journal's name.
 * One line has one name, so what is held under the former one goes.
 */
async function renamedIn(run: readonly Admitted[], { held, compare }: Here): Promise<readonly Renamed[]> {
  const names = new Map<string, string[]>()
  for (const journal of held.keys()) names.set(baseOf(journal), [...(names.get(baseOf(journal)) ?? []), journal])
  const there = new Map<string, { readonly line: Line; readonly name: Renamed }>()
  for (const each of run) {
    const called = nameIn(each)
    if (called === null) continue
    const { line, journal: now, n } = called
    for (const journal of names.get(keptName(line).journal) ?? []) {
      if (journal === now || !holds(held, journal, n)) continue
      there.set(eventId({ journal, n }), { line, name: { journal, n, now } })
    }
  }
  if (there.size === 0) return []
  const { same } = await compare(there)
  return [...there].flatMap(([id, { name }]) => (same.has(id) ? [name] : []))
}

/** A run without the lines that are held here under other names. */
function withoutRenamed(run: readonly Admitted[], renamed: readonly Renamed[]): readonly Admitted[] {
  const known = new Set(renamed.map(({ now, n }) => eventId({ journal: now, n })))
  return run.filter((each) => {
    const called = nameIn(each)
    return called === null || !known.has(eventId(called))
  })
}

/** A line that can be read, by the name that the hall server gives it. */
function nameIn(each: Admitted): (LineId & { readonly line: Line }) | null {
  if (!('line' in each) || !readLine(each.line).ok) return null
  const { journal, n } = keptName(each.line)
  return { line: each.line, journal: each.journal ?? journal, n }
}

type Named = ReadonlyMap<string, { readonly line: Line; readonly name: LineId }>
