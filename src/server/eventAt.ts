import { type HallEvent, isHallEvent } from '#domain/whole.ts'
import { readLine } from '#log/lines.ts'
import type { EventStore, StoredRun } from './eventStore.ts'

/**
 * The event that a run has at this seq, under the name that its journal has in the hall: of a branch that is not what its
 * lines say, and what somebody knew of the journal is not known of it. Null where there is none, or where the line is set aside.
 */
export function eventAt({ firstSeq, from, journal, lines, quarantined }: StoredRun, seq: number): HallEvent | null {
  const at = seq - firstSeq
  if (quarantined.some(({ n }) => n === from + at)) return null
  const line = readLine(lines[at] ?? '')
  return line.ok && line.event && isHallEvent(line.event) ? { ...line.event, journal } : null
}

/**
 * Lines of the store one by one. Each run is read once for those that stand beside each other: whoever wrote them chose how
 * many there are.
 */
export function openLines(store: Pick<EventStore, 'read'>) {
  let run: StoredRun | undefined
  async function runWith(seq: number): Promise<StoredRun | undefined> {
    if (!run || seq < run.firstSeq || seq > run.lastSeq) [run] = await store.read(seq - 1, 1)
    return run
  }
  return {
    runWith,
    async eventAt(seq: number): Promise<HallEvent | null> {
      const found = await runWith(seq)
      return found ? eventAt(found, seq) : null
    },
  }
}
