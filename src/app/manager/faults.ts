import type { TabletStatus } from '#device/tabletStatus.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { clockAhead } from '#domain/tablets/clockAhead.ts'
import { copiedTablets } from '#domain/tablets/copies.ts'
import { tabletOf } from '#domain/tablets/queries.ts'
import { seenLines } from '../seenLines.ts'
import type { Words } from '../words/words.ts'

/** What ails the hall server itself, as sentences: until that is mended, it takes less than it is given. */
export const serverAils = (troubles: TabletStatus['troubles'], { today }: Words<'today'>): readonly string[] =>
  troubles.flatMap(({ kind, room }) => {
    if (kind === 'disk') return room === 'reserve' ? today.serverFull : today.serverNearlyFull
    return kind === 'damaged' ? today.serverDamaged : []
  })

/** Everything else a manager should look at once, as sentences: nothing here stops anybody from working. */
export function faultsOf({
  hall,
  status,
  now,
  words,
  write,
}: {
  readonly hall: OpenHall
  readonly status: TabletStatus
  readonly now: number
  readonly words: Words<'today'>
  /** Writes a moment on the hall's clock. */
  readonly write: (ms: number) => string
}): readonly string[] {
  const told = words.today
  const nameOf = (journal: string) => tabletOf(hall, journal)?.name ?? words.status.unknownTablet
  const ahead = clockAhead(hall, now)
  const tickets = [...hall.tickets.values()]
  const late = tickets.filter((ticket) => ticket.late).length
  return [
    ...status.troubles.flatMap(({ kind, tablet: id, at }) => {
      const last = at ? write(Date.parse(at)) : ''
      if (!id) return kind === 'flood' ? told.floodFromOutside({ at: last }) : []
      const tablet = hall.tablets.get(id)?.name ?? words.status.unknownTablet
      if (kind === 'flood') return told.serverFlood({ tablet, at: last })
      return kind === 'slow' ? told.serverSlow({ tablet, at: last }) : []
    }),
    ...status.missing
      .filter(({ refused }) => refused === undefined)
      .map(({ journal, from, to, seen }) =>
        words.status.missingFrom({ tablet: nameOf(journal), from, to, seen: seenLines(seen, words.status, write) }),
      ),
    ...copiedTablets(hall).map(({ name }) => told.copied({ tablet: name })),
    ...status.unvouched.map(({ journal, from, to }) => told.unvouched({ tablet: nameOf(journal), from, to })),
    ...(ahead
      ? [
          told.stampAhead({
            tablet: ahead.tablet?.name ?? words.status.unknownTablet,
            minutes: Math.round(ahead.aheadMs / 60_000),
          }),
        ]
      : []),
    ...(hall.strays.length > 0 ? [told.strays({ count: hall.strays.length })] : []),
    ...(late > 0 ? [told.late({ count: late })] : []),
    ...tickets.flatMap((ticket) => [
      ...ticket.inVain
        .filter(({ counter }) => counter !== ticket.counter)
        .map(({ counter, keptBy }) => told.inVain({ counter, label: ticket.label, kept: keptBy ?? '' })),
      ...(ticket.sameLabel ? [told.sameLabel({ label: ticket.label })] : []),
      ...(ticket.printFailed ? [told.printFailed({ label: ticket.label })] : []),
    ]),
  ]
}
