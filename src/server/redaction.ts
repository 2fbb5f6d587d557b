import { hashOfLine, readLine } from '#log/lines.ts'

const START = '{"redacted":true,"hash":"'

/**
 * What stands in the place of a line that a manager has redacted: the chain still verifies by hash, the headers say what
 * it was, the body and the paper names are gone. A line can never look like this, because an envelope has no `redacted`.
 */
export function redactLine(line: string): string {
  if (isRedacted(line)) return line
  const read = readLine(line)
  const hash = hashOfLine(line)
  if (!read.ok) return `${START}${hash}","headers":{}}`
  const { v, hall, journal, n, stamp, prev, kind, by, subject, drill } = read.event
  const headers = JSON.stringify({ v, hall, journal, n, stamp, prev, kind, by, subject, drill })
  return `${START}${hash}","headers":${headers}}`
}

export const isRedacted = (line: string): boolean => line.startsWith(START)

/** The hash of a stored line, redacted or not: what the next line names as `prev`. */
export const hashOfStored = (line: string): string =>
  isRedacted(line) ? line.slice(START.length, START.length + 64) : hashOfLine(line)
