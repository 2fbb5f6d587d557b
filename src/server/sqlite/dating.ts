import { type Line, readLine } from '#log/lines.ts'
import { stampTime } from '#log/stamp.ts'

/** Stands where nobody can say when a run came. */
export const UNDATED = ''

/** When a run came (ISO 8601), as its row says; where that is no time, when the last of it was written: sooner it cannot have come. */
export function receivedAt(said: string, lines: readonly Line[]): string {
  if (isTime(said)) return said
  const stamps = lines.flatMap((line) => {
    const read = readLine(line)
    return read.ok ? [read.head.stamp] : []
  })
  return new Date(stampTime(stamps.sort().at(-1) ?? BEGINNING)).toISOString()
}
const BEGINNING = '1970-01-01T00:00:00.000Z'

function isTime(said: string): boolean {
  const time = Date.parse(said)
  return !Number.isNaN(time) && new Date(time).toISOString() === said
}
