import type { BodyOf, Kind, Place } from './kind.ts'
import type { SubLane } from './numbers/numbers.ts'
import type { OpenHall } from './openHall.ts'
import type { Role } from './roles.ts'
import type { HallWith } from './shelf.ts'
import type { Slice } from './slice.ts'

/** An event as a command asks for it; the log gives it journal, number, stamp and chain. */
export interface NewEvent {
  readonly kind: string
  readonly subject: string
  readonly body: Readonly<Record<string, unknown>>
  /** Names of the sealed papers it points to; each is on this tablet's disk before the command is performed. */
  readonly papers?: readonly string[]
  /** The drill incident it belongs to. */
  readonly drill?: string
  /** Who signs it, where that is not who is signed in: a second person who has shown their PIN here, or the root key. */
  readonly signer?: string
}

/** The root key as a signer: nobody's, and above everybody. */
export const ROOT = 'root'

/** A new event of one of these kinds. */
export type NewEventOf<Kinds, K extends keyof Kinds = keyof Kinds> = {
  readonly [N in K]: NewEvent & {
    readonly kind: N
    readonly body: Kinds[N] extends Kind ? BodyOf<Kinds[N]> : never
  }
}[K]

/** What a command answers: accept these events, or refuse with the reason as a word. */
export type Decision<Why extends string = string> = Accepted | Refused<Why>
/** A decision that accepts. */
export interface Accepted {
  readonly ok: true
  readonly events: readonly NewEvent[]
}
/** A decision that refuses. The screens have a sentence for each reason. */
export interface Refused<Why extends string = string> {
  readonly ok: false
  readonly why: Why
  readonly facts: Facts
}

/** Details of a refusal for its sentence: `{ seconds: 12 }`. */
export type Facts = Readonly<Record<string, string | number>>

/** Whether counters hear the hall server, as this tablet knows it. Feeds commands only, never the fold. */
export interface Contact {
  /** Null while this tablet hears the hall server; otherwise the tickets it may call alone. */
  readonly share: ReadonlySet<string> | null
  /** Tickets left to silent counters, with the counter each belongs to. */
  readonly leftTo: ReadonlyMap<string, string>
}

/** In touch with everybody: nothing is shared out. */
export const inTouch: Contact = { share: null, leftTo: new Map() }

/** Everything a command may know besides the hall: time, who, where, ids and contact come in here. */
export interface Situation {
  /** Corrected time, ms since 1970. */
  readonly now: number
  /** Only one clock says so, and nobody: no day turns by it. */
  readonly isTimeUnchecked?: boolean | undefined
  readonly tablet: {
    readonly id: string
    readonly place: Place
    readonly lane: number
    /** Where it prints from while it does not know every number that it has printed. */
    readonly sub?: SubLane | null
    readonly journal: string
  }
  /** Who is signed in, or null on a locked tablet. */
  readonly by: string | null
  readonly contact: Contact
  /** A new id with the prefix of its noun, which bears the mark of this tablet (`naming.ts`): `newId('t')` → `t_9f3c21a7b0d84e55…`. */
  readonly newId: (prefix: string) => string
  /** The last n of each journal this tablet holds. */
  readonly heads: ReadonlyMap<string, number>
}

/** Something one may ask the hall to do, named so that another tab can hand it over. */
export interface Command<Ask, Why extends string = string, Hall = never> {
  readonly name: string
  /** What has to be open, besides what always is, before it can decide. */
  readonly needs: readonly Slice[]
  readonly decide: (hall: Hall, ask: Ask, situation: Situation) => Decision<Why>
}

/** What a command decides. Whoever asks has opened all that it needs: that is what its type cannot see here. */
export const decide = <Ask, Why extends string>(
  command: Command<Ask, Why>,
  hall: OpenHall,
  ask: Ask,
  situation: Situation,
): Decision<Why> => command.decide(hall as never, ask, situation)

/** A command whose ask is not known here: the tab that handed it over had it type-checked. */
export type AnyCommand<Why extends string = string> = Command<never, Why>

/** How the commands of one subject are made: they write these kinds, refuse for these reasons, and see this hall. */
export interface CommandMakers<Kinds, Why extends string, Hall> {
  command<Ask>(
    name: string,
    decide: (hall: Hall, ask: Ask, situation: Situation) => Decision<Why>,
  ): Command<Ask, Why, Hall>
  accept(...events: readonly NewEventOf<Kinds>[]): Accepted
  refuse<W extends Why>(why: W, facts?: Facts): Refused<W>
}

/** `const { command, accept, refuse } = commandsOf<typeof caseKinds, Why>()(casesSlice)`: what they need to be open is said once. */
export const commandsOf =
  <Kinds, Why extends string = never>() =>
  <const Slices extends readonly Slice[]>(
    ...needs: Slices
  ): CommandMakers<Kinds, Why | CommonRefusal, HallWith<Slices>> => ({
    command: (name, decide) => ({ name, needs, decide }),
    accept: (...events) => ({ ok: true, events }),
    refuse: (why, facts = {}) => ({ ok: false, why, facts }),
  })

/** Why any command may refuse. */
const commonRefusals = ['sign-in-first', 'not-your-role'] as const
export type CommonRefusal = (typeof commonRefusals)[number]

/** Null when the person signed in holds one of the roles, otherwise the refusal (plan roles 1.1.5–1.1.10). */
export function needRole(
  hall: Pick<OpenHall, 'staff'>,
  situation: Situation,
  ...roles: readonly Role[]
): Refused<CommonRefusal> | null {
  const { refuse } = commandsOf()()
  if (situation.by === null) return refuse('sign-in-first')
  const person = hall.staff.get(situation.by)
  if (!person || person.removed) return refuse('sign-in-first')
  return person.roles.some((role) => roles.includes(role)) ? null : refuse('not-your-role')
}
