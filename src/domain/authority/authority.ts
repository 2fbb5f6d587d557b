import { compareEvents, eventId, type LogEvent } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { isMadeElsewhere } from '#log/naming.ts'
import { keyOn } from '#log/proofs.ts'
import { checkEvent, type EventOf, isRequired, type Kind, type Needs, type Writer } from '../kind.ts'
import { tabletKinds } from '../tablets/events.ts'
import { authorityKinds, type Known } from './events.ts'
import { type Judged, judge, nothingJudged } from './list.ts'
import { type ListEvent, type Listed, listed } from './listed.ts'
import { isWithin, type Reach } from './reach.ts'
import type { AdmittedTablet } from './tabletsOf.ts'

/**
 * Who may do what in this hall: everything that was said about it, and what it comes to. It is folded before everything
 * else and by no stamp (`list.ts`); every other event counts only as far as it reaches.
 */
export interface Authority extends Judged {
  /** The root key that this tablet was given when it came in; null while the hall is not founded: nothing is judged. */
  readonly root: string | null
  readonly said: ReadonlyMap<string, Listed>
  /** Which tablet opened which journal with which key, as line 1 of each says. */
  readonly openings: ReadonlyMap<string, Opening>
  /** What was said of clocks that ran far ahead, by the journal whose lines it moves (`stampsTaken.ts`). */
  readonly taken: ReadonlyMap<string, readonly StampsTaken[]>
}

/** What moves lines of a clock that ran far ahead. */
export type StampsTaken = EventOf<typeof tabletKinds, 'StampsTaken'>

interface Opening {
  readonly tablet: string
  readonly key: string
}

const { JournalOpened, StampsTaken } = tabletKinds
const listKinds = new Map<string, Kind>(Object.entries({ ...authorityKinds, JournalOpened, StampsTaken }))

/** A list on which nothing stands. */
export const noAuthority = (root: string | null = null): Authority => ({
  root,
  said: new Map(),
  openings: new Map(),
  taken: new Map(),
  ...nothingJudged,
})

/** Whether an event says who may do what, who opened a journal, or where lines of a wrong clock belong. */
export const isOfTheList = ({ kind }: Pick<LogEvent, 'kind'>): boolean => listKinds.has(kind)

/** The list with these events: the same list when none of them says anything new. Their proofs have been checked. */
export function hearing(before: Authority, events: readonly LogEvent[]): Authority {
  if (events.length === 0) return before
  const said = new Map(before.said)
  const openings = new Map(before.openings)
  let { taken } = before
  for (const event of events) {
    if (checkEvent(event, listKinds) !== 'sound') continue
    if (isOpening(event)) openings.set(event.journal, { tablet: event.body.tablet, key: event.body.key })
    else if (isTaking(event)) taken = withTaking(taken, event)
    else if (isListEvent(event) && event.proof !== undefined) {
      const each = listed(event)
      said.set(each.id, each)
    }
  }
  const isNews = said.size > before.said.size || openings.size > before.openings.size || taken !== before.taken
  if (!isNews) return before
  const isSame = said.size === before.said.size && openings.size === before.openings.size
  const now = { ...before, said, openings, taken }
  return before.root === null || isSame ? now : judgedAnew(now)
}

/** Who opened a journal, or the one of which it is a branch, as line 1 of it says. */
export const openedBy = (openings: Authority['openings'], journal: string): Opening | undefined =>
  openings.get(journal) ?? openings.get(baseOf(journal))

const judgedAnew = (list: Authority): Authority => ({
  ...list,
  ...judge(list.root ?? '', [...list.said.values()], (journal) => openedBy(list.openings, journal)?.tablet),
})

/** What was said of wrong clocks with one more event, which may be there already: the same in whatever order they came. */
function withTaking(before: Authority['taken'], event: StampsTaken): Authority['taken'] {
  const journal = baseOf(event.subject)
  const said = before.get(journal) ?? []
  if (said.some((each) => eventId(each) === eventId(event))) return before
  return new Map([...before, [journal, [...said, event].sort(compareEvents)]])
}

/** The list without these events, by their places in journals. */
export function without(before: Authority, gone: (event: ListEvent) => boolean): Authority {
  const left = [...before.said.values()].filter(({ event }) => !gone(event))
  if (left.length === before.said.size) return before
  return judgedAnew({ ...before, said: new Map(left.map((each) => [each.id, each])) })
}

/** The list as this root key makes it. */
export const under = (root: string | null, before: Authority): Authority =>
  root === before.root ? before : judgedAnew({ ...before, root })

/** The desk secrets that recoveries have brought, each sealed under the one before it, in the order of the list. */
export const secretsRecovered = ({ said, counts }: Authority): string[] =>
  [...counts].flatMap((id) => {
    const event = said.get(id)?.event
    return event?.kind === 'Recovered' && event.body.secret !== null ? [event.body.secret] : []
  })

/** The root key of the hall that this tablet founded itself; null where it did not. */
export function foundedFrom({ said, openings }: Authority, tablet: string): string | null {
  for (const { key, event } of said.values()) {
    if (event.kind !== 'HallFounded' || event.body.root !== key) continue
    if (openings.get(baseOf(event.journal))?.tablet === tablet) return key
  }
  return null
}

