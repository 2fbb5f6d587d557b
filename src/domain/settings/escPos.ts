import type { SlipPicture } from './printing.ts'

/**
 * What is sent to a thermal printer and what it says: the few commands of ESC/POS that every model has. Text goes as a
 * picture, so that Chinese prints on any of them; a library for receipts brings code pages and pictures of four bytes a
 * dot, and would be given one bit a dot here.
 */
const [DLE, DC4, ESC, GS] = [0x10, 0x14, 0x1b, 0x1d]

/** Rows of empty paper between the last line and the knife. */
const TAIL_ROWS = 32

/**
 * A slip: begin anew, the picture band by band, feed, cut, and then say whether there is still paper. Each part ends where a
 * command does, so that a question may be asked between two. A band has so many rows, since small printers have little
 * memory; bands lie against each other without a gap.
 */
export function slipParts({ dots, rows, bits }: SlipPicture, bandRows: number): Uint8Array<ArrayBuffer>[] {
  const across = dots / 8
  const parts = [Uint8Array.of(ESC, 0x40)]
  for (let row = 0; row < rows; row += bandRows) {
    const high = Math.min(bandRows, rows - row)
    const head = Uint8Array.of(GS, 0x76, 0x30, 0, across & 255, across >> 8, high & 255, high >> 8)
    parts.push(joined([head, bits.subarray(row * across, (row + high) * across)]))
  }
  return [...parts, Uint8Array.of(ESC, 0x4a, TAIL_ROWS, GS, 0x56, 0x42, 0, ...TELL_PAPER)]
}

/** Bytes one after the other, as one message. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((bytes, part) => bytes + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Answered when everything before it is on paper: so a slip is known to be out. */
const TELL_PAPER = [GS, 0x72, 1]

/** Asks at once, whatever the printer is doing. 1: whether it works; 2: why not; 3: what is broken; 4: the paper. */
export type Question = 1 | 2 | 3 | 4
export const askStatus = (question: Question): Uint8Array<ArrayBuffer> => Uint8Array.of(DLE, 0x04, question)
/** Forgets what it still has: half a slip never comes out later, between those of others. */
export const forgetSlip = (): Uint8Array<ArrayBuffer> => Uint8Array.of(DLE, DC4, 8, 1, 3, 0x14, 1, 6, 2, 8)

/** Whether a byte answers `askStatus`, and not something that was printed before it. */
export const isStatus = (byte: number): boolean => (byte & 0x93) === 0x12
/** Whether a byte answers the question at the end of a slip. */
export const isPaperTold = (byte: number): boolean => (byte & 0x90) === 0

/** Whether the answer to the fourth question says that the roll is nearly used up; not every printer can. */
export const isPaperLow = (answer: number): boolean => (answer & 0x0c) !== 0
/** … and whether the answer at the end of a slip does. */
export const isPaperToldLow = (byte: number): boolean => (byte & 0x03) !== 0

/** What the answers to the four questions come to; null: it can print. */
export function faultIn(
  answers: Readonly<Record<Question, number>>,
): 'paper-out' | 'cover-open' | 'printer-stopped' | null {
  if (answers[2] & 0x04) return 'cover-open'
  if (answers[4] & 0x60 || answers[2] & 0x20) return 'paper-out'
  if (answers[1] & 0x08 || answers[2] & 0x40 || answers[3] & 0x68) return 'printer-stopped'
  return null
}
