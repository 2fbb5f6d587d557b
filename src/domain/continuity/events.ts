import * as v from 'valibot'
import { kind } from '../kind.ts'
import { Id, IncidentId } from '../shapes.ts'

/** What is handed over when business moves: cash, receipt book, tablets, keys, the queue, cases that are open. */
export const HANDED_OVER = ['cash', 'receipts', 'tablets', 'keys', 'queue', 'cases'] as const

const ofMoves = {
  subject: IncidentId,
  keeps: 'lasting',
  exercised: true,
} as const

/**
 * Business moves to a backup in an incident or a drill, whose id is the subject. Two kinds are stored under an older name
 * for it; tickets alone are transferred.
 */
export const moveKinds = {
  TransferBegan: kind({ body: v.object({ backup: Id }), ...ofMoves }),
  ItemHandedOver: kind({ body: v.object({ item: v.picklist(HANDED_OVER) }), ...ofMoves }),
  ItemTakenBack: kind({ body: v.object({ item: v.picklist(HANDED_OVER) }), ...ofMoves }),
  /** One trial number was issued and served there. */
  TransferTried: kind({ body: v.object({ passed: v.boolean() }), ...ofMoves }),
  /** Business goes on there from now on. */
  BusinessResumed: kind({ body: v.object({}), ...ofMoves }),
}