/** Everything counted before still counts: nothing has been taken away that was not. */
export function onlyGives(before: Authority, now: Authority): boolean {
  const cutsOf = ({ said, counts }: Authority) =>
    [...said.values()].filter(({ id, event }) => counts.has(id) && 'known' in event.body).map(({ id }) => id)
  return (
    before.root === now.root &&
    cutsOf(before).join() === cutsOf(now).join() &&
    [...before.counts].every((id) => now.counts.has(id))
  )
}

/** The tablet that opened a journal, or the journal of which this is a branch; undefined while nobody has admitted it. */
export function writerOf({ openings, tablets }: Authority, journal: string): AdmittedTablet | undefined {
  const opening = openedBy(openings, journal)
  if (!opening) return undefined
  const tablet = tablets.get(opening.tablet)
  if (tablet?.key === opening.key) return tablet
  return [...tablets.values()].find(({ key, place }) => place === 'server' && key === opening.key)
}

/** Why an event is not signed by whoever it needs: not at all, by a key that is nobody's, in another's name, without the role. */
export type NotSigned = 'not-signed' | 'unknown-key' | 'in-anothers-name' | 'not-entitled'
/** Why an event does not count (yet). */
export type Waits =
  | 'tablet-not-admitted'
  | 'not-from-there'
  | 'behind-a-cut'
  | 'clock-ahead'
  /** Its kind is known, and what it says of it is not: the build that understands it counts it. */
  | 'newer-version'
  | NotSigned

/**
 * Null when an event counts; otherwise why it waits. `here`: this tablet, whose own journal counts for it before it has
 * heard of its admission.
 */
export function whyWaits(
  authority: Authority,
  event: LogEvent,
  { writers, needs, listed, opens }: Kind,
  here: { readonly id: string; readonly place: Writer } | null = null,
): Waits | null {
  if (authority.root === null || listed) return null
  const opening = authority.openings.get(event.journal)
  const tablet = writerOf(authority, event.journal)
  const place = tablet?.place ?? (here && opening?.tablet === here.id ? here.place : null)
  if (place === null) return 'tablet-not-admitted'
  if (opens && opening && isMadeElsewhere(opening.tablet, event.subject)) return 'not-from-there'
  const needed = needs(event)
  const signed = isRequired(needed) ? whyNotSigned(authority, event, needed) : null
  // What nobody entitled has signed is named as that first: whatever it lies behind, no manager is asked to count it.
  if (signed !== null && signed !== 'behind-a-cut') return signed
  if (!writers.includes(place)) return 'not-from-there'
  return tablet && !reaches(authority, tablet, event) ? 'behind-a-cut' : signed
}

/** Null when whoever an event names has signed it, with a right that reaches as far; where nothing is judged, always. */
export function whyNotSigned(
  authority: Authority,
  event: LogEvent,
  needed: Exclude<Needs, 'offered' | null>,
): NotSigned | 'behind-a-cut' | null {
  if (authority.root === null) return null
  const signer = signerOf(authority, event)
  if (signer === 'nobody') return 'not-signed'
  if (signer === 'unknown') return 'unknown-key'
  if (signer.staff !== event.by) return 'in-anothers-name'
  const key = keyOn(event)
  const person = authority.persons.get(signer.staff)
  const own = person?.keys.filter(({ what }) => what === key) ?? []
  const rights = needed === 'whoever' ? own : (person?.roles.filter(({ what }) => needed.includes(what)) ?? [])
  if (rights.length === 0) return 'not-entitled'
  const within = (grants: readonly Reach[]) => grants.some((each) => reaches(authority, each, event))
  return within(own) && within(rights) ? null : 'behind-a-cut'
}

/** Who has signed an event, by the key on it: nobody, a person of the list whatever name it bears, or a key that is nobody's. */
export function signerOf(
  { persons }: Pick<Authority, 'persons'>,
  event: Pick<LogEvent, 'by' | 'proof'>,
): 'nobody' | 'unknown' | { readonly staff: string } {
  const key = keyOn(event)
  if (key === null) return 'nobody'
  const has = (staff: string) => persons.get(staff)?.keys.some(({ what }) => what === key) ?? false
  if (event.by !== null && has(event.by)) return { staff: event.by }
  const staff = [...persons.keys()].find(has)
  return staff === undefined ? 'unknown' : { staff }
}

/** Whether something that was given reaches as far as a line: no cut lies before it, or a manager has counted it all the same. */
const reaches = ({ accepted }: Authority, { within }: Reach, line: { readonly journal: string; readonly n: number }) =>
  within.every((known: Known) => isWithin(known, line)) ||
  accepted.some(({ journal, from, to }) => journal === line.journal && line.n >= from && line.n <= to)

const isOpening = (event: LogEvent): event is EventOf<typeof tabletKinds, 'JournalOpened'> =>
  event.kind === 'JournalOpened'
const isTaking = (event: LogEvent): event is StampsTaken => event.kind === 'StampsTaken'
const isListEvent = (event: LogEvent): event is ListEvent => Object.hasOwn(authorityKinds, event.kind)
