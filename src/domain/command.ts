import type { Hall } from './hall.ts'
import type { Place } from './kind.ts'
import type { BodyOf, KindName } from './kinds.ts'
import type { Role } from './staff/events.ts'

/** An event as a command asks for it; the log gives it journal, number, stamp and chain. */
export type NewEvent = { [K in KindName]: NewEventOf<K> }[KindName]
export interface NewEventOf<K extends KindName> {
  readonly kind: K
  readonly subject: string
  readonly body: BodyOf<K>
  /** Names of the sealed papers it points to; each is on this tablet's disk before the command is performed. */
  readonly papers?: readonly string[]
  /** The drill incident it belongs to. */
  readonly drill?: string
}

/** What a command answers: accept these events, or refuse with the reason as a word. */
export type Decision =
  | { readonly ok: true; readonly events: readonly NewEvent[] }
  | { readonly ok: false; readonly why: Refusal; readonly facts: Facts }

/** Details of a refusal for its sentence: `{ seconds: 12 }`. */
export type Facts = Readonly<Record<string, string | number>>

/** Every reason for which a command can refuse. The screens have a sentence for each. */
export type Refusal =
  | 'sign-in-first'
  | 'not-your-role'
  | 'not-your-place'
  | 'tablet-is-revoked'
  | 'queue-is-empty'
  | 'nothing-in-your-share'
  | 'queue-unknown'
  | 'queue-is-closed'
  | 'service-unknown'
  | 'day-is-closed'
  | 'day-is-not-closed'
  | 'day-has-not-come'
  | 'label-is-taken'
  | 'label-unknown'
  | 'ticket-unknown'
  | 'ticket-is-not-waiting'
  | 'ticket-is-not-yours'
  | 'ticket-is-finished'
  | 'ticket-is-not-missed'
  | 'ticket-is-not-held'
  | 'belongs-to-a-silent-counter'
  | 'counter-unknown'
  | 'counter-is-closed'
  | 'counter-is-paused'
  | 'counter-is-open-elsewhere'
  | 'counter-is-not-open'
  | 'finish-the-current-ticket-first'
  | 'customer-has-not-arrived'
  | 'recalled-too-often'
  | 'recalled-too-soon'
  | 'missed-too-soon'
  | 'too-many-on-hold'
  | 'reason-is-missing'
  | 'nothing-to-undo'
  | 'too-late-to-undo'
  | 'prefix-is-taken'
  | 'number-is-taken'
  | 'work-number-is-taken'
  | 'staff-unknown'
  | 'last-manager'
  | 'tablet-unknown'
  | 'settings-do-not-fit'
  | 'case-unknown'
  | 'case-is-not-open'
  | 'case-is-not-in-review'
  | 'case-is-in-hand'
  | 'case-is-entered'
  | 'case-is-not-entered'
  | 'own-case'
  | 'form-is-missing'
  | 'step-before-is-missing'
  | 'evidence-is-missing'
  | 'witness-is-missing'
  | 'not-without-operator'
  | 'not-kept-without-operator'
  | 'reach-has-changed'
  | 'serial-does-not-fit'
  | 'serial-is-taken'
  | 'money-is-here'
  | 'cash-over-day-limit'
  | 'cash-has-to-go-to-the-safe'
  | 'no-money-is-here'
  | 'interruption-unknown'
  | 'note-unknown'
  | 'incident-unknown'
  | 'incident-is-over'
  | 'backup-unknown'
  | 'backup-does-not-fit'
  | 'transfer-has-not-begun'
  | 'trial-has-not-passed'
  | 'incident-goes-on'
  | 'plan-has-gaps'
  | 'objective-is-missing'
  | 'day-is-over'
  | 'something-real-goes-on'
  | 'commander-does-not-judge'
  | 'first-report-is-missing'
  | 'floor-plan-does-not-fit'
  | 'drawing-does-not-fit'
  | 'way-unknown'

/** A decision that refuses. */
export type Refused = Extract<Decision, { readonly ok: false }>

export const accept = (...events: readonly NewEvent[]): Decision => ({ ok: true, events })
export const refuse = (why: Refusal, facts: Facts = {}): Refused => ({ ok: false, why, facts })

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
  readonly tablet: { readonly id: string; readonly place: Place; readonly lane: number; readonly journal: string }
  /** Who is signed in, or null on a locked tablet. */
  readonly by: string | null
  readonly contact: Contact
  /** A new id with the prefix of its noun: `newId('t')` → `t_9f3c21a7b0d84e55`. */
  readonly newId: (prefix: string) => string
  /** The last n of each journal this tablet holds. */
  readonly heads: ReadonlyMap<string, number>
}

/** Something one may ask the hall to do, named so that another tab can hand it over. */
export interface Command<Ask> {
  readonly name: string
  readonly decide: (hall: Hall, ask: Ask, situation: Situation) => Decision
}

export const command = <Ask>(name: string, decide: Command<Ask>['decide']): Command<Ask> => ({ name, decide })

/** Null when the person signed in holds one of the roles, otherwise the refusal (plan roles 1.1.5–1.1.10). */
export function needRole(hall: Hall, situation: Situation, ...roles: readonly Role[]): Refused | null {
  if (situation.by === null) return refuse('sign-in-first')
  const person = hall.staff.get(situation.by)
  if (!person || person.removed) return refuse('sign-in-first')
  return person.roles.some((role) => roles.includes(role)) ? null : refuse('not-your-role')
}
