/**
 * @module domain
 * What a hall is: what can happen, what it adds up to, what one may ask for and ask about. Pure code shared by tablet
 * and server: no clock, no chance, no framework. One folder per subject, each with those of the same doors that it needs; `subjects.ts` lists
 * them, and nothing else names them all.
 */

import * as v from 'valibot'
import type { LogEvent } from '#log/event.ts'
import type { Role } from './roles.ts'

/** Where a tablet stands. `server` is the hall server's own journal. */
export const PLACES = ['reception', 'counter', 'backoffice', 'wall', 'manager'] as const
/** A place a tablet can be paired for. */
export type Place = (typeof PLACES)[number]
/**
 * Places where people work. What shows to the public writes nothing but its own journal, and reads what it shows: calls,
 * counters, queues, notices, alarms and ways out, and who may do what, without names.
 */
export const casePlaces: readonly Place[] = ['reception', 'counter', 'backoffice', 'manager']
/** Who may write a kind: a place, or the hall server's own journal. */
export type Writer = Place | 'server'

/**
 * How long a kind is asked for by a tablet that is new: as long as its day is open, as long as its case is, or for ever.
 * The hall server marks lines with it.
 */
export type Keeps = 'day' | 'case' | 'lasting'

/**
 * Along with what a kind travels when an incident is carried by hand: its ticket while that is open, the day that is
 * open, or whatever is carried; what belongs to the incident itself always travels. `never`: it comes from the hall server
 * alone, whatever is carried: names, boxes and settings lie in no file.
 */
export type Carried = 'ticket' | 'day' | 'always' | 'never'

/**
 * Who has to have signed an event with a key of their own before it counts: somebody with one of these roles, whoever it
 * is, or nobody; `offered`: it counts without, and whoever is signed in signs it all the same, because more follows from
 * that. What saves lives needs nobody, ever.
 */
export type Needs = readonly Role[] | 'whoever' | 'offered' | null
/** Whether an event counts only with a signature. */
export const isRequired = (needs: Needs): needs is Exclude<Needs, 'offered' | null> =>
  needs !== null && needs !== 'offered'
/** What of an event it may depend on whom it needs. */
export interface Said<Schema extends v.GenericSchema = v.GenericSchema> {
  readonly body: v.InferOutput<Schema>
  readonly drill?: string | null | undefined
}

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
  /** Whether people write it in words of their own: only then may a manager take such a line out of the log. */
  readonly freeText: boolean
  /** Its fields in which people write what they like: looked at before they are saved, lest they tell who a customer is. */
  readonly words: readonly string[]
  /** Whom an event of this kind needs. */
  needs(said: Said<Schema>): Needs
  /** Whether it says who may do what: then it is of the list of authority, which is folded before everything else. */
  readonly listed: boolean
  /** Whether something begins with it under the name of its subject: the first in order has that name (`naming.ts`). */
  readonly opens: boolean
}

/**
 * Declares a kind. What it does not say: every desk may write and read it and no wall, which stands where everybody reads it,
 * and it goes with its day.
 */
export const kind = <const Schema extends v.GenericSchema, const Exercised extends boolean = false>({
  needs = null,
  ...given
}: {
  readonly body: Schema
  readonly subject: v.GenericSchema<string>
  readonly writers?: readonly Writer[]
  readonly readers?: readonly Place[]
  readonly keeps?: Keeps
  readonly exercised?: Exercised
  readonly carried?: Carried
  readonly freeText?: boolean
  readonly words?: readonly (keyof v.InferOutput<Schema> & string)[]
  readonly needs?: Needs | ((said: Said<Schema>) => Needs)
  readonly listed?: boolean
  readonly opens?: boolean
}): Kind<Schema, Exercised> => ({
  writers: casePlaces,
  readers: casePlaces,
  keeps: 'day',
  carried: null,
  freeText: false,
  words: [],
  listed: false,
  opens: false,
  ...given,
  needs: typeof needs === 'function' ? needs : () => needs,
  exercised: (given.exercised ?? false) as Exercised,
})

/** What only a manager may do. */
export const MANAGER: readonly Role[] = ['manager']

/** Kinds by name. */
export type KindBook = Readonly<Record<string, Kind>>
/** The body of a kind. */
export type BodyOf<K extends Kind> = Readonly<v.InferOutput<K['body']>>
/** An event of one of these kinds whose body and subject have been checked. */
export type EventOf<Kinds, K extends keyof Kinds = keyof Kinds> = {
  readonly [N in K]: Omit<LogEvent, 'kind' | 'body'> & {
    readonly kind: N
    readonly body: Kinds[N] extends Kind ? BodyOf<Kinds[N]> : never
  }
}[K]

/** What the check says of an event: known and sound, of a kind that is not known (here), or saying what this build does not understand. */
export type Verdict = 'sound' | 'unknown-kind' | 'bad-body'

/**
 * Checks what an event says and what it is about, once, where it enters. Kinds that are not known, from a newer tablet
 * or of a subject that is not open here, are kept and passed on, and left out of the fold.
 */
export function checkEvent(
  event: Pick<LogEvent, 'kind' | 'subject' | 'body' | 'drill'>,
  kinds: ReadonlyMap<string, Kind>,
): Verdict {
  const declared = kinds.get(event.kind)
  if (!declared) return 'unknown-kind'
  // A ticket or a case of a drill does not exist.
  if (event.drill !== null && !declared.exercised) return 'bad-body'
  return v.is(declared.subject, event.subject) && v.is(declared.body, event.body) ? 'sound' : 'bad-body'
}
