import * as v from 'valibot'
import { kind } from '../kind.ts'
import { Count, Day, Id } from '../shapes.ts'

/** What can happen to ticket numbers. The subject is the request: the same request gets the same block. */
export const numberKinds = {
  /** The tablet alone may print `from`–`to` of that queue on that day. */
  NumbersLeased: kind({
    body: v.object({ queue: Id, day: Day, from: v.pipe(Count, v.minValue(1)), to: Count, tablet: Id }),
    subject: Id,
    writers: ['server'],
  }),
}
