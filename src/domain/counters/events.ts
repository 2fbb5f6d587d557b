import * as v from 'valibot'
import { kind, PLACES } from '../kind.ts'
import { Code, Id, ShownText } from '../shapes.ts'

const ofCounters = { subject: Id, carried: 'day', readers: PLACES } as const

/** What can happen to a counter. The subject is the counter: `3`. */
export const counterKinds = {
  /** 开台: a tablet and a person stand at the counter and serve these queues. */
  CounterOpened: kind({
    body: v.object({ tablet: Id, queues: v.pipe(v.array(Id), v.minLength(1)) }),
    ...ofCounters,
    writers: ['counter', 'manager'],
  }),
  CounterPaused: kind({ body: v.object({ reason: Code }), ...ofCounters, writers: ['counter', 'manager'] }),
  CounterResumed: kind({ body: v.object({}), ...ofCounters, writers: ['counter', 'manager'] }),
  /** Who signs it serves there now; `shown`: what its own screen says of them to everybody, `1002`; empty: nothing. */
  CounterStaffed: kind({ body: v.object({ shown: ShownText }), ...ofCounters, writers: ['counter', 'manager'] }),
  /** 关台. */
  CounterClosed: kind({ body: v.object({}), ...ofCounters, writers: ['counter', 'manager'] }),
  /**
   * A person looked: nobody is calling there, or a manager has revoked the tablet there, from whatever desk. Its share is
   * free for the others.
   */
  CounterDeclaredLost: kind({ body: v.object({}), ...ofCounters }),
}
