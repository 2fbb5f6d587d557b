import type { Turns } from '#device/basics/queue.ts'
import { isRequired } from '#domain/kind.ts'
import { baseOf } from '#log/journalName.ts'
import type { LineSetAside } from '#log/notTaken.ts'
import { NOT_READABLE } from './badRun.ts'
import { createLateVouching, type LateVouching } from './lateVouching.ts'
import type { OtherTabs } from './otherTabs.ts'
import type { ReceivedLines } from './receivedLines.ts'
import type { ShownHall } from './shownHall.ts'
import type { Admitted, Way } from './sortRun.ts'
import type { Arrival, WorkingSet } from './workingSet.ts'

/** Why a line counts for nobody whose tablet has signed another one in its place. */
const NOT_SIGNED = 'not-signed-by-tablet' satisfies LineSetAside

interface JoiningOptions {
  readonly received: ReceivedLines
  readonly workingSet: WorkingSet
  readonly shown: ShownHall
  readonly tabs: OtherTabs
  readonly exclusive: Turns
  readonly lookForCopies: () => Promise<void>
  /** Housekeeping behind the answer. */
  readonly afterwards: () => void
}

/** How the lines of others become part of the hall: stored, folded, shown, and told to the other tabs. */
export interface Joining {
  /** What came from the hall server, in its order. */
  receive(run: readonly Admitted[], origin: 'live' | 'history'): Promise<void>
  take(run: readonly Admitted[], origin: 'live' | 'history', way?: Way): Promise<void>
  /** The sequence number up to which everything that is stored has joined the hall. */
  readonly joined: number
  readonly vouching: LateVouching
}

export function createJoining(of: JoiningOptions): Joining {
  const { received, workingSet, shown, tabs, exclusive, afterwards } = of
  /** Where the cursor stood before the run that is stored and has not joined the hall yet; null: there is none. */
  let joinedTo: number | null = null

  const vouching = createLateVouching({
    keyOf: (journal) => workingSet.hall.authority.openings.get(baseOf(journal))?.key ?? null,
    needsSomebody: (event) => isRequired(workingSet.kinds.get(event.kind)?.needs(event) ?? null),
    recall: received.newest,
    onForged: (journal, numbers) =>
      exclusive(async () => {
        const notes = numbers.map((n) => ({ n, code: NOT_SIGNED }))
        await received.quarantine(journal, notes)
        shown.publish([], 'history')
        tabs.tellReadAgain()
      }),
    haveAgain: (journal, from) =>
      exclusive(async () => {
        if (tabs.pen === 'this-tab') await received.haveAgain(journal, from)
      }),
  })

  async function take(run: readonly Admitted[], origin: 'live' | 'history', way: Way = 'next'): Promise<void> {
    const stored = await received.store(run, way)
    if (!stored) return
    const { sorted, added } = stored
    const hasJoined = () => {
      if (way === 'next') joinedTo = null
    }
    await workingSet.catchUp()
    if (sorted.signed.length === 0) hasJoined()
    shown.publish(added, origin)
    tabs.tell(sorted.arrivals, origin, sorted.known)
    const tellsOfCopies = ({ event }: Arrival) =>
      event.kind === 'JournalOpened' || event.journal !== baseOf(event.journal)
    if (tabs.pen === 'this-tab' && sorted.arrivals.some(tellsOfCopies)) await exclusive(of.lookForCopies)
    if (sorted.setAside.some(({ code }) => code === NOT_READABLE)) vouching.inIdleTime((each) => each.passedOver())
    if (sorted.excluded.length + sorted.setAside.length > 0) tabs.tellReadAgain()
    // Where nothing is judged, nobody's key is known.
    if (way !== 'carried' && workingSet.hall.authority.root !== null)
      vouching.inIdleTime((each) => each.came(sorted.entries))
    if (sorted.signed.length > 0) {
      // No alarm waits behind signatures: what needs none is on the screen.
      const proven = await received.prove(sorted.signed)
      await workingSet.catchUp()
      if (await exclusive(received.takeOut)) tabs.tellReadAgain()
      hasJoined()
      shown.publish(proven.added, origin)
      tabs.tell(proven.arrivals, origin)
      if (proven.arrivals.length < sorted.signed.length) {
        shown.tellBeside()
        tabs.tellSetAside()
      }
    }
    afterwards()
  }

  return {
    take,
    vouching,
    async receive(run, origin) {
      joinedTo = received.cursor.seq
      await take(run, origin).finally(() => {
        joinedTo = null
      })
    },
    get joined() {
      return joinedTo ?? received.cursor.seq
    },
  }
}
