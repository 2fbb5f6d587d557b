import { hashOfLine, type Line } from '#log/lines.ts'
import { sha256Hex } from './signing.ts'

/**
 * The tip of a history: what it came to behind its seq. `tip(0) = SHA-256(hall)`, `tip(s) = SHA-256(tip(s−1) ‖ hash of
 * the head of line s)`, in hex. Two histories that have the same tip at a seq are the same up to there, redacted or not.
 */
export const firstTip = (hall: string): string => sha256Hex(hall)

/** The tip behind these lines, which follow each other. */
export const tipBehind = (tip: string, lines: readonly Line[]): string =>
  lines.reduce((before, line) => sha256Hex(before + hashOfLine(line)), tip)
