import type * as v from 'valibot'

/** Where a tablet stands. `server` is the hall server's own journal. */
export const PLACES = ['reception', 'counter', 'backoffice', 'wall', 'manager'] as const
/** A place a tablet can be paired for. */
export type Place = (typeof PLACES)[number]
/** Who may write a kind: a place, or the hall server's own journal. */
export type Writer = Place | 'server'

/** A kind of event: the shape of its body, who may write it and who may read it. */
export interface Kind<Schema extends v.GenericSchema = v.GenericSchema> {
  readonly body: Schema
  readonly writers: readonly Writer[]
  readonly readers: readonly Place[]
}

/** Declares a kind; without `readers` every place may read it. */
export const kind = <const Schema extends v.GenericSchema>(
  body: Schema,
  writers: readonly Writer[],
  readers: readonly Place[] = PLACES,
): Kind<Schema> => ({ body, writers, readers })
