import type { LogEvent } from '#log/event.ts'
import type { AnyCommand, Command, CommonRefusal, NewEventOf, Refused } from './command.ts'
import { createFold, type Head } from './fold.ts'
import { checkEvent, type EventOf, type Kind } from './kind.ts'
import { always } from './shelf.ts'
import type { Slice } from './slice.ts'
import * as subjects from './subjects.ts'

/** The whole house: everything that the list of subjects adds up to. For the hall server, for tests, and for types. */
type Subjects = typeof subjects
type Subject = Subjects[keyof Subjects]
type Every<Key extends string> = Subject extends infer S
  ? S extends Readonly<Record<Key, infer V>>
    ? V
    : never
  : never
type Merged<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer All) => void ? All : never

/** Every kind of event this version knows. */
export type Kinds = Merged<Every<'kinds'>>
export type KindName = keyof Kinds & string
/** An event of a known kind whose body and subject have been checked. */
export type HallEvent<K extends KindName = KindName> = EventOf<Kinds, K>
/** An event of a known kind as a command asks for it. */
export type NewHallEvent<K extends KindName = KindName> = NewEventOf<Kinds, K>
/** What a command of any subject decides. */
export type HallDecision = Refused<Refusal> | { readonly ok: true; readonly events: readonly NewHallEvent[] }
/** A command of any subject. */
export type HallCommand<Ask> = Command<Ask, Refusal>
/** A kind that may belong to a drill. */
export type ExercisedKind = {
  [K in KindName]: Kinds[K] extends { readonly exercised: true } ? K : never
}[KindName]

/** The hall with every slice open. */
export interface Hall extends Head, Merged<PartOf<Every<'slice'>>> {}
type PartOf<S> = S extends Slice<infer Part> ? Part : never
/** The body of a kind. */
export type BodyOf<K extends KindName> = HallEvent<K>['body']

type Listed =
  Every<'commands'> extends infer Load ? (Load extends () => Promise<infer Commands> ? Commands : never) : never
/** Every reason for which a command may refuse. The screens have a sentence for each. */
export type Refusal =
  | CommonRefusal
  | (Listed extends infer L ? (L extends { readonly refusals: readonly (infer Why)[] } ? Why : never) : never)

const all: readonly { readonly kinds: object; readonly slice?: Slice; readonly commands?: () => Promise<object> }[] =
  Object.values(subjects)

/** Every kind by its name. */
export const kinds: ReadonlyMap<string, Kind> = new Map(all.flatMap((each) => Object.entries(each.kinds)))

/**
 * Whether a manager may take lines of this kind out of the log. Of a kind that is not known here nobody knows what goes
 * with it.
 */
export const mayBeRedacted = (kind: string): boolean => kinds.get(kind)?.freeText === true

/** Whether an event is of a kind that this version knows, and sound. */
export const isHallEvent = (event: LogEvent): event is HallEvent => checkEvent(event, kinds) === 'sound'

/** Every slice. */
export const slices: readonly Slice[] = all.flatMap(({ slice }) => (slice ? [slice] : []))

const whole = createFold<Hall>(slices, always)
/** A hall in which nothing has happened. */
export const emptyHall = whole.empty
/** Folds events in fold order into the whole hall. */
export const foldEvents = whole.fold

/** The command of a name, so that one tab can hand a command over to another. */
export async function commandCalled(name: string): Promise<AnyCommand<Refusal> | undefined> {
  return (await allCommands())
    .flatMap((each) => Object.values(each).filter(isCommand))
    .find((each) => each.name === name)
}

const allCommands = (): Promise<readonly object[]> =>
  Promise.all(all.flatMap(({ commands }) => (commands ? [commands()] : [])))

function isCommand(each: unknown): each is AnyCommand<Refusal> {
  return typeof each === 'object' && each !== null && 'decide' in each && 'needs' in each
}
