import * as v from 'valibot'
import { kind, type Writer } from '../kind.ts'
import { Day, Id, Tag, TicketId } from '../shapes.ts'

const writers: readonly Writer[] = ['reception', 'counter', 'manager']
const ofVisitors = { subject: TicketId, writers } as const
/** So many documents a form asks for at most. */
const MOST = 40

/** What is noted at the door besides the number. The subject is the ticket. */
export const doorKinds = {
  /**
   * What a customer is called and how they are reached, if they want to say it (1.1.18): both are the event's paper. Here
   * stands what of it there is, and the keyed hash by which the same number is noticed. A later one replaces it.
   */
  VisitorNoted: kind({
    body: v.object({
      holds: v.array(v.picklist(['name', 'phone'])),
      phone: v.nullable(v.object({ number: Tag, tail: Tag })),
      day: Day,
    }),
    ...ofVisitors,
  }),
  /**
   * Which documents somebody looked at before the customer waits, and which are missing (预审), of one service of the ticket.
   * The last word counts; without a service it is said of whatever the ticket was for then.
   */
  TicketPrechecked: kind({
    body: v.object({
      service: v.optional(Id),
      seen: v.pipe(v.array(Id), v.maxLength(MOST)),
      missing: v.pipe(v.array(Id), v.maxLength(MOST)),
      day: Day,
    }),
    ...ofVisitors,
  }),
}
