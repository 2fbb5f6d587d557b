import type { LogEvent } from '#log/event.ts'
import type { Line } from '#log/lines.ts'
import { isRedacted } from '#log/redaction.ts'

/** The event of a stored line under its name in the hall; null when its body is gone. */
export function storedEvent(line: Line, journal?: string): LogEvent | null {
  if (isRedacted(line)) return null
  const event: LogEvent = JSON.parse(line)
  return journal === undefined ? event : { ...event, journal }
}
