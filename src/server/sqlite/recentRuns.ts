import type { StoredRun } from '../eventStore.ts'

/** Newest runs kept in memory (characters of lines). */
const TAIL_SIZE = 1_000_000

/** The newest runs in memory, so that listeners who are up to date cost no query. */
export interface RecentRuns {
  /** Runs that have just been stored, behind all that were before. */
  add(runs: readonly StoredRun[]): void
  /** What `EventStore.read` answers, where all of it is remembered; null where it is not. */
  read(after: number, maxBytes: number): readonly StoredRun[] | null
  forget(): void
}

/** Begins with none. */
export function createRecentRuns(): RecentRuns {
  const tail: StoredRun[] = []
  let tailSize = 0
  return {
    add(runs) {
      for (const run of runs) {
        tail.push(run)
        tailSize += sizeOf(run)
      }
      while (tailSize > TAIL_SIZE && tail.length > 1) tailSize -= sizeOf(tail.shift()!)
    },
    read(after, maxBytes) {
      const first = tail[0]
      return first && first.firstSeq <= after + 1 ? firstBytes(tail, after, maxBytes) : null
    },
    forget() {
      tail.length = 0
      tailSize = 0
    },
  }
}

const sizeOf = (run: StoredRun) => run.lines.reduce((sum, line) => sum + line.length, 0)

function firstBytes(runs: readonly StoredRun[], after: number, maxBytes: number): readonly StoredRun[] {
  const start = runs.findIndex((run) => run.lastSeq > after)
  if (start < 0) return []
  let size = 0
  let end = start
  for (; end < runs.length; end++) {
    size += sizeOf(runs[end]!)
    if (end > start && size > maxBytes) break
  }
  return runs.slice(start, end)
}
