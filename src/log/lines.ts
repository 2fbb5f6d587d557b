/**
 * One event per line. A line's bytes are frozen when it is appended: disk, wire, server and export hold the same
 * bytes and nobody serialises an event again.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import { EventShape, type LogEvent, MAX_LINE_BYTES, NO_PREVIOUS } from './event.ts'

/** A frozen line: JSON of one event without the newline. */
export type Line = string

/** SHA-256 (hex) of a line's UTF-8 bytes; the next line's `prev` and what signatures cover. */
export const hashOfLine = (line: Line): string => bytesToHex(sha256(utf8ToBytes(line)))

/** Writes an event as its line, or says that it is too long (64 KiB of UTF-8). */
export function writeLine(event: LogEvent): { ok: true; line: Line } | { ok: false; why: 'line-too-long' } {
  const { v, hall, journal, n, stamp, prev, kind, by, subject, body, papers, drill } = event
  const line = JSON.stringify({ v, hall, journal, n, stamp, prev, kind, by, subject, body, papers, drill })
  return utf8ToBytes(line).length > MAX_LINE_BYTES ? { ok: false, why: 'line-too-long' } : { ok: true, line }
}

/** Why a line cannot be read. */
export type LineFault = 'line-too-long' | 'not-json' | 'bad-envelope'

/** What reading a line gives. */
export type ReadLine = { readonly ok: true; readonly event: LogEvent } | { readonly ok: false; readonly why: LineFault }

/** Reads a line that comes from outside (network, file, import) and checks its envelope. Never throws. */
export function readLine(line: Line): ReadLine {
  if (line.length > MAX_LINE_BYTES || utf8ToBytes(line).length > MAX_LINE_BYTES)
    return { ok: false, why: 'line-too-long' }
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return { ok: false, why: 'not-json' }
  }
  const event = v.safeParse(EventShape, json)
  return event.success ? { ok: true, event: event.output } : { ok: false, why: 'bad-envelope' }
}

/** The end of a journal: what the next line must name as `prev`, and its number. */
export interface JournalHead {
  readonly n: number
  readonly hash: string
}

/** The head of a journal without lines. */
export const EMPTY_HEAD: JournalHead = { n: 0, hash: NO_PREVIOUS }

/** What a tablet signs with each push: the journal, its last n and that line's hash. */
export const signedText = (journal: string, head: JournalHead): string => `${journal}\n${head.n}\n${head.hash}`
