import * as v from 'valibot'
import { kind, PLACES } from '../kind.ts'
import { ROLES_BY_ACTION } from '../roles.ts'
import { Count, Id, InterruptionId } from '../shapes.ts'

/** What stopped working: the operator's system, the line to it, payment, the hall's own power (1.1.16, 1.1.30). */
export const INTERRUPTED = ['operator-system', 'network', 'payment', 'power'] as const
/** What stopped working. */
export type Interrupted = (typeof INTERRUPTED)[number]

const ofInterruptions = {
  subject: InterruptionId,
  keeps: 'lasting',
} as const

/** What can happen to an interruption of business. The subject is the interruption: `i_…`. */
export const interruptionKinds = {
  /** 中断处置: services go to their offline tier from here on. `drafts`: forms that were open, all saved. */
  InterruptionBegan: kind({
    opens: true,
    body: v.object({ what: v.picklist(INTERRUPTED), drafts: Count }),
    ...ofInterruptions,
    // Customers are told, too.
    readers: PLACES,
  }),
  /** 首报, 续报, 终报 went to the superior (1.1.16): figures as they stood, and nobody's data. */
  InterruptionReported: kind({
    body: v.object({
      report: v.picklist(['first', 'update', 'final']),
      waiting: Count,
      accepted: Count,
      appointments: Count,
    }),
    ...ofInterruptions,
  }),
  /** The operator answers again: what was taken down is entered now. */
  InterruptionEnded: kind({ body: v.object({}), ...ofInterruptions, readers: PLACES }),
  /** Cash of the interruption, counted by two (plan-study §2.1). Sums in fen; `second` gave the PIN beside `by`. */
  /** The second person has counted the same: the count that stands right before it, in the same journal. */
  CashConfirmed: kind({
    body: v.object({}),
    ...ofInterruptions,
    needs: ROLES_BY_ACTION['take-case'],
  }),
  CashCounted: kind({
    body: v.object({ expected: Count, counted: Count, second: Id, dropped: v.boolean() }),
    ...ofInterruptions,
    needs: ROLES_BY_ACTION['take-case'],
  }),
}
