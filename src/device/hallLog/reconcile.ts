import type { FoundJournal, SavedLines } from '#device/journal/foundJournal.ts'
import { endSeen, type Glimpse } from '#device/journal/glimpses.ts'
import { hold, holds, isWhole, type Range } from '#device/journal/heldLines.ts'
import type { OwnJournal } from '#device/journal/pen.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import type { OwnLines } from '#device/store/ownLines.ts'
import type { StoredJournal } from '#device/store/ownRows.ts'
import { NO_PREVIOUS } from '#log/event.ts'
import { hashOfLine, type Line, readLine } from '#log/lines.ts'

/** What a start finds when journal and database have been brought to agree. */
export interface Reconciled {
  readonly journals: readonly OwnJournal[]
  readonly stored: readonly StoredJournal[]
  /** Unacknowledged lines that the database has and the journal has lost: the journal is to be refilled with them. */
  readonly refill: readonly SavedLines[]
  /** What is left of lines that neither has. */
  readonly glimpses: readonly Glimpse[]
  /** The database was empty although the journal was not. */
  readonly rebuilt: boolean
}

/**
 * Brings write-ahead journal and database to agree, both ways. The journal is written first and the database follows, so it
 * is ahead by what a kill cut short; it is ahead by everything it has when the browser dropped the database; it is behind when its own
 * files were damaged. What lies behind a line that neither has is there all the same.
 */
export async function reconcile(found: FoundJournal, store: LineStore): Promise<Reconciled> {
  const before = new Map((await store.journals()).map((each) => [each.journal, each]))
  const rebuilt = before.size === 0 && found.saved.length > 0
  let order = Math.max(0, ...[...before.values()].map((each) => each.order))
  const saved = [...found.saved, ...(await soundFragments(found, store))]
  for (const journal of new Set(saved.map((each) => each.journal))) {
    const there = before.get(journal)
    const held = new Map([[journal, there?.ranges ?? []]])
    const missing = rowsFor(
      saved.filter((each) => each.journal === journal),
      (n) => holds(held, journal, n),
    )
    if (missing.length === 0) continue
    for (const { from } of missing) hold(held, journal, from, from)
    const place = { order: there?.order ?? ++order, whole: isWhole(held, journal) }
    for (let at = 0; at < missing.length; at += 500) {
      const rows = missing.slice(at, at + 500)
      await store.putOwn(rows, place)
    }
  }
  const marks = new Map((found.heading?.journals ?? []).map((mark) => [mark.journal, mark]))
  for (const journal of new Set([...before.keys(), ...marks.keys()]))
    await store.setKept(journal, Math.max(marks.get(journal)?.kept ?? 0, before.get(journal)?.kept ?? 0))
  const stored = await store.journals()
  const glimpses = (await glimpsesOf(found)).filter((each) => !isHere(each, stored))
  return {
    rebuilt,
    stored,
    glimpses,
    refill: await missingInJournal(found, stored, store),
    journals: stored.map(({ journal, order, last, lastLine, lastStamp, kept, branches }) => {
      const mark = marks.get(journal)
      const end = endSeen(journal, Math.max(last, mark?.n ?? 0), glimpses)
      const at = { journal, order, branches, kept: Math.max(kept, mark?.kept ?? 0) }
      // A rebuilt database may hold nothing of a journal whose segments were all let go; the heading knows its end.
      if (mark && mark.n > last)
        return { ...at, head: { n: end, hash: end === mark.n ? mark.hash : UNKNOWN }, lastStamp: mark.stamp }
      const hash = end > last ? UNKNOWN : lastLine === null ? NO_PREVIOUS : hashOfLine(lastLine)
      return { ...at, head: { n: end, hash }, lastStamp }
    }),
  }
}

