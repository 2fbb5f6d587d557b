import { eventId, type LogEvent, type Position } from '#log/event.ts'
import { CopyOnWrite } from './copyOnWrite.ts'
import type { Kind } from './kind.ts'
import type { Slice } from './slice.ts'

/** What every hall has, whatever slices it is folded of. */
export interface Head {
  readonly id: string
  /** Where the fold stands: the last event folded. */
  readonly at: Position | null
  /** The last events that could not be folded, oldest first. They count in no slice. */
  readonly unfolded: readonly Unfolded[]
}

/** An event that a fold broke on: our own mistake. It is left out, everything else stands, and a manager is told. */
export interface Unfolded extends Position {
  readonly event: string
  readonly kind: string
  readonly why: string
}

/** So many events that could not be folded are remembered. */
const MOST_UNFOLDED = 100

type Apply = (hall: object, event: LogEvent) => void

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

/** Makes the fold of these slices and of all that they need. */
export function createFold<Hall extends Head>(wanted: readonly Slice[]): Fold<Hall> {
  const slices = inOrder(wanted)
  const byKind = new Map<string, { readonly fields: readonly string[]; readonly apply: Apply }[]>()
  const kinds = new Map<string, Kind>()
  for (const { start, folds, kinds: known } of slices) {
    const fields = Object.entries(start).flatMap(([field, value]) => (value instanceof Map ? [field] : []))
    for (const [kind, apply] of folds) {
      byKind.set(kind, [...(byKind.get(kind) ?? []), { fields, apply: apply as Apply }])
      kinds.set(kind, known[kind]!)
    }
  }
  const start: object = Object.assign({}, ...slices.map((each) => each.start))

  /** Folds until an event throws; answers the hall after all events before it, and its place. */
  function run(
    hall: Hall,
    events: readonly LogEvent[],
  ): { readonly hall: Hall; readonly broke: number; readonly why: string } {
    const draft: Record<string, unknown> = { ...(hall as object) }
    const own = new Set<readonly string[]>()
    for (const [i, event] of events.entries()) {
      try {
        for (const { fields, apply } of byKind.get(event.kind) ?? []) {
          if (!own.has(fields)) {
            own.add(fields)
            for (const field of fields) draft[field] = new CopyOnWrite(draft[field] as ReadonlyMap<unknown, unknown>)
          }
          apply(draft, event)
        }
      } catch (error) {
        // What it had already done is thrown away with the copy: an event counts in all slices or in none.
        return { hall: run(hall, events.slice(0, i)).hall, broke: i, why: String(error) }
      }
    }
    for (const fields of own)
      for (const field of fields) {
        const folded = draft[field]
        if (folded instanceof CopyOnWrite) draft[field] = folded.map
      }
    const last = events.at(-1)
    draft.at = last ? positionOf(last) : hall.at
    return { hall: draft as unknown as Hall, broke: -1, why: '' }
  }

  return {
    slices,
    kinds,
    empty: (id) => ({ ...start, id, at: null, unfolded: [] }) as unknown as Hall,

    only(hall) {
      const fields = Object.entries(hall).filter(([field]) => field in start)
      const unfolded = hall.unfolded.filter(({ kind }) => kinds.has(kind))
      return { ...Object.fromEntries(fields), id: hall.id, at: hall.at, unfolded } as unknown as Hall
    },

    fold(hall, events) {
      let folded = hall
      let left = events
      while (left.length > 0) {
        const { hall: next, broke, why } = run(folded, left)
        folded = next
        if (broke < 0) return folded
        const event = left[broke]!
        const position = positionOf(event)
        const note: Unfolded = { ...position, event: eventId(event), kind: event.kind, why: why.slice(0, 200) }
        folded = { ...folded, at: position, unfolded: [...folded.unfolded, note].slice(-MOST_UNFOLDED) }
        left = left.slice(broke + 1)
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
