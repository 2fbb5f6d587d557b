import { type Forgets, forgetting } from './forgetting.ts'
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
  /** What each kind does, in order: what is forgotten with a day goes before anything else is made of its end. */
  readonly folds: readonly (readonly [kind: string, fold: (hall: never, event: never) => void])[]
  /** Of every field why it stays, or what is left of it when a day is closed. */
  readonly forgets: Readonly<Record<string, string | ((hall: never, closed: string) => unknown)>>
}

/** A slice that says in its type what it needs. */
export interface SliceWith<Part extends object, Needs extends readonly Slice[]> extends Slice<Part> {
  readonly needs: Needs
}

/** The fields that are there when these slices are open: theirs, and those of all that they need. */
export type PartsOf<Slices extends readonly Slice[]> = ({
  readonly [I in keyof Slices]: (part: PartsOfOne<Slices[I]>) => void
}[number] extends (part: infer Parts) => void
  ? Parts
  : never) &
  object
type PartsOfOne<S> =
  S extends SliceWith<infer Part, infer Needs>
    ? number extends Needs['length']
      ? Part
      : Needs extends readonly []
        ? Part
        : Part & PartsOf<Needs>
    : never

/** What the folds of a slice read besides its own fields. */
type Read<Needs extends readonly Slice[]> = Needs extends readonly [] ? object : Readonly<PartsOf<Needs>>

/**
 * Declares slices that forget at these kinds: `slicesForgettingAt(closings)<Part>()('name', …)`. What the folds of one
 * read besides their own fields follows from `needs`; it cannot be written. A field without an answer to what it forgets
 * does not compile.
 */
export const slicesForgettingAt =
  (closings: KindBook) =>
  <Part extends object>() =>
  <const Needs extends readonly Slice[], Kinds extends KindBook>(
    name: string,
    given: {
      readonly start: Part
      readonly needs: Needs
      readonly kinds: Kinds
      readonly folds: FoldOf<Kinds, Folding<Part> & Read<Needs>>
      readonly forgets: Forgets<Part, Part & Read<Needs>>
    },
  ): SliceWith<Part, Needs> => {
    const { kinds, folds } = forgetting(closings, given.forgets)
    return { name, ...given, kinds: { ...given.kinds, ...kinds }, folds: [...folds, ...Object.entries(given.folds)] }
  }
