import { randomBytes } from 'node:crypto'
import type { CommitQueue } from './commitQueue.ts'
import type { EventStore } from './eventStore.ts'
import type { StoreIdentity } from './identity.ts'
import type { OwnJournal } from './ownJournal.ts'
import type { HistoryPlace, Receipts } from './receipts.ts'
import type { Witness } from './witness.ts'

/** By what it was noticed that the store is not what it was. */
export type WhyEpoch = 'moved' | 'witness' | 'receipt'

/** Another epoch within this time (ms) after the last is no accident of one disk: a manager looks before numbers are given. */
const SOON_MS = 60 * 60_000

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
 * they hold. Where that happens again and again, two servers may be at work, or somebody puts copies back: nothing is served as the
 * old history, and what follows waits for a manager.
 */
export async function openEpochs(options: {
  readonly store: EventStore
  readonly identity: StoreIdentity
  readonly queue: CommitQueue
  readonly own: OwnJournal
  readonly receipts: Receipts
  readonly witness: Witness
  /** The server's time (ms since 1970). */
  readonly time: () => number
  /** Whoever starts it says that this copy is the hall's. */
  readonly isHere: boolean
}): Promise<Epochs> {
  const { store, queue, own, receipts, witness, time } = options
  const { isCopy, signingKey } = options.identity
  const listeners = new Set<() => void>()
  let now = options.identity.server
  let closed = (await store.closedEpochs()).epochs
  const seen = witness.seen()
  /** When this epoch, or one of which what lies beside the store still tells, began; null: none but the first. */
  let begun = latest(await store.epochBegun(), seen?.begun ?? null)

  async function placeNow(): Promise<HistoryPlace> {
    const seq = await store.head()
    return { epoch: now, seq, tip: (await store.tipAt(seq)) ?? '' }
  }

  const note = async () => witness.note({ ...(await placeNow()), at: await store.newestReceived(), begun })

  /** Whether the store has forgotten something of which this was once said. */
  async function forgot({ epoch, seq, tip }: HistoryPlace): Promise<boolean> {
    // How that one ended is known already.
    if (closed.has(epoch)) return false
    return epoch !== now || (await store.tipAt(seq)) !== tip
  }

  /** Begins another epoch, unless one has begun meanwhile by which the same is known. `proof`: what the store has forgotten. */
  async function open(why: WhyEpoch, proof: HistoryPlace | null): Promise<void> {
    const epoch = `e_${randomBytes(8).toString('hex')}`
    const opened = await queue.write({
      journal: own.name,
      async prepare() {
        if (proof && !(await forgot(proof))) return { runs: [], answer: () => false }
        const { epoch: before, seq, tip } = await placeNow()
        const closes = [...new Set([before, ...(proof ? [proof.epoch] : [])])]
        const at = time()
        // A time before the last one says nothing of how long ago that was.
        const isSoon = begun !== null && at - begun < SOON_MS
        const runs = await own.begin({
          kind: 'EpochOpened',
          subject: epoch,
          body: { before, seq, tip, why },
          effects: [
            { kind: 'opens-epoch', epoch, closes, at, gathers: isSoon ? 'until-told' : 'by-itself' },
            ...(isCopy ? [{ kind: 'takes-key', signingKey } as const] : []),
          ],
        })
        return {
          runs,
          answer() {
            now = epoch
            closed = new Set([...closed, ...closes])
            begun = at
            return true
          },
        }
      },
    })
    if (!opened) return
    // Where there is no room for it, the store itself tells of it.
    await note().catch(() => {})
    for (const listener of listeners) listener()
  }

  if (seen && (await forgot(seen))) await open('witness', seen)
  // A backup says itself that it is one, wherever it is put.
  else if (isCopy || (!options.isHere && !witness.isAtHome())) await open('moved', null)
  witness.settle()

  // Before anybody is answered: what a kill leaves behind is then never more than is witnessed.
  const unfollow = store.follow((end) => {
    try {
      witness.note({ epoch: now, ...end, begun })
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
      if (shown && (await forgot(shown))) await open('receipt', shown)
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

const latest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)
