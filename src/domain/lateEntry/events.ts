import * as v from 'valibot'
import { Serial } from '../cases/events.ts'
import { casePlaces, kind, type Writer } from '../kind.ts'
import { ROLES_BY_ACTION } from '../roles.ts'
import { CaseId, Id, Instant } from '../shapes.ts'

const writers: readonly Writer[] = casePlaces

/** How calling the customer back went. */
const CALL_BACKS = ['reached', 'no-answer', 'refused'] as const
/** How calling the customer back went. */
export type CallBack = (typeof CALL_BACKS)[number]

const ofLateEntry = { subject: CaseId, keeps: 'case' } as const

/** What can happen when a case is entered afterwards (补录). The subject is the case. */
export const lateEntryKinds = {
  /** 补录中: one person has it in hand until then; a lease that ran out is anybody's. */
  LateEntryTaken: kind({
    body: v.object({ until: Instant }),
    ...ofLateEntry,
    writers,
    needs: ROLES_BY_ACTION['enter-late'],
  }),
  LateEntryPutBack: kind({ body: v.object({}), ...ofLateEntry, writers }),
  /** Entered at the operator; 待客户确认 when the customer's own confirmation is needed, until then. */
  CaseEntered: kind({
    body: v.object({ serial: Serial, confirmUntil: v.nullable(Instant) }),
    ...ofLateEntry,
    writers,
    needs: ROLES_BY_ACTION['enter-late'],
  }),
  /** 回访: the customer was told the result. */
  CustomerCalledBack: kind({
    body: v.object({ result: v.picklist(CALL_BACKS), second: v.optional(Id) }),
    ...ofLateEntry,
    writers,
  }),
}
