/**
 * @module A small hall told in sentences: what happened, one event after the other, and what the hall looks like then.
 * Counters 1–5, queue A (counters 1–5) and queue B (counters 2–5), Monday 23 November 2026 from 09:00 in Shanghai.
 */
import { type Contact, decide, inTouch, type Situation } from '#domain/command.ts'
import type { Role } from '#domain/roles.ts'
import type { Rules } from '#domain/settings/events.ts'
import type { BodyOf, HallCommand, HallDecision, HallEvent, NewHallEvent } from '#domain/whole.ts'
import { emptyHall, foldEvents, type Hall } from '#domain/whole.ts'
import { compareEvents, NO_PREVIOUS } from '#log/event.ts'
import { createStampClock } from '#log/stamp.ts'

/** Something that happened, when and on which tablet; a second after what was told before it unless said otherwise. */
export type Happening = NewHallEvent & {
  readonly at?: string
  readonly on?: string
  readonly by?: string | null
}

/** Ms since 1970 of a time of that Monday in the hall: `09:00`, `09:00:30`. */
export const clock = (time: string): number => Date.parse(`2026-11-23T${time.length === 5 ? `${time}:00` : time}+08:00`)

/** The same happening at another time, on another tablet or by somebody else. */
export const told = (how: { at?: string; on?: string; by?: string | null }, what: Happening): Happening => ({
  ...what,
  ...how,
})

/** The id of the ticket with this label. */
export const t = (label: string): string => `t_${label}`

/** The event id that undoing names: the n-th line of a tablet's journal. */
export const journalOf = (tablet: string): string =>
  `j_${[...tablet]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(16, '0')
    .slice(-16)}`

export const ticketIssued = (label: string, more: Partial<BodyOf<'TicketIssued'>> = {}): Happening => ({
  kind: 'TicketIssued',
  subject: t(label),
  on: 'reception',
  body: {
    label,
    number: Number(label.replace(/\D/g, '')),
    origin: 'block',
    queue: label.slice(0, 1),
    service: null,
    day: '2026-11-23',
    priority: null,
    ahead: 0,
    quote: null,
    ...more,
  },
})
export const ticketCancelled = (label: string): Happening => ({
  kind: 'TicketCancelled',
  subject: t(label),
  on: 'reception',
  body: { reason: 'left' },
})
export const ticketReturned = (label: string): Happening => ({
  kind: 'TicketReturned',
  subject: t(label),
  on: 'reception',
  body: {},
})
export const steppedOut = (label: string, minutes: number): Happening => ({
  kind: 'CustomerSteppedOut',
  subject: t(label),
  on: 'reception',
  body: { minutes },
})
export const stayedAway = (label: string, counter: string): Happening => ({
  kind: 'CustomerStayedAway',
  subject: t(label),
  on: tabletAt(counter),
  body: {},
})
export const triageCorrected = (label: string, queue: string): Happening => ({
  kind: 'TriageCorrected',
  subject: t(label),
  on: 'reception',
  body: { queue, service: null },
})

export const counterOpened = (counter: string, queues: string[] = ['A', 'B']): Happening => ({
  kind: 'CounterOpened',
  subject: counter,
  on: tabletAt(counter),
  body: { tablet: tabletAt(counter), queues },
})
export const counterPaused = (counter: string): Happening => ({
  kind: 'CounterPaused',
  subject: counter,
  on: tabletAt(counter),
  body: { reason: 'lunch' },
})
export const counterClosed = (counter: string): Happening => ({
  kind: 'CounterClosed',
  subject: counter,
  on: tabletAt(counter),
  body: {},
})
export const counterDeclaredLost = (counter: string): Happening => ({
  kind: 'CounterDeclaredLost',
  subject: counter,
  on: 'manager',
  by: 's_li',
  body: {},
})

