import * as v from 'valibot'
import { kind, MANAGER } from '../kind.ts'
import { Count, HallId, Id } from '../shapes.ts'

const ofPublishing = { subject: HallId, keeps: 'lasting' } as const

/** What a hall has made its own of the plan library. The subject is the hall. */
export const publishingKinds = {
  /** A plan in this version is in force here, with the hall's own places and numbers as they are (1.1.4). */
  PlanPublished: kind({
    body: v.object({ plan: Id, version: v.pipe(Count, v.minValue(1)) }),
    ...ofPublishing,
    needs: MANAGER,
  }),
}
