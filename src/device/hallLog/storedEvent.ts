import type { LogEvent } from '#log/event.ts'
import { keptEvent, type Line } from '#log/lines.ts'

/** The event of a stored line under its name in the hall; null when its body is gone. */
export function storedEvent(line: Line, journal?: string): LogEvent | null {
  const event = keptEvent(line)
  return !event || journal === undefined ? event : { ...event, journal }
}
