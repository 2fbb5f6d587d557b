import type { Chance, JournalDisk } from '#device/basics/ports.ts'
import type { SubLane } from '#domain/numbers/numbers.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { copyToldOf, subLaneOfCopy } from '#domain/tablets/copies.ts'
import type { LogOptions } from './logOptions.ts'
import type { OwnJournals } from './ownJournals.ts'
import { openSubLane } from './ownNumbers.ts'
import type { ReceivedLines } from './receivedLines.ts'

/** The sub-lane of a copy is for every day. */
const ALWAYS = '9999-12-31'

interface PrintingOptions {
  readonly identity: LogOptions['identity']
  readonly disk: JournalDisk
  readonly chance: Chance
  readonly now: () => number
  readonly own: OwnJournals
  readonly received: ReceivedLines
  readonly shown: () => OpenHall
  /** Nothing of a journal was on this tablet. */
  readonly beginsAnew: () => boolean
  readonly turnPage: (sub?: string) => Promise<void>
}

/** What this tablet prints from besides blocks and lane, which are only for whom there is one of and who knows all. */
export interface Printing {
  /** What it prints from because there are two copies of it. */
  copySub(): string | null
  /** Where numbers come from when they do not come from blocks and lane. */
  subLane(): SubLane | null
  /** There are two copies of this tablet: it goes on by itself, in a journal and from a sub-lane of its own. */
  goApart(role: 'first' | 'second'): Promise<void>
  /** Whether the hall tells of a copy of this tablet that is news here. */
  lookForCopies(): Promise<void>
  /** Before the first number: whether this tablet knows all that it has printed. */
  lookForLosses(hasLost?: boolean): Promise<void>
}

export function createPrinting(options: PrintingOptions): Printing {
  const { identity, disk, chance, own, received, shown, turnPage } = options
  let lossLane: SubLane | null = null

  function copySub(): string | null {
    const { journal, sub } = own.pen.current
    return sub ?? shown().journals.get(journal)?.sub ?? null
  }

  async function goApart(role: 'first' | 'second'): Promise<void> {
    const [high = 0, low = 0] = chance.bytes(2)
    await turnPage(subLaneOfCopy(shown(), identity.tablet, role, high * 256 + low))
  }

  return {
    copySub,
    subLane() {
      const copy = copySub()
      return copy === null ? lossLane : { name: `${copy}${lossLane?.name ?? ''}`, until: ALWAYS }
    },
    goApart,
    async lookForCopies() {
      const journals = own.pen.journals.map(({ journal }) => journal)
      const { journal, branches } = own.pen.current
      const ours = new Set(branches.map(({ name }) => name))
      const theirs = [...received.cursor.held.keys()].some((name) => name.startsWith(`${journal}~`) && !ours.has(name))
      const told = copyToldOf(shown(), identity.tablet, { own: journals, sub: copySub(), branches: theirs })
      if (told) await goApart(told)
    },
    async lookForLosses(hasLost = own.rebuilt) {
      const { pen, held } = own
      const beginsAnew = options.beginsAnew()
      const found = { journals: pen.journals, own: held, received: received.cursor.held, hasLost, beginsAnew }
      const { hall, lane } = identity
      lossLane = await openSubLane(found, { disk, hall, lane, shown: shown(), now: options.now() })
    },
  }
}
