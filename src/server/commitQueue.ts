import type { Appended, EventStore, Run } from './eventStore.ts'

/** Something that wants to write. `prepare` looks at the store as it will be when its runs are appended. */
interface Work<T> {
  /** What it writes to; two works on one journal never share a group. */
  readonly journal: string
  prepare(): Promise<Prepared<T>>
}

/** What a work writes and how it answers once that is on disk. */
interface Prepared<T> {
  readonly runs: readonly Run[]
  answer(stored: readonly Appended[]): T
}

/** Writes in groups: whatever has arrived while one group was being flushed goes into the next, with one flush. */
export interface CommitQueue {
  /** Answers after the work's runs are on disk. */
  write<T>(work: Work<T>): Promise<T>
  /** Answers when nothing is under way; afterwards nothing is accepted. */
  finish(): Promise<void>
}

interface Waiting {
  readonly journal: string
  prepare(): Promise<Entry>
  fail(fault: unknown): void
}
interface Entry {
  readonly runs: readonly Run[]
  settle(stored: readonly Appended[]): void
}

interface Ready {
  readonly work: Waiting
  readonly entry: Entry
}

/** The server is stopping; the tablet tries again. */
export class Stopping extends Error {}

/**
 * Makes the queue. Arrived → waiting for the group before → prepared one after another → appended together → answered.
 * A run whose journal another process has moved is prepared again, after everybody else has had a turn.
 */
export function createCommitQueue(
  store: Pick<EventStore, 'append'>,
  options: { now: () => number; onCommit?: (facts: { events: number; ms: number }) => void; coalesce?: boolean },
): CommitQueue {
  const { coalesce = true } = options
  let waiting: Waiting[] = []
  let running: Promise<void> | null = null
  let stopping = false

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const prepared = await Promise.all(takeGroup().map(prepareOne))
      const ready = prepared.flatMap((one) => one ?? [])
      const fault = await commit(ready)
      if (ready.some(({ work }) => waiting.includes(work))) await new Promise((next) => setImmediate(next))
      if (fault === null) continue
      // One work that cannot be stored must not take the others down with it: each gets its own transaction.
      if (ready.length === 1) ready[0]?.work.fail(fault)
      else {
        for (const one of ready) {
          const own = await commit([one])
          if (own !== null) one.work.fail(own)
        }
      }
    }
    running = null
  }

  /** Stores a group and answers its works, or changes nothing and gives the fault. */
  async function commit(ready: readonly Ready[]): Promise<unknown> {
    const runs = ready.flatMap(({ entry }) => entry.runs)
    let stored: readonly Appended[] = []
    if (runs.length > 0) {
      const started = performance.now()
      try {
        stored = await store.append(runs, new Date(options.now()).toISOString())
      } catch (fault) {
        return fault ?? new Error('the store failed without saying why')
      }
      const events = runs.reduce((sum, run) => sum + run.lines.length, 0)
      options.onCommit?.({ events, ms: performance.now() - started })
    }
    let at = 0
    for (const { entry, work } of ready) {
      const own = stored.slice(at, at + entry.runs.length)
      at += entry.runs.length
      if (own.some(({ status }) => status === 'head-moved')) waiting.push(work)
      else entry.settle(own)
    }
    return null
  }

  async function prepareOne(work: Waiting): Promise<Ready | null> {
    try {
      return { work, entry: await work.prepare() }
    } catch (fault) {
      work.fail(fault)
      return null
    }
  }

  function takeGroup(): Waiting[] {
    const group: Waiting[] = []
    const later: Waiting[] = []
    const journals = new Set<string>()
    for (const work of waiting) {
      const joins = !journals.has(work.journal) && (coalesce || group.length === 0)
      journals.add(work.journal)
      if (joins) group.push(work)
      else later.push(work)
    }
    waiting = later
    return group
  }

  return {
    write<T>(work: Work<T>): Promise<T> {
      if (stopping) return Promise.reject(new Stopping('the server is stopping'))
      return new Promise<T>((resolve, reject) => {
        waiting.push({
          journal: work.journal,
          fail: reject,
          async prepare() {
            const { runs, answer } = await work.prepare()
            return { runs, settle: (stored) => resolve(answer(stored)) }
          },
        })
        // Starting after this turn of the event loop lets every request that has already arrived join the group.
        running ??= new Promise((begin) => setImmediate(begin)).then(drain)
      })
    },
    async finish() {
      stopping = true
      while (running) await running
    },
  }
}
