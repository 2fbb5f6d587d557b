import { type HallEvent, isHallEvent } from '#domain/whole.ts'
import { readLine } from '#log/lines.ts'
import type { StoredRun } from './eventStore.ts'

/** The event that a run has at this seq; null where there is none, or where the line is set aside. */
export function eventAt({ firstSeq, from, lines, quarantined }: StoredRun, seq: number): HallEvent | null {
  const at = seq - firstSeq
  if (quarantined.some(({ n }) => n === from + at)) return null
  const line = readLine(lines[at] ?? '')
  return line.ok && line.event && isHallEvent(line.event) ? line.event : null
}
