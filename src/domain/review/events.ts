import * as v from 'valibot'
import { kind } from '../kind.ts'
import { ROLES, ROLES_BY_ACTION } from '../roles.ts'
import { CaseId, Code, Id } from '../shapes.ts'

/** What can happen when another person looks at a case. The subject is the case. */
export const reviewKinds = {
  /** 复核 by another person (1.1.8). `lent`: the reviewer gave the PIN on the submitter's tablet, because it was alone. */
  CaseReviewed: kind({
    body: v.object({
      decision: v.picklist(['approved', 'returned', 'handed-on']),
      reviewer: Id,
      lent: v.boolean(),
      reason: v.nullable(Code),
      to: v.nullable(v.picklist(ROLES)),
    }),
    subject: CaseId,
    keeps: 'case',
    needs: ({ body }) => ROLES_BY_ACTION[body.lent ? 'take-case' : 'review-case'],
  }),
}
