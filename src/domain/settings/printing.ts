/** Why a thermal printer has not printed, as the hall server says it: what its status says, and what stands in the way of asking it. */
export const PRINTER_FAULTS = [
  'paper-out',
  'cover-open',
  /** It answers and does not print: off line, a jam, a cutter that is stuck. */
  'printer-stopped',
  /** Nobody answers at its address. */
  'printer-silent',
  /** It still has another slip. */
  'printer-busy',
  /** No manager has set it up, or not any more. */
  'printer-unknown',
] as const
export type PrinterFault = (typeof PRINTER_FAULTS)[number]

/** Dots in a row, by the width of the roll in mm: eight a millimetre of what can be printed on. */
export const DOTS = { 58: 384, 80: 576 } as const
/** Most rows of one slip: 400 mm. */
export const MOST_ROWS = 3200

/**
 * A slip as a picture of black dots: one bit a dot, eight of a row in a byte from the left, row after row.
 */
export interface SlipPicture {
  readonly dots: number
  readonly rows: number
  readonly bits: Uint8Array
}
