import * as v from 'valibot'
import { kind, MANAGER, PLACES } from '../kind.ts'
import { Count, Day, Id } from '../shapes.ts'
import { Pace } from '../waits/pace.ts'

const ofDays = { subject: Day, carried: 'day', readers: PLACES } as const

/** What can happen to a business day. The subject is the day: `2026-11-23`. */
export const dayKinds = {
  DayClosed: kind({
    body: v.object({
      /** Open tickets go on as the next day's, or become void. */
      open: v.picklist(['carry-over', 'void']),
      next: Day,
      /** The last n of each journal the closing tablet had seen; what lies behind it is late. */
      known: v.record(Id, Count),
      /** What the day came to as far as that tablet knew. */
      knew: v.optional(v.object({ issued: Count, served: Count, cancelled: Count, void: Count, carriedOver: Count })),
      /** How long services take, by pace key, as that tablet had measured: what goes on from here is no ticket's any more. */
      paces: v.optional(v.record(v.pipe(v.string(), v.maxLength(120)), Pace)),
    }),
    ...ofDays,
    needs: MANAGER,
  }),
  DayReopened: kind({ body: v.object({}), ...ofDays, needs: MANAGER }),
  /** A hall marked emergency keeps its queue overnight. */
  EmergencyMarked: kind({
    body: v.object({ on: v.boolean(), day: Day }),
    ...ofDays,
    needs: MANAGER,
  }),
}
