import * as v from 'valibot'
import { casePlaces, kind, MANAGER } from '../kind.ts'
import { Count, HallId, Id, Instant } from '../shapes.ts'

/** What can happen when a new hall goes on where another one cannot. The subject is the new hall. */
export const takeoverKinds = {
  /**
   * A manager took over who waited in another hall, and what went on there, from a file that nobody here can vouch for.
   * `hall`: that hall; `at`: when the file was written. What was taken over follows as events of this hall.
   */
  HallTakenOver: kind({
    body: v.object({ hall: Id, at: Instant, tickets: Count, incidents: Count }),
    subject: HallId,
    keeps: 'lasting',
    writers: casePlaces,
    readers: casePlaces,
    needs: MANAGER,
  }),
}
