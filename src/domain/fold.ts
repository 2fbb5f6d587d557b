import type { Position } from '#log/event.ts'
import type { HallEvent } from './kinds.ts'
import type { Slice } from './slice.ts'

/** What every hall has. */
export interface Head {
  readonly id: string
  /** Where the fold stands: the last event folded. */
  readonly at: Position | null
}
type Apply = (hall: object, event: HallEvent) => void

/** Folds events into a hall of these slices; kinds that none of them folds change nothing. */
export function createFold<Parts extends object>(slices: readonly Slice[]) {
  const byKind = new Map<string, { readonly fields: readonly string[]; readonly apply: Apply }[]>()
  for (const { start, folds } of slices) {
    // Only what a slice owns is copied, and only when an event concerns it.
    const fields = Object.entries(start).flatMap(([field, value]) => (value instanceof Map ? [field] : []))
    for (const [kind, apply] of Object.entries(folds)) {
      const all = byKind.get(kind) ?? []
      byKind.set(kind, [...all, { fields, apply: apply as Apply }])
    }
  }
  const start: object = Object.assign({}, ...slices.map((each) => each.start))

  return {
    /** A hall in which nothing has happened. */
    empty: (id: string) => ({ ...start, id, at: null }) as Parts & Head,

    /**
     * Folds sound events, already in fold order and all later than `hall.at`, into the hall. Never throws, never
     * refuses: what no longer fits changes nothing or is remembered as a conflict.
     */
    fold<Hall extends Parts & Head>(hall: Hall, events: readonly HallEvent[]): Hall {
      if (events.length === 0) return hall
      const draft: Record<string, unknown> = { ...(hall as object) }
      const own = new Set<readonly string[]>()
      for (const event of events) {
        for (const { fields, apply } of byKind.get(event.kind) ?? []) {
          if (!own.has(fields)) {
            own.add(fields)
            for (const field of fields) draft[field] = new Map(draft[field] as ReadonlyMap<unknown, unknown>)
          }
          apply(draft, event)
        }
      }
      const { stamp, journal, n } = events[events.length - 1]!
      draft.at = { stamp, journal, n }
      return draft as unknown as Hall
    },
  }
}
