import type { OnFault } from './ports.ts'
import type { Pump } from './pump.ts'

/** A pump of which nobody needs more than to nudge it, and to close it at the end. */
export type Nudged = Pick<Pump, 'nudge' | 'close'>

/** A pump that comes with its first nudge: no first screen waits for it. What did not come is asked for again by the next. */
export function createLatePump(open: () => Promise<Nudged>, onFault: OnFault): Nudged {
  let opening: Promise<Nudged | null> | null = null
  return {
    nudge() {
      opening ??= open().catch((fault: unknown) => {
        onFault(fault)
        opening = null
        return null
      })
      void opening.then((pump) => pump?.nudge())
    },
    async close() {
      await (await opening)?.close()
    },
  }
}
