import type { EventOf, KindBook } from './kind.ts'

/** A part of the hall while it is being folded: its maps are its own, changed in place; everything else is replaced. */
export type Folding<Part> = {
  -readonly [F in keyof Part]: Part[F] extends ReadonlyMap<infer K, infer V> ? Map<K, V> : Part[F]
}

/** What each of these kinds does to a part of the hall. A kind without an entry does not compile. */
export type FoldOf<Kinds, F> = { readonly [K in keyof Kinds]: (hall: F, event: EventOf<Kinds, K>) => void }

/**
 * A part of the hall that folds by itself: it writes its own fields and nothing else, and may read those of the slices
 * it needs. Several slices may fold one kind; what one of them reads of another is as it stood before that event.
 */
export interface Slice<Part extends object = object> {
  readonly name: string
  readonly start: Part
  /** Slices whose fields its folds read: whoever folds this one folds those, too. */
  readonly needs: readonly Slice[]
  /** The kinds it folds: a tablet that has not opened it keeps them on disk, unread. */
  readonly kinds: KindBook
  readonly folds: Readonly<Record<string, (hall: never, event: never) => void>>
}

/** The fields that these slices own, all of them. */
export type PartsOf<Slices extends readonly Slice[]> = ({
  readonly [I in keyof Slices]: (part: Slices[I] extends Slice<infer Part> ? Part : never) => void
}[number] extends (part: infer Parts) => void
  ? Parts
  : never) &
  object

/** Declares a slice. What its folds read besides their own fields follows from `needs`; it cannot be written. */
export const slice =
  <Part extends object>() =>
  <const Needs extends readonly Slice[], Kinds extends KindBook>(
    name: string,
    given: {
      readonly start: Part
      readonly needs: Needs
      readonly kinds: Kinds
      readonly folds: FoldOf<Kinds, Folding<Part> & (Needs extends readonly [] ? object : Readonly<PartsOf<Needs>>)>
    },
  ): Slice<Part> => ({ name, ...given })
