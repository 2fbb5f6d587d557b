import type { EventOf, KindName } from './kinds.ts'

/** A part of the hall while it is being folded: its maps are its own, changed in place; everything else is replaced. */
export type Draft<Part> = {
  -readonly [F in keyof Part]: Part[F] extends ReadonlyMap<infer K, infer V> ? Map<K, V> : Part[F]
}

/** What each kind does to a draft. A kind without an entry does not compile. */
export type FoldOf<K extends KindName, D> = { readonly [N in K]: (hall: D, event: EventOf<N>) => void }

/**
 * A part of the hall that folds by itself: it writes its own fields and nothing else, and may read those it names.
 * Several slices may fold one kind; what one of them reads of another is as it stands at that event.
 */
export interface Slice<Name extends string = string, Part extends object = object, K extends KindName = KindName> {
  readonly name: Name
  readonly start: Part
  /** Slices whose fields its folds read: whoever folds this one folds those, too. */
  readonly needs: readonly string[]
  readonly folds: { readonly [N in K]?: (hall: never, event: never) => void }
}

/** Declares a slice. `Reads` are the fields of other slices that its folds may look at; they cannot be written. */
export const slice =
  <Part extends object, Reads extends object = object>() =>
  <const Name extends string, K extends KindName>(
    name: Name,
    given: {
      readonly start: Part
      readonly needs?: readonly string[]
      readonly folds: FoldOf<K, Draft<Part> & Readonly<Reads>>
    },
  ): Slice<Name, Part, K> =>
    ({ name, needs: [], ...given }) as Slice<Name, Part, K>
