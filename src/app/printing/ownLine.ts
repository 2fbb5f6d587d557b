import type { PrinterLine } from '#domain/settings/printerLine.ts'

/** A way from this tablet to a printer of its own; open for one slip, so that others can print on it as well. */
export interface OwnLine extends PrinterLine {
  close(): Promise<void>
}

/** Rows of one band: under 2.5 KB, which the smallest printers keep. */
export const BAND_ROWS = 32
/** A printer that takes nothing for so long (ms) is stopped: a band takes it a fraction of that. */
export const STUCK_MS = 5_000

/** Lets something happen in so many ms; the answer prevents it. */
export const after = (ms: number, act: () => void): (() => void) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

/** What is promised, or null when it takes longer than so many ms. */
export const within = <Answer>(ms: number, promised: Promise<Answer>): Promise<Answer | null> =>
  new Promise((resolve, reject) => {
    const stop = after(ms, () => resolve(null))
    promised.then(resolve, reject).finally(stop)
  })