export const ticketCalled = (
  label: string,
  counter: string,
  rule: BodyOf<'TicketCalled'>['rule'] = { code: 'next', waited: 0, passed: 0 },
): Happening => ({ kind: 'TicketCalled', subject: t(label), on: tabletAt(counter), body: { counter, rule } })
export const ticketRecalled = (label: string, counter: string): Happening => ({
  kind: 'TicketRecalled',
  subject: t(label),
  on: tabletAt(counter),
  body: { counter },
})
export const customerArrived = (label: string, counter: string): Happening => ({
  kind: 'CustomerArrived',
  subject: t(label),
  on: tabletAt(counter),
  body: { counter },
})
export const customerMissed = (label: string, counter: string): Happening => ({
  kind: 'CustomerMissed',
  subject: t(label),
  on: tabletAt(counter),
  body: { counter, reason: 'no-answer' },
})
export const ticketHeld = (label: string, counter: string, minutes = 10): Happening => ({
  kind: 'TicketHeld',
  subject: t(label),
  on: tabletAt(counter),
  body: { counter, reason: 'copying', minutes },
})
export const ticketResumed = (label: string, counter: string): Happening => ({
  kind: 'TicketResumed',
  subject: t(label),
  on: tabletAt(counter),
  body: { counter },
})
export const ticketPutBack = (label: string, counter: string): Happening => ({
  kind: 'TicketPutBack',
  subject: t(label),
  on: tabletAt(counter),
  body: { counter },
})
export const ticketTransferred = (label: string, from: string, to: { queue: string; counter?: string }): Happening => ({
  kind: 'TicketTransferred',
  subject: t(label),
  on: tabletAt(from),
  body: { from, queue: to.queue, counter: to.counter ?? null, note: 'needs-review' },
})
export const serviceFinished = (label: string, counter: string): Happening => ({
  kind: 'ServiceFinished',
  subject: t(label),
  on: tabletAt(counter),
  body: { counter, outcome: 'done' },
})
export const dayClosed = (
  day: string,
  open: 'carry-over' | 'void',
  next: string,
  known: Record<string, number> = {},
): Happening => ({ kind: 'DayClosed', subject: day, on: 'manager', by: 's_li', body: { open, next, known } })
export const rulesSet = (rules: Partial<Rules>): Happening => ({
  kind: 'HallConfigured',
  subject: 'h_test',
  on: 'manager',
  by: 's_li',
  body: { rules },
})

/** The tablet that stands at a counter. */
export const tabletAt = (counter: string): string => `counter${counter}`

/** The lane of a tablet: reception 1, manager 2, counters 11–15. */
export const laneOf = (tablet: string): number =>
  tablet === 'reception' ? 1 : tablet === 'manager' ? 2 : 10 + Number(tablet.replace(/\D/g, ''))

/** How the hall is set up before anything in a test happens. */
export const setUp: readonly Happening[] = [
  {
    kind: 'HallConfigured',
    subject: 'h_test',
    at: '08:00',
    on: 'manager',
    by: null,
    body: {
      name: '城东厅',
      notice: '今日正常营业',
      queues: [
        { id: 'A', prefix: 'A', name: { zh: '缴费充值', en: 'Payments' }, hue: 1, targetMinutes: 10, open: true },
        { id: 'B', prefix: 'B', name: { zh: '变更过户', en: 'Changes' }, hue: 2, targetMinutes: 15, open: true },
      ],
      services: [
        { id: 'pay', name: { zh: '缴费', en: 'Pay' }, queue: 'A', standardMinutes: 4, frequent: true, open: true },
        {
          id: 'plan',
          name: { zh: '套餐变更', en: 'Plan' },
          queue: 'B',
          standardMinutes: 8,
          frequent: true,
          open: true,
        },
      ],
      counters: [
        { id: '1', queues: ['A'] },
        { id: '2', queues: ['A', 'B'] },
        { id: '3', queues: ['A', 'B'] },
        { id: '4', queues: ['A', 'B'] },
        { id: '5', queues: ['A', 'B'] },
      ],
      pauseReasons: [
        { code: 'lunch', name: { zh: '午休', en: 'Lunch' } },
        { code: 'errand', name: { zh: '临时离席', en: 'Away for a moment' } },
      ],
    },
  },
  ...person('s_li', '0001', '李经理', 'manager'),
  ...person('s_wang', '0012', '王强', 'front'),
  ...person('s_sun', '0020', '孙保安', 'security'),
]

