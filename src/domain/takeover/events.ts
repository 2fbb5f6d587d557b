import * as v from 'valibot'
import { kind, MANAGER } from '../kind.ts'
import { Count, Day, HallId, Id, Instant, LaneName } from '../shapes.ts'

/** More queues and lanes no hall has. */
const MOST_LANES = 500
const NumberOnPaper = v.object({
  queue: Id,
  day: Day,
  number: v.pipe(Count, v.minValue(1)),
  lane: v.nullable(LaneName),
})

/** What can happen when a new hall goes on where another one cannot. The subject is the new hall. */
export const takeoverKinds = {
  /**
   * A manager took over who waited in another hall, and what went on there, from a file that nobody here can vouch for.
   * `hall`: that hall; `at`: when the file was written; `printed`: of each queue and lane the highest number that somebody
   * has in hand. What was taken over follows as events of this hall.
   */
  HallTakenOver: kind({
    body: v.object({
      hall: Id,
      at: Instant,
      tickets: Count,
      incidents: Count,
      printed: v.optional(v.pipe(v.array(NumberOnPaper), v.maxLength(MOST_LANES))),
    }),
    subject: HallId,
    keeps: 'lasting',
    needs: MANAGER,
  }),
}
