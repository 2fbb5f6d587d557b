import * as v from 'valibot'
import { kind, PLACES } from '../kind.ts'
import { AppointmentId, Code, Count, Day, Id, Instant, Sub, TicketId } from '../shapes.ts'

/** Groups served first; no diagnosis is asked for or stored. */
export const PRIORITIES = ['elderly', 'care', 'infant', 'military'] as const
export type Priority = (typeof PRIORITIES)[number]

/** A printed number: `A019`, from an offline lane `A2-013`, from a sub-lane `A2b-001`, from a pre-printed roll `057`. */
export const Label = v.pipe(v.string(), v.regex(/^([A-Z]{1,2}(\d{1,3}[a-z]{0,3}-)?\d{3,5}|\d{1,5})$/))

/** A wait told to a customer before the ticket exists, in minutes. */
export const Quote = v.object({ from: Count, to: Count })
export type Quote = Readonly<v.InferOutput<typeof Quote>>

/** Nobody leaves for longer than this, minutes. */
export const MOST_MINUTES_AWAY = 240

const ofTickets = { subject: TicketId, carried: 'ticket', readers: PLACES } as const

/** What can happen to a ticket outside the counters. */
export const ticketKinds = {
  TicketIssued: kind({
    opens: true,
    body: v.object({
      label: Label,
      number: v.pipe(Count, v.minValue(1)),
      origin: v.picklist(['block', 'lane', 'roll', 'walk-in']),
      /** The offline lane it was printed from. */
      lane: v.optional(Count),
      /** The sub-lane of it. */
      sub: v.optional(Sub),
      queue: Id,
      service: v.nullable(Id),
      day: Day,
      priority: v.nullable(v.picklist(PRIORITIES)),
      /** Which level of star customers, where the hall has any. */
      star: v.optional(Id),
      /** Its customer had an appointment then; late: they stand in line as of that time and go before nobody. */
      appointment: v.optional(v.object({ id: AppointmentId, at: Instant, late: v.boolean() })),
      ahead: Count,
      quote: v.nullable(Quote),
      /** A manager gave it although the hall's rule did not: outside-hours or service-stopped. */
      allowed: v.optional(Code),
      /** Given while its tablet did not hear the hall server. */
      alone: v.optional(v.boolean()),
      /** When the paper number was handed out, if it is entered later. */
      paperTime: v.optional(Instant),
    }),
    ...ofTickets,
    writers: ['reception', 'counter', 'manager'],
  }),
  /** A slip was shown at a counter or a door that may not have heard of the ticket yet: what the slip says of it. */
  SlipPresented: kind({
    body: v.object({
      label: Label,
      queue: Id,
      service: v.nullable(Id),
      day: Day,
      priority: v.nullable(v.picklist(PRIORITIES)),
      issuedAt: Instant,
    }),
    ...ofTickets,
    writers: ['reception', 'counter', 'manager'],
  }),
  SlipPrinted: kind({
    body: v.object({ result: v.picklist(['printed', 'not-wanted', 'failed']), copy: v.pipe(Count, v.minValue(1)) }),
    ...ofTickets,
    writers: ['reception', 'counter', 'manager'],
  }),
  /** 弃号: the customer gave up or left, or the ticket was a slip of the finger. */
  TicketCancelled: kind({
    body: v.object({ reason: Code }),
    ...ofTickets,
    writers: ['reception', 'counter', 'manager'],
  }),
  /** 暂离: the customer leaves for so many minutes and keeps the place in line. */
  CustomerSteppedOut: kind({
    body: v.object({ minutes: v.pipe(Count, v.minValue(1), v.maxValue(MOST_MINUTES_AWAY)) }),
    ...ofTickets,
    writers: ['reception', 'counter', 'manager'],
  }),
  /** Not back when their turn had come and the time was over: where the hall wants it so, that ends the ticket. */
  CustomerStayedAway: kind({ body: v.object({}), ...ofTickets, writers: ['counter', 'manager'] }),
  /** 暂离 or 过号召回: the customer is back and waits again. */
  TicketReturned: kind({ body: v.object({}), ...ofTickets, writers: ['reception', 'counter', 'manager'] }),
  /** 分错号: the ticket belongs to another queue; it keeps its time. */
  TriageCorrected: kind({
    body: v.object({ queue: Id, service: v.nullable(Id) }),
    ...ofTickets,
    writers: ['reception', 'counter', 'manager'],
  }),
  /** 一票到底: the customer has another business besides; it follows under the same number. */
  ServiceAdded: kind({
    body: v.object({ service: Id, queue: Id }),
    ...ofTickets,
    writers: ['reception', 'counter', 'manager'],
  }),
  /** 招手: the customer does not hear well, so that staff wave when it is called; or no more. Nothing says what they have. */
  WavingAsked: kind({
    body: v.object({ on: v.boolean() }),
    ...ofTickets,
    writers: ['reception', 'counter', 'manager'],
  }),
  /** 待核验: something was not to be seen at the door, papers or what only a system knows; the counter looks at it. */
  CheckAsked: kind({
    body: v.object({}),
    ...ofTickets,
    writers: ['reception', 'counter', 'manager'],
  }),
  /** It has been looked at. */
  CheckCleared: kind({
    body: v.object({}),
    ...ofTickets,
    writers: ['counter', 'manager'],
  }),
}
