import { randomBytes } from 'node:crypto'
import type { CommitQueue } from './commitQueue.ts'
import type { EventStore, Identity } from './eventStore.ts'
import type { OwnJournal } from './ownJournal.ts'
import type { HistoryPlace, Receipts } from './receipts.ts'
import type { Witness } from './witness.ts'

/** By what it was noticed that the store is not what it was. */
export type WhyEpoch = 'moved' | 'witness' | 'receipt'

/** The epochs of a store: a seq, an acknowledgement and a block of numbers mean something only within one of them. */
export interface Epochs {
  /** The one that is now: `e_1f…`. */
  readonly now: string
  /** Whether it is not the first: what tablets hold may be more than what is here. */
  readonly isLater: boolean
  /** What the store has on its disk now, said so that nobody can invent it. */
  receipt(): Promise<string>
  /** A tablet shows what it was once given. Where that proves that the store forgot, another epoch begins before this answers. */
  show(receipt: string): Promise<void>
  /** Calls back when another epoch has begun. */
  follow(listener: () => void): void
  close(): void
}

/**
 * Looks whether the store is what it was: by what lies beside it now, by what tablets show later. Whoever notices, the
 * answer is one: another epoch, in another journal of the server's own. Nothing is renumbered, and tablets bring back what
 * they hold.
 */
export async function openEpochs(options: {
  readonly store: EventStore
  readonly identity: Identity
  readonly queue: CommitQueue
  readonly own: OwnJournal
  readonly receipts: Receipts
  readonly witness: Witness
  /** Whoever starts it says that this copy is the hall's. */
  readonly isHere: boolean
}): Promise<Epochs> {
  const { store, queue, own, receipts, witness } = options
  const listeners = new Set<() => void>()
  let now = options.identity.server
  let closed = (await store.closedEpochs()).epochs

  async function placeNow(): Promise<HistoryPlace> {
    const seq = await store.head()
    return { epoch: now, seq, tip: (await store.tipAt(seq)) ?? '' }
  }

  const note = async () => witness.note({ ...(await placeNow()), at: await store.newestReceived() })

  /** Whether the store has forgotten something of which this was once said. */
  async function forgot({ epoch, seq, tip }: HistoryPlace): Promise<boolean> {
    // How that one ended is known already.
    if (closed.has(epoch)) return false
    return epoch !== now || (await store.tipAt(seq)) !== tip
  }

  /** Begins another epoch, unless somebody else did while this one waited. `known`: what was named in the one that is over. */
  async function open(why: WhyEpoch, known: readonly string[]): Promise<void> {
    const before = now
    const epoch = `e_${randomBytes(8).toString('hex')}`
    const opened = await queue.write({
      journal: own.name,
      async prepare() {
        if (now !== before) return { runs: [], answer: () => false }
        const { seq, tip } = await placeNow()
        const closes = [...new Set([before, ...known])]
        const runs = await own.begin({
          kind: 'EpochOpened',
          subject: epoch,
          body: { before, seq, tip, why },
          effects: [{ kind: 'opens-epoch', epoch, closes }],
        })
        return { runs, answer: () => true }
      },
    })
    if (!opened) return
    now = epoch
    closed = (await store.closedEpochs()).epochs
    for (const listener of listeners) listener()
  }

  const seen = witness.seen()
  if (seen && (await forgot(seen))) await open('witness', [seen.epoch])
  else if (!options.isHere && !witness.isAtHome()) await open('moved', [])
  witness.settle()

  // Before anybody is answered: what a kill leaves behind is then never more than is witnessed.
  const unfollow = store.follow((end) => {
    try {
      witness.note({ epoch: now, ...end })
    } catch {
      // Where there is no room for it it lies behind.
    }
  })
  await note()

  return {
    get now() {
      return now
    },
    get isLater() {
      return closed.size > 0
    },
    async receipt() {
      return receipts.write(await placeNow())
    },
    async show(text) {
      const shown = receipts.read(text)
      if (shown && (await forgot(shown))) await open('receipt', [shown.epoch])
    },
    follow(listener) {
      listeners.add(listener)
    },
    close() {
      unfollow()
      witness.close()
    },
  }
}
