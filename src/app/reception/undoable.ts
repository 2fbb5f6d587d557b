import type { Offer } from '../shell/useOffer.ts'

/** An act that can be taken back for some seconds, and how. */
export interface Undoable extends Offer {
  readonly undo: () => Promise<unknown>
}
