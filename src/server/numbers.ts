import { printedIn } from '#domain/numbers/printed.ts'
import { keptEvent } from '#log/lines.ts'
import type { CommitQueue } from './commitQueue.ts'
import type { EventStore, Lease, NamedNumber, Run } from './eventStore.ts'
import type { Gathering } from './gathering.ts'
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
  | { readonly status: 'refused'; readonly code: 'request-reused' | 'numbers-used-up' | 'gathering' }

/** More numbers of a queue than this nobody calls in a day; so one tablet never takes them from all others. */
export const MOST_OF_A_TABLET = 3_000
/** Labels have room for five digits. */
const HIGHEST_NUMBER = 99_999

/** Grants blocks of ticket numbers. The same request gets the same block, however often it is sent. */
export function createNumbers(options: {
  store: EventStore
  queue: CommitQueue
  own: OwnJournal
  gathering: Pick<Gathering, 'isOver'>
}) {
  const { store, queue, own, gathering } = options

  async function decide(ask: LeaseRequest) {
    const answer = (answered: LeaseAnswer) => ({ runs: [], answer: () => answered })
    const { request, tablet, day, count } = ask
    const earlier = await store.lease(tablet, request)
    if (earlier) {
      const same = earlier.queue === ask.queue && earlier.day === day
      return answer(same ? { status: 'leased', lease: earlier } : { status: 'refused', code: 'request-reused' })
    }
    if (!(await gathering.isOver())) return answer({ status: 'refused', code: 'gathering' })
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

/** The run with what is to be remembered of the numbers that its lines say were printed. */
export function withPrinted(run: Run): Run {
  const highest = new Map<string, NamedNumber>()
  for (const [i, line] of run.lines.entries()) {
    const event = run.kinds[i] === 'TicketIssued' ? keptEvent(line) : null
    const printed = event && printedIn(event)
    // No block reaches beyond the highest number.
    if (!printed || printed.lane !== null || printed.number > HIGHEST_NUMBER) continue
    const { queue, day, number } = printed
    const key = `${day}/${queue}`
    if (number > (highest.get(key)?.number ?? 0)) highest.set(key, { queue, day, number })
  }
  const named = [...highest.values()].map((each) => ({ kind: 'names-number', ...each }) as const)
  return named.length === 0 ? run : { ...run, effects: [...run.effects, ...named] }
}

/** Grants blocks of ticket numbers. */
export type Numbers = ReturnType<typeof createNumbers>
