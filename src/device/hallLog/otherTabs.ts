import type { HallChange, PenAt, Performed } from './hallLog.ts'
import type { OwnJournals } from './ownJournals.ts'
import type { HandedCommand, News, PenPorts } from './penPorts.ts'
import type { ReceivedLines } from './receivedLines.ts'
import { openSharedPen, type SharedPen } from './sharedPen.ts'
import type { ShownHall } from './shownHall.ts'
import type { Sorted } from './sortRun.ts'
import type { Arrival, WorkingSet } from './workingSet.ts'

/** Other tabs: the one that writes tells what it has stored, those that follow show it and hand their commands over. */
export interface OtherTabs {
  /** Which tab has the pen; `none` before joining. */
  readonly pen: PenAt
  onPen(listener: () => void): () => void
  /** Meets the others; answers when it is clear whether this tab writes. */
  join(ports: PenPorts, acts: Acts): Promise<void>
  /** Has the tab that writes perform a command; refused where nobody can. */
  handOver(call: HandedCommand): Promise<Performed>
  /** Lets this tab write, whichever did: what somebody does here cannot be handed over. */
  take(): Promise<void>
  /** Tells the tabs that follow what was stored here. */
  tell(arrivals: readonly Arrival[], origin: HallChange['origin'], known?: Sorted['known']): void
  /** Tells them that what they have in memory no longer holds. */
  tellReadAgain(): void
  /** Tells them that there is something to look at that counts for nobody. */
  tellSetAside(): void
  /** A write has shown that another tab has the pen. */
  penLost(): void
  leave(): Promise<void>
}

/** What a tab does when it gets the pen, follows another, or is handed a command. */
interface Acts {
  readonly takePen: (isOver: () => boolean) => Promise<void>
  readonly follow: () => Promise<void>
  readonly perform: (call: HandedCommand) => Promise<Performed>
}

/** Makes what this tab and the others tell each other. */
export function createOtherTabs(of: {
  readonly own: OwnJournals
  readonly received: ReceivedLines
  readonly workingSet: WorkingSet
  readonly shown: ShownHall
}): OtherTabs {
  const { own, received, workingSet, shown } = of
  const listeners = new Set<() => void>()
  let shared: SharedPen | null = null

  function hear(news: News, follow: () => Promise<void>): void {
    if (news.kind === 'read-again') {
      follow().catch(() => undefined)
      return
    }
    if (news.kind === 'set-aside') {
      received.lookAside().then(
        () => shown.tellBeside(),
        () => undefined,
      )
      return
    }
    own.follow(news.journals, news.oldest)
    received.follow(news.cursor)
    for (const each of news.known) workingSet.noteSeq(each.journal, each.n, each.seq)
    const added = workingSet.add(news.arrivals)
    // What was tapped here and saved there is shown before its answer comes.
    if (news.origin === 'own') workingSet.settle()
    workingSet.catchUp().then(
      () => shown.publish(added, news.origin),
      () => undefined,
    )
  }

  return {
    get pen() {
      return shared?.at ?? 'none'
    },
    onPen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async join(ports, acts) {
      shared = await openSharedPen({
        ...acts,
        ports,
        hear: (news) => hear(news, acts.follow),
        changed() {
          for (const listener of [...listeners]) listener()
        },
      })
    },
    handOver: async (call) =>
      shared?.handOver({ ...call, ask: asData(call.ask) }) ?? { ok: false, why: 'no-pen', facts: {} },
    take: async () => shared?.take(),
    tell(arrivals, origin, known = []) {
      const { pen, backlog } = own
      const { cursor } = received
      const { journals } = pen
      shared?.tell({ kind: 'stored', arrivals, known, origin, journals, cursor, oldest: backlog.oldest })
    },
    tellReadAgain: () => shared?.tell({ kind: 'read-again' }),
    tellSetAside: () => shared?.tell({ kind: 'set-aside' }),
    penLost: () => shared?.lost(),
    leave: async () => shared?.close(),
  }
}

/** The same without whatever watches it, such as a form on a screen: only data goes to another tab. */
function asData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asData)
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, asData(each)]))
}
