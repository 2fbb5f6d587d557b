import type { CommitQueue } from './commitQueue.ts'
import type { EventStore, Lease } from './eventStore.ts'
import type { OwnJournal } from './ownJournal.ts'

/** A tablet's wish for a block of ticket numbers. */
export interface LeaseRequest {
  readonly request: string
  readonly tablet: string
  readonly queue: string
  readonly day: string
  readonly count: number
}

/** What becomes of the wish. */
export type LeaseAnswer =
  | { readonly status: 'leased'; readonly lease: Lease }
  | { readonly status: 'refused'; readonly code: 'request-reused' | 'numbers-used-up' }

/** More numbers of a queue than this nobody calls in a day; so one tablet never takes them from all others. */
const MOST_OF_A_TABLET = 3_000
/** Labels have room for five digits. */
const HIGHEST_NUMBER = 99_999

/** Grants blocks of ticket numbers. The same request gets the same block, however often it is sent. */
export function createNumbers(options: { store: EventStore; queue: CommitQueue; own: OwnJournal }) {
  const { store, queue, own } = options

  async function decide(ask: LeaseRequest) {
    const answer = (answered: LeaseAnswer) => ({ runs: [], answer: () => answered })
    const { request, tablet, day, count } = ask
    const earlier = await store.lease(tablet, request)
    if (earlier) {
      const same = earlier.queue === ask.queue && earlier.day === day
      return answer(same ? { status: 'leased', lease: earlier } : { status: 'refused', code: 'request-reused' })
    }
    const from = (await store.lastNumber(ask.queue, day)) + 1
    const to = from + count - 1
    const has = await store.leasedTo(tablet, ask.queue, day)
    if (to > HIGHEST_NUMBER || has + count > MOST_OF_A_TABLET)
      return answer({ status: 'refused', code: 'numbers-used-up' })
    const lease: Lease = { request, tablet, queue: ask.queue, day, from, to }
    const effects = [{ kind: 'leases-numbers', lease } as const]
    const body = { queue: ask.queue, day, from, to, tablet }
    const runs = await own.record({ kind: 'NumbersLeased', subject: request, body, effects })
    return { runs, answer: (): LeaseAnswer => ({ status: 'leased', lease }) }
  }

  return {
    lease: (ask: LeaseRequest): Promise<LeaseAnswer> => queue.write({ journal: own.name, prepare: () => decide(ask) }),
  }
}

/** Grants blocks of ticket numbers. */
export type Numbers = ReturnType<typeof createNumbers>
