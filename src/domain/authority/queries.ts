import type { LogEvent } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import type { Waits } from './authority.ts'
import type { AuthorityPart } from './fold.ts'

/** Why an event counts for nobody: it waits, or it says who may do what and whoever signed it may not say so. */
export type NotCounted = Waits | 'not-on-the-list'

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

/** Everything that counts for nobody by the list of authority, what somebody can do something about first. */
export function uncounted({ authority, waiting }: AuthorityPart): Uncounted[] {
  const unlisted =
    authority.founded === null ? [] : [...authority.said.values()].filter(({ id }) => !authority.counts.has(id))
  const all = [...waiting, ...unlisted.map(({ event }) => ({ event, why: 'not-on-the-list' as const }))]
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
  'tablet-not-admitted',
  'not-entitled',
  'not-signed',
  'not-from-there',
  'not-on-the-list',
]

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
