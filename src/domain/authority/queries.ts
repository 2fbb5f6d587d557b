import type { LogEvent } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { MANAGER } from '../kind.ts'
import { type Authority, signerOf, type Waits, whyNotSigned } from './authority.ts'
import type { AuthorityPart } from './fold.ts'
import { unlisted } from './howMany.ts'
import type { ListEvent, Listed } from './listed.ts'

/**
 * Why an event counts for nobody: it waits, or it says who may do what and whoever signed it may not say so. Whoever may
 * had it taken away before (`no-longer-entitled`), or it does not fit what the list says so far (`not-on-the-list`).
 */
export type NotCounted = Waits | 'not-on-the-list' | 'no-longer-entitled'

/** Events of one journal that count for nobody for one reason, in the order in which they were written. */
export interface Uncounted {
  readonly journal: string
  readonly why: NotCounted
  readonly events: readonly LogEvent[]
}

/** Lines of a journal from one to another, none left out. */
export interface Run {
  readonly journal: string
  readonly from: number
  readonly to: number
}

/**
 * Everything that counts for nobody by the list of authority, what somebody can do something about first; and what counts
 * so far `ahead` of now that others' lines wait for it.
 */
export function uncounted({ authority, waiting }: AuthorityPart, ahead: readonly LogEvent[] = []): Uncounted[] {
  const all = [
    ...waiting,
    ...ahead.map((event) => ({ event, why: 'clock-ahead' as const })),
    ...unlisted(authority).map((each) => ({ event: each.event, why: whyUnlisted(authority, each) })),
  ]
  const groups = new Map<string, { journal: string; why: NotCounted; events: LogEvent[] }>()
  for (const { event, why } of all) {
    const name = `${why} ${event.journal}`
    const group = groups.get(name) ?? { journal: event.journal, why, events: [] }
    group.events.push(event)
    groups.set(name, group)
  }
  for (const { events } of groups.values()) events.sort((a, b) => a.n - b.n)
  return [...groups.values()].sort(
    (a, b) => ORDER.indexOf(a.why) - ORDER.indexOf(b.why) || (a.journal < b.journal ? -1 : 1),
  )
}

const ORDER: readonly NotCounted[] = [
  'behind-a-cut',
  'clock-ahead',
  'newer-version',
  'unknown-key',
  'in-anothers-name',
  'not-signed',
  'not-entitled',
  'no-longer-entitled',
  'not-on-the-list',
  'tablet-not-admitted',
  'not-from-there',
]

/** Why something does not count that says who may do what: by whoever signed it, and otherwise by what it follows. */
function whyUnlisted(authority: Authority, { key, event }: Listed): NotCounted {
  if (key === authority.root) return 'not-on-the-list'
  const why = whyNotSigned(authority, event, isOfOnesOwn(authority, event) ? 'whoever' : MANAGER)
  if (why === 'behind-a-cut') return 'no-longer-entitled'
  return why ?? 'not-on-the-list'
}

/** Everybody gives themselves another key; for somebody else only a manager does. */
function isOfOnesOwn(authority: Authority, event: ListEvent): boolean {
  const signer = signerOf(authority, event)
  return event.kind === 'KeyGiven' && typeof signer === 'object' && signer.staff === event.subject
}

/** These events as runs without gaps: what lies between them, and what may still come, is not among them. */
export function runsOf({ journal, events }: Pick<Uncounted, 'journal' | 'events'>): Run[] {
  const runs: { journal: string; from: number; to: number }[] = []
  for (const { n } of events) {
    const last = runs.at(-1)
    if (last && last.to + 1 === n) last.to = n
    else runs.push({ journal, from: n, to: n })
  }
  return runs
}

/** When a tablet was let in, by the clock of whoever did it; null while nobody knows. */
export function admittedAt({ authority: { said, counts } }: AuthorityPart, tablet: string): number | null {
  for (const id of counts) {
    const event = said.get(id)?.event
    const admits =
      (event?.kind === 'TabletAdmitted' && event.subject === tablet) ||
      ((event?.kind === 'HallFounded' || event?.kind === 'Recovered') && event.body.tablet.id === tablet)
    if (event && admits) return stampTime(event.stamp)
  }
  return null
}
