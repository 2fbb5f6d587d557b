import * as v from 'valibot'
import { kind, PLACES, type Writer } from '../kind.ts'
import { Code, Count, Id, Instant, TicketId } from '../shapes.ts'

const counters: readonly Writer[] = ['counter', 'manager']
/** The door calls nobody; it enters afterwards what was called on paper. */
const countersAndPaper: readonly Writer[] = [...counters, 'reception']
const Counter = v.pipe(v.string(), v.regex(/^[1-9]\d?$/))

/** Why this ticket was called: the rule that chose it and the facts it went by. */
export const Rule = v.object({
  code: v.picklist([
    'next',
    'appointment',
    'priority',
    'star',
    'skill',
    'aged',
    'sent-here',
    'put-back',
    'slip',
    'picked',
    'walk-in',
    'paper',
  ]),
  /** Whole minutes waited when called. */
  waited: Count,
  /** How many waiting tickets with an earlier turn were passed over. */
  passed: Count,
  /** The counter was alone and called from its share. */
  alone: v.optional(v.boolean()),
  /** For `picked`: why out of order. */
  reason: v.optional(Code),
})
export type Rule = Readonly<v.InferOutput<typeof Rule>>

const ofCalls = { subject: TicketId, carried: 'ticket', readers: PLACES } as const

/** What can happen between a counter and a customer. */
export const callKinds = {
  TicketCalled: kind({
    body: v.object({ counter: Counter, rule: Rule, paperTime: v.optional(Instant) }),
    ...ofCalls,
    writers: countersAndPaper,
  }),
  TicketRecalled: kind({ body: v.object({ counter: Counter }), ...ofCalls, writers: counters }),
  /** 客户已到: the customer stands at the counter; the service starts. */
  CustomerArrived: kind({
    body: v.object({ counter: Counter, paperTime: v.optional(Instant) }),
    ...ofCalls,
    writers: countersAndPaper,
  }),
  /** 过号: called, nobody came. */
  CustomerMissed: kind({ body: v.object({ counter: Counter, reason: Code }), ...ofCalls, writers: counters }),
  /** 挂起: set aside with a reason and a time to look again. */
  TicketHeld: kind({
    body: v.object({ counter: Counter, reason: Code, minutes: Count }),
    ...ofCalls,
    writers: counters,
  }),
  /** 恢复: back in front of the counter. */
  TicketResumed: kind({ body: v.object({ counter: Counter }), ...ofCalls, writers: counters }),
  /** 排回队首: the counter that held it, or anybody for it, lets whichever counter is free first call it next. */
  TicketPutBack: kind({ body: v.object({ counter: Counter }), ...ofCalls }),
  /** 转移: to another queue or one counter, at its original time, with a one-word note. */
  TicketTransferred: kind({
    body: v.object({ from: Counter, queue: Id, counter: v.nullable(Counter), note: Code }),
    ...ofCalls,
    writers: counters,
  }),
  ServiceFinished: kind({
    body: v.object({ counter: Counter, outcome: Code, paperTime: v.optional(Instant) }),
    ...ofCalls,
    writers: countersAndPaper,
  }),
  /**
   * One of several services on a ticket is finished and the next one begins: here, with the same customer, or at other
   * counters, in line as of the time at which the number was taken.
   */
  ServiceContinued: kind({
    body: v.object({ counter: Counter, outcome: Code, service: Id, queue: Id, here: v.boolean() }),
    ...ofCalls,
    writers: counters,
  }),
  /** Takes back one act on the ticket, if it is still its last one. */
  ActUndone: kind({
    body: v.object({ act: v.pipe(v.string(), v.regex(/^j_[0-9a-f]{16}(~[0-9a-f]{8})?:\d+$/)) }),
    ...ofCalls,
    writers: ['counter', 'reception', 'manager'],
  }),
}