/** What the journal's disk has of each journal behind the last line that the database has. */
export function rowsBeyond(saved: readonly SavedLines[], stored: readonly StoredJournal[]): readonly OwnLines[] {
  const last = new Map(stored.map((each) => [each.journal, each.last]))
  return [...new Set(saved.map(({ journal }) => journal))].flatMap((journal) =>
    rowsFor(
      saved.filter((each) => each.journal === journal),
      (n) => n <= (last.get(journal) ?? 0),
    ),
  )
}

/** The hash of a line that is not here. Nothing is written behind it. */
const UNKNOWN = ''

/** Whatever of damaged frames turns out to be sound, for the lines that are nowhere else. */
async function soundFragments(found: FoundJournal, store: LineStore): Promise<SavedLines[]> {
  if (found.fragments.length === 0) return []
  const { glimpse, soundAmong } = await import('#device/journal/fragments.ts')
  const lines = new Map<string, Line>(
    found.saved.flatMap(({ journal, from, lines }) =>
      lines.map((line, i) => [`${journal}:${from + i}`, line] as const),
    ),
  )
  const wanted = found.fragments.filter((each) => {
    const { journal, n } = glimpse(each)
    const here = lines.get(`${journal}:${n}`)
    // A byte of its number may be damaged as well: it is here only where it says what the line that is here says.
    return here === undefined || !each.includes(here)
  })
  const lineAt = async (journal: string, n: number) => lines.get(`${journal}:${n}`) ?? (await store.ownLine(journal, n))
  return (await soundAmong(wanted, lineAt)).map(({ journal, n, line }) => ({
    journal,
    from: n,
    lines: [line],
    command: null,
  }))
}

async function glimpsesOf({ fragments }: FoundJournal): Promise<readonly Glimpse[]> {
  if (fragments.length === 0) return []
  const { glimpse } = await import('#device/journal/fragments.ts')
  return fragments.map(glimpse)
}

const isHere = ({ journal, n }: Glimpse, stored: readonly StoredJournal[]): boolean =>
  n !== null &&
  stored.some((each) => each.journal === journal && each.ranges.some(([from, to]) => n >= from && n <= to))

/** Rows for the lines that are not held, in order, each line once; a later writer's line stands. */
function rowsFor(saved: readonly SavedLines[], isHeld: (n: number) => boolean): OwnLines[] {
  const lines = new Map<number, { line: string; command: string | null }>()
  for (const { from, lines: run, command } of saved) {
    for (const [i, line] of run.entries()) if (!isHeld(from + i)) lines.set(from + i, { line, command })
  }
  return [...lines]
    .sort(([a], [b]) => a - b)
    .flatMap(([n, { line, command }]): OwnLines[] => {
      const read = readLine(line)
      return read.ok ? [{ journal: read.head.journal, from: n, lines: [line], command, stamp: read.head.stamp }] : []
    })
}

async function missingInJournal(
  found: FoundJournal,
  stored: readonly StoredJournal[],
  store: LineStore,
): Promise<SavedLines[]> {
  const inJournal = new Map<string, readonly Range[]>()
  for (const { journal, from, lines } of found.saved) hold(inJournal, journal, from, from + lines.length - 1)
  const refill: SavedLines[] = []
  for (const { journal, kept, last } of stored) {
    const isSaved = (n: number) => holds(inJournal, journal, n)
    const from = firstThat(kept + 1, last, (n) => !isSaved(n))
    if (from === null) continue
    await store.readOwn(journal, from, (row) => {
      const lines = row.lines.flatMap((line, i) => {
        const n = row.from + i
        return n < from || isSaved(n) ? [] : [{ ...row, from: n, lines: [line] }]
      })
      // What one command wrote is refilled as one.
      const [first] = lines
      const isRun = first && lines.length === row.from + row.lines.length - first.from
      if (isRun) refill.push({ ...first, lines: lines.flatMap((each) => each.lines) })
      else refill.push(...lines)
      return false
    })
  }
  return refill
}

function firstThat(from: number, to: number, test: (n: number) => boolean): number | null {
  for (let n = from; n <= to; n++) if (test(n)) return n
  return null
}
