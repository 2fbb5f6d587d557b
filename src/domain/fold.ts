import { eventId, type LogEvent, type Position } from '#log/event.ts'
import { CopyOnWrite } from './copyOnWrite.ts'
import type { Kind } from './kind.ts'
import type { Slice } from './slice.ts'

/** What every hall has, whatever slices it is folded of. */
export interface Head {
  readonly id: string
  /** Where the fold stands: the last event folded. */
  readonly at: Position | null
  /** The last events that a slice could not fold, oldest first. They do not count in it. */
  readonly unfolded: readonly Unfolded[]
}

/**
 * An event that the folds of a slice broke on: our own mistake. A manager is told. When it breaks a slice that every tablet
 * has open it counts in none: nowhere has half of it happened. When it breaks one that lies on the shelf elsewhere, that
 * slice is as if it had never happened, and whatever else is open has it: so every tablet has the same of what it has open.
 */
export interface Unfolded extends Position {
  readonly event: string
  readonly kind: string
  readonly slice: string
  readonly why: string
}

/** So many events that could not be folded are remembered. */
const MOST_UNFOLDED = 100

type Apply = (hall: object, event: LogEvent) => void

interface Run<Hall> {
  readonly hall: Hall
  readonly broke: { readonly i: number; readonly slice: string; readonly why: string } | null
}

/** Folds events into a hall of some slices. */
export interface Fold<Hall extends Head> {
  /** The slices, whoever reads before whom it reads: so every fold sees the others as they were before the event. */
  readonly slices: readonly Slice[]
  /** Kinds that these slices fold; others change nothing. */
  readonly kinds: ReadonlyMap<string, Kind>
  /** A hall in which nothing has happened. */
  empty(id: string): Hall
  /** A hall that was folded of these slices and of others, with what these slices say of it. */
  only(hall: Head): Hall
  /**
   * Folds sound events, already in fold order and all later than `hall.at`, into the hall. Never throws, never refuses:
   * what no longer fits changes nothing or is remembered as a conflict. Only the maps that a batch touches are copied.
   */
  fold(hall: Hall, events: readonly LogEvent[]): Hall
}

/** Makes the fold of these slices and of all that they need. `everywhere`: those that every tablet has open. */
export function createFold<Hall extends Head>(wanted: readonly Slice[], everywhere: readonly Slice[] = []): Fold<Hall> {
  const slices = inOrder(wanted)
  const shared = new Set(everywhere.map(({ name }) => name))
  const byKind = new Map<
    string,
    { readonly slice: string; readonly fields: readonly string[]; readonly apply: Apply }[]
  >()
  const kinds = new Map<string, Kind>()
  for (const { name: slice, start, folds, kinds: known } of slices) {
    const fields = Object.entries(start).flatMap(([field, value]) => (value instanceof Map ? [field] : []))
    for (const [kind, apply] of folds) {
      byKind.set(kind, [...(byKind.get(kind) ?? []), { slice, fields, apply: apply as Apply }])
      kinds.set(kind, known[kind]!)
    }
  }
  const start: object = Object.assign({}, ...slices.map((each) => each.start))

  /** Folds until an event breaks a slice; answers the hall after all events before it, and what broke. */
  function run(hall: Hall, events: readonly LogEvent[], except: ReadonlySet<string> = new Set()): Run<Hall> {
    const draft: Record<string, unknown> = { ...(hall as object) }
    const own = new Set<readonly string[]>()
    for (const [i, event] of events.entries()) {
      for (const { slice, fields, apply } of byKind.get(event.kind) ?? []) {
        if (except.has(slice)) continue
        if (!own.has(fields)) {
          own.add(fields)
          for (const field of fields) draft[field] = new CopyOnWrite(draft[field] as ReadonlyMap<unknown, unknown>)
        }
        try {
          apply(draft, event)
        } catch (error) {
          // What it had already done is thrown away with the copy.
          return { hall: run(hall, events.slice(0, i)).hall, broke: { i, slice, why: String(error) } }
        }
      }
    }
    for (const fields of own)
      for (const field of fields) {
        const folded = draft[field]
        if (folded instanceof CopyOnWrite) draft[field] = folded.map
      }
    const last = events.at(-1)
    draft.at = last ? positionOf(last) : hall.at
    return { hall: draft as unknown as Hall, broke: null }
  }

  /** Folds an event into all slices but those that it breaks, or into none. */
  function runBroken(hall: Hall, event: LogEvent): Hall {
    const broken = new Set<string>()
    const notes: Unfolded[] = []
    for (;;) {
      const { hall: folded, broke } = run(hall, [event], broken)
      if (!broke) return { ...folded, unfolded: [...hall.unfolded, ...notes].slice(-MOST_UNFOLDED) }
      const { slice, why } = broke
      broken.add(slice)
      notes.push({ ...positionOf(event), event: eventId(event), kind: event.kind, slice, why: why.slice(0, 200) })
      if (shared.has(slice))
        return { ...hall, at: positionOf(event), unfolded: [...hall.unfolded, ...notes].slice(-MOST_UNFOLDED) }
    }
  }

  return {
    slices,
    kinds,
    empty: (id) => ({ ...start, id, at: null, unfolded: [] }) as unknown as Hall,

    only(hall) {
      const fields = Object.entries(hall).filter(([field]) => field in start)
      const unfolded = hall.unfolded.filter(({ slice }) => slices.some(({ name }) => name === slice))
      return { ...Object.fromEntries(fields), id: hall.id, at: hall.at, unfolded } as unknown as Hall
    },

    fold(hall, events) {
      let folded = hall
      let left = events
      while (left.length > 0) {
        const { hall: before, broke } = run(folded, left)
        if (!broke) return before
        folded = runBroken(before, left[broke.i]!)
        left = left.slice(broke.i + 1)
      }
      return folded
    },
  }
}

const positionOf = ({ stamp, journal, n }: LogEvent): Position => ({ stamp, journal, n })

/** These slices and everything that they need, each before all that it reads. */
function inOrder(wanted: readonly Slice[]): readonly Slice[] {
  const found: Slice[] = []
  const seen = new Set<Slice>()
  function add(slice: Slice): void {
    if (seen.has(slice)) return
    seen.add(slice)
    for (const needed of slice.needs) add(needed)
    found.unshift(slice)
  }
  for (const slice of wanted) add(slice)
  return found
}