/** Somebody on the list, with a key that signs nothing here. */
export function person(id: string, workNumber: string, callName: string, ...roles: Role[]): Happening[] {
  const admitted = { key: id.padEnd(87, 'A'), roles, after: [] }
  return [
    { kind: 'PersonAdmitted', subject: id, on: 'manager', by: 's_li', body: admitted },
    { kind: 'PersonDescribed', subject: id, on: 'manager', by: 's_li', body: { workNumber, callName } },
  ]
}

/** Writes happenings as checked events in the order told, each tablet with its own journal and clock. */
export function eventsOf(happenings: readonly Happening[], before: readonly HallEvent[] = []): HallEvent[] {
  const journals = new Map<string, { n: number; clock: ReturnType<typeof createStampClock> }>()
  let last = clock('08:00')
  for (const { journal, n, stamp } of before) {
    journals.set(journal, { n, clock: createStampClock(journal, stamp) })
    last = Math.max(last, Date.parse(stamp.slice(0, 24)))
  }
  return happenings.map(({ at, on = 'reception', by = 's_wang', ...draft }) => {
    last = at === undefined ? Math.max(last + 1000, before.length > 0 ? 0 : clock('08:00:01')) : clock(at)
    const journal = journalOf(on)
    const writer = journals.get(journal) ?? { n: 0, clock: createStampClock(journal, null) }
    writer.n++
    journals.set(journal, writer)
    const stamp = writer.clock.next(last)
    return {
      hall: 'h_test',
      journal,
      n: writer.n,
      stamp,
      prev: NO_PREVIOUS,
      by,
      papers: [],
      drill: null,
      ...draft,
    }
  })
}

/** The hall after these things happened, told in any order: the fold sorts them. */
export const hallAfter = (...happenings: readonly Happening[]): Hall => foldAll(eventsOf([...setUp, ...happenings]))

/** Folds events from nothing, in fold order, each once. */
export function foldAll(events: readonly HallEvent[]): Hall {
  const once = new Map(events.map((event) => [`${event.journal}:${event.n}`, event]))
  return foldEvents(emptyHall('h_test'), [...once.values()].sort(compareEvents))
}

/** Where and when a command is given: on a counter's tablet by its clerk, unless said otherwise. */
export function situation(
  time: string,
  { on = 'counter3', by = 's_wang', contact = inTouch }: { on?: string; by?: string | null; contact?: Contact } = {},
): Situation {
  let made = 0
  return {
    now: clock(time),
    tablet: {
      id: on,
      place: on === 'reception' ? 'reception' : on === 'manager' ? 'manager' : on === 'wall' ? 'wall' : 'counter',
      lane: laneOf(on),
      journal: journalOf(on),
    },
    by,
    contact,
    newId: (prefix) => `${prefix}_new${++made}`,
    heads: new Map(),
  }
}

/** What a command decides on this hall. */
export const when = <Ask>(hall: Hall, command: HallCommand<Ask>, ask: Ask, given: Situation): HallDecision =>
  decide(command, hall, ask, given) as HallDecision

/** The ticket with this label, which the test is sure exists. */
export function ticket(hall: Hall, label: string) {
  const found = hall.tickets.get(t(label))
  if (!found) throw new Error(`no ticket ${label}`)
  return found
}

/** The reason of a refusal, or 'accepted'. */
export const answer = (decision: HallDecision): string => (decision.ok ? 'accepted' : decision.why)

/** The kinds and labels of an accepted decision: `['TicketCalled A001']`. */
export const asked = (decision: HallDecision): string[] =>
  decision.ok ? decision.events.map(({ kind, subject }) => `${kind} ${subject.replace(/^t_/, '')}`) : [decision.why]
