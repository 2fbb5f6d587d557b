import type * as v from 'valibot'

/** Where a tablet stands. `server` is the hall server's own journal. */
export const PLACES = ['reception', 'counter', 'backoffice', 'wall', 'manager'] as const
/** A place a tablet can be paired for. */
export type Place = (typeof PLACES)[number]
/** Who may write a kind: a place, or the hall server's own journal. */
export type Writer = Place | 'server'

/**
 * How long a kind is asked for by a tablet that is new: as long as its day is open, as long as its case is, or for ever.
 * The hall server marks lines with it.
 */
export type Keeps = 'day' | 'case' | 'lasting'

/**
 * Along with what a kind travels when an incident is carried by hand: its ticket while that is open, the day that is
 * open, or whatever is carried. What belongs to the incident itself always travels.
 */
export type Carried = 'ticket' | 'day' | 'always'

/** A kind of event, and everything the house knows of it. */
export interface Kind<Schema extends v.GenericSchema = v.GenericSchema, Exercised extends boolean = boolean> {
  readonly body: Schema
  /** What an event of this kind is about; anything else is meaningless. */
  readonly subject: v.GenericSchema<string>
  readonly writers: readonly Writer[]
  readonly readers: readonly Place[]
  readonly keeps: Keeps
  /** Whether it may belong to a drill: only what is about an incident is ever exercised. */
  readonly exercised: Exercised
  readonly carried: Carried | null
}

/** Declares a kind; without `readers` every place may read it, and it goes with its day unless it `keeps` longer. */
export const kind = <const Schema extends v.GenericSchema, const Exercised extends boolean = false>(given: {
  readonly body: Schema
  readonly subject: v.GenericSchema<string>
  readonly writers: readonly Writer[]
  readonly readers?: readonly Place[]
  readonly keeps?: Keeps
  readonly exercised?: Exercised
  readonly carried?: Carried
}): Kind<Schema, Exercised> => ({
  readers: PLACES,
  keeps: 'day',
  carried: null,
  ...given,
  exercised: (given.exercised ?? false) as Exercised,
})
