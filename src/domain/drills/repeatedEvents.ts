import * as v from 'valibot'
import { kind } from '../kind.ts'
import { Count, HallId, TabletId } from '../shapes.ts'

const ofNetworkDrills = { subject: TabletId, keeps: 'lasting' } as const

/** A tablet was cut off on purpose for a time, and what became of what was done meanwhile. The subject is the tablet. */
export const networkDrillKinds = {
  NetworkDrillDone: kind({
    body: v.object({
      /** Ms it was cut off. */
      cutMs: Count,
      /** Events written meanwhile, and how many of them the server has now. */
      written: Count,
      kept: Count,
      /** Ms from the return until the server had everything. */
      settledMs: v.nullable(Count),
      /** It ended before its time: somebody ended it, or something real happened. */
      early: v.boolean(),
    }),
    ...ofNetworkDrills,
  }),
}

/** What a hall does again and again that no other record shows (plan-study §4.2). */
export const ACTIVITIES = ['patrol', 'fire-check', 'fire-training', 'first-aid', 'power-test', 'contacts'] as const
export type Activity = (typeof ACTIVITIES)[number]

/** The subject is the hall. */
export const activityKinds = {
  /** It was done just now, by whoever signed: it cannot be written down for another time. */
  ActivityDone: kind({
    body: v.object({ activity: v.picklist(ACTIVITIES) }),
    subject: HallId,
    keeps: 'lasting',
    needs: 'whoever',
  }),
}
