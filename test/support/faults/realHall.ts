import type { Clock } from '#device/basics/ports.ts'
import type { Tablet } from '#device/tablet.ts'
import type { Place } from '#domain/kind.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { type FoundedHall, foundHall, stretchOnce } from '#support/foundHall.ts'
import { openNodeFetch } from '#support/nodeFetch.ts'
import { emptyStorage, openTablet, realClock, type TabletStorage } from '#support/openTablet.ts'
import { until } from '#support/until.ts'

/** Why a number was not given. */
class NotTaken extends Error {
  readonly why: string
  constructor(why: string) {
    super(`no number was given: ${why}`)
    this.why = why
  }
}

/** Whether a number was not given because somebody has to say first what time it is. */
export const asksForTime = (fault: unknown): boolean => fault instanceof NotTaken && fault.why === 'time-unchecked'

/** Takes a number; answers its label, which is saved by then. */
export async function take(tablet: Tablet): Promise<string> {
  const [queue] = tablet.log.hall.settings.queues
  const taken = await tablet.log.perform(issueTicket, { queue: queue?.id ?? '', service: null, priority: null })
  if (!taken.ok) throw new NotTaken(taken.why)
  const issued = taken.events.find((event) => event.kind === 'TicketIssued')
  return issued?.kind === 'TicketIssued' ? issued.body.label : ''
}

/** Every number that a tablet knows of. */
export const labelsAt = (tablet: Tablet): string[] =>
  [...tablet.log.hall.tickets.values()].map(({ label }) => label).sort()

/** Waits until everybody is connected, has nothing unsent and shows the same numbers; says what they show if they never do. */
export const untilTogether = (tablets: readonly Tablet[], count: number): Promise<void> =>
  until(
    () =>
      tablets.every(({ status }) => status.link === 'connected' && status.unsent.count === 0) &&
      new Set(tablets.map((tablet) => labelsAt(tablet).join())).size === 1 &&
      labelsAt(tablets[0]!).length >= count,
    () =>
      tablets.map((tablet) => {
        const { behind, link, unsent, why } = tablet.status
        return { labels: labelsAt(tablet).length, behind, link, unsent: unsent.count, why }
      }),
  )

/** A hall of real tablets under Node on the built server, each of them with the calls it makes over HTTP. */
export interface RealHall {
  readonly server: BuiltServer
  readonly founded: FoundedHall
  /** Opens a tablet, and pairs it where it is new. `through`: another address by which it reaches the server. */
  open(place: Place, more?: { storage?: TabletStorage; clock?: Clock; through?: string }): Promise<Tablet>
}

/** Opens one for a story, and closes everything behind it. */
export async function inRealHall<T>(story: (hall: RealHall) => Promise<T>): Promise<T> {
  const server = await openBuiltServer()
  const origin = `http://127.0.0.1:${server.port}`
  const founded = await foundHall(origin, server.firstCode())
  const open: Tablet[] = []
  const fetches: { close(): void }[] = []
  try {
    return await story({
      server,
      founded,
      async open(place, { storage = emptyStorage(), clock = realClock, through = origin } = {}) {
        const net = openNodeFetch(through)
        fetches.push(net)
        const tablet = await openTablet({ server: net.fetch, origin, storage, clock, stretch: stretchOnce })
        open.push(tablet)
        if (tablet.identity) return tablet
        const paired = await tablet.pair({ code: await founded.codeFor(place, `${place} ${open.length}`), name: '' })
        if (!paired.ok) throw new Error(`the tablet could not be paired: ${paired.why}`)
        await until(() => tablet.log.hall.settings.queues.length > 0)
        return tablet
      },
    })
  } finally {
    for (const tablet of open) await tablet.close()
    await founded.close()
    for (const net of fetches) net.close()
    await server.close()
  }
}
