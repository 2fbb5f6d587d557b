import * as v from 'valibot'
import { kind } from '../kind.ts'
import { Code, Id } from '../shapes.ts'

/** What can happen to a counter. The subject is the counter: `3`. */
export const counterKinds = {
  /** 开台: a tablet and a person stand at the counter and serve these queues. */
  CounterOpened: kind(v.object({ tablet: Id, queues: v.pipe(v.array(Id), v.minLength(1)) }), ['counter', 'manager']),
  CounterPaused: kind(v.object({ reason: Code }), ['counter', 'manager']),
  CounterResumed: kind(v.object({}), ['counter', 'manager']),
  /** 关台. */
  CounterClosed: kind(v.object({}), ['counter', 'manager']),
  /** A person looked: nobody is calling there. Its share is free for the others. */
  CounterDeclaredLost: kind(v.object({}), ['reception', 'counter', 'manager']),
}
