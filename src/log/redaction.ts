/**
 * What stands in the place of a line that a manager has redacted, the same on every holder:
 * `{"redacted":true,"hash":"…","headers":{…}}`. The chain still verifies by hash, the headers say what it was, the body
 * and the paper names are gone. A line can never look like this, because an envelope has no `redacted`.
 */
import * as v from 'valibot'
import { EventShape, type LogEvent } from './event.ts'
import { hashOfLine, type Line, readLine } from './lines.ts'

const START = '{"redacted":true,"hash":"'

const Headers = v.omit(EventShape, ['body', 'papers'])
const StandIn = v.object({
  redacted: v.literal(true),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  headers: Headers,
})

/** What is left of a redacted line: its hash and its headers. */
export interface Redacted {
  readonly hash: string
  readonly headers: Omit<LogEvent, 'body' | 'papers'>
}

/** Takes body and paper names out of a line; a line without them stays as it is. */
export function redactLine(line: Line): Line {
  if (isRedacted(line)) return line
  const read = readLine(line)
  const hash = hashOfLine(line)
  if (!read.ok) return `${START}${hash}","headers":{}}`
  const { v, hall, journal, n, stamp, prev, kind, by, subject, drill } = read.event
  return writeRedacted({ hash, headers: { v, hall, journal, n, stamp, prev, kind, by, subject, drill } })
}

/** Writes what is left of a line, always with the same bytes. */
export function writeRedacted({ hash, headers }: Redacted): Line {
  const { v, hall, journal, n, stamp, prev, kind, by, subject, drill } = headers
  return `${START}${hash}","headers":${JSON.stringify({ v, hall, journal, n, stamp, prev, kind, by, subject, drill })}}`
}

/** Whether this stands in the place of a line. */
export const isRedacted = (line: Line): boolean => line.startsWith(START)

/** Reads what is left of a redacted line, or null when it is none or not readable. Never throws. */
export function readRedacted(line: Line): Redacted | null {
  if (!isRedacted(line)) return null
  try {
    const read = v.safeParse(StandIn, JSON.parse(line))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/** The hash of a stored line, redacted or not: what the next line names as `prev`. */
export const hashOfStored = (line: Line): string =>
  isRedacted(line) ? line.slice(START.length, START.length + 64) : hashOfLine(line)
