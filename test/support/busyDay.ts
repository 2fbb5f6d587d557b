import { checkIn, makeAppointment } from '#domain/appointments/commands.ts'
import { chooseNext } from '#domain/calls/choose.ts'
import { callNextTicket, finishService, greetCustomer, missCustomer } from '#domain/calls/commands.ts'
import { inTouch } from '#domain/command.ts'
import { closeCounter, openCounter, pauseCounter, resumeCounter } from '#domain/counters/commands.ts'
import type { SettingsChange } from '#domain/settings/events.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import type { Quote } from '#domain/tickets/events.ts'
import { overflows } from '#domain/waits/overflow.ts'
import type { HallEvent } from '#domain/whole.ts'
import { createFakeTablet, STAFF } from './fakeTablet.ts'

/** A customer of a simulated day: what was promised and how long it took until the first call, in minutes. */
export interface Waited {
  readonly quote: Quote | null
  readonly minutes: number
}

const services = [
  { id: 'pay', share: 0.4, minutes: 4 },
  { id: 'plan', share: 0.25, minutes: 9 },
  { id: 'new', share: 0.15, minutes: 15 },
  { id: 'ask', share: 0.2, minutes: 7 },
] as const
const COUNTERS = ['1', '2', '3', '4', '5', '6']
/** Opened when a queue is too long, and closed again after an hour. */
const SPARE = ['7', '8']
const OPENS = 9 * 60
const CLOSES = 17 * 60
const LUNCH = [12 * 60, 13.5 * 60] as const
/** Arrivals per hour from 09:00 on, relative to each other. */
const CROWD = [0.9, 1.5, 1.2, 0.8, 0.8, 1.1, 1.2, 0.5]

const settings: SettingsChange = {
  name: '模拟厅',
  queues: services.map(({ id }, at) => ({
    id,
    prefix: 'ABCD'[at] ?? 'A',
    name: { zh: id, en: id },
    hue: at + 1,
    targetMinutes: 15,
    open: true,
  })),
  services: services.map(({ id, minutes }) => ({
    id,
    queue: id,
    name: { zh: id, en: id },
    standardMinutes: minutes,
    frequent: true,
    open: true,
  })),
  counters: [...COUNTERS, ...SPARE].map((id) => ({ id, queues: services.map((service) => service.id) })),
  pauseReasons: [{ code: 'lunch', name: { zh: '午休', en: 'Lunch' } }],
}

/** Half of the counters do no new lines and one no plans; two customers of each queue have an appointment at one time. */
const routing: SettingsChange = {
  skills: {
    people: [],
    counters: [
      { counter: '1', cannot: ['new'] },
      { counter: '2', cannot: ['new'] },
      { counter: '3', cannot: ['new', 'plan'] },
    ],
    spareMinutes: 1,
  },
  appointments: { perSlot: 1, slotMinutes: 60, earlyMinutes: 15, lateMinutes: 10, noShowMinutes: 30 },
}
const DAY = '2026-11-23'

/**
 * A made-up day played through the real commands and the real fold: six counters (four at lunch), four services of
 * 4, 9, 15 and 7 minutes, 12 % priority, customers who leave without a word. The same seed is the same day. `routed`: with
 * skills, appointments, of which one in ten is not kept, and counters that open when a queue is too long.
 */
export function busyDay({
  seed,
  customers,
  routed = false,
}: {
  seed: number
  customers: number
  routed?: boolean
}): Waited[] {
  const chance = seeded(seed)
  const tablet = createFakeTablet({ settings: routed ? { ...settings, ...routing } : settings, leased: 999 })
  const door = tablet.colleague('reception', null)
  const clerks = new Map([...COUNTERS, ...SPARE].map((id) => [id, tablet.colleague('counter', STAFF.wang)]))
  const agenda: { at: number; act: () => void }[] = []
  const at = (minute: number, act: () => void) => agenda.push({ at: minute, act })
  const idle = new Set(COUNTERS)
  const away = new Set<string>(SPARE)
  const closing = new Set<string>()
  const waiting = new Map<
    string,
    { since: number; leavesAt: number; quote: Quote | null; minutes: number; patient: number }
  >()
  const waited: Waited[] = []
  let minute = OPENS

  function arrive(): void {
    const service = pick(chance())
    const priority = chance() < 0.12 ? ('elderly' as const) : null
    const [event] = door.perform(issueTicket, { queue: service.id, service: service.id, priority })
    if (event?.kind === 'TicketIssued') joins(event, service)
  }

  function joins(event: HallEvent<'TicketIssued'>, service: (typeof services)[number]): void {
    const { priority } = event.body
    // Three exponential steps: most services are near their mean, a few take very long.
    const minutes = (-Math.log(chance() * chance() * chance()) / 3) * service.minutes
    const leavesAt = minute - Math.log(chance()) * 180
    waiting.set(event.subject, {
      since: minute,
      leavesAt,
      quote: event.body.quote,
      minutes,
      patient: priority ? 1 : 0.5,
    })
    for (const counter of [...idle]) callAt(counter)
  }

  function callAt(counter: string): void {
    if (away.has(counter) || waiting.size === 0) return void (away.has(counter) || idle.add(counter))
    idle.delete(counter)
    const hall = tablet.log.hall
    const desk = hall.counters.get(counter)
    // Who waits may be for others; then this counter looks again as soon as somebody comes, or in a minute.
    if (routed && (!desk || !chooseNext(hall, desk, inTouch, tablet.now()))) {
      idle.add(counter)
      at(minute + 1, () => idle.has(counter) && callAt(counter))
      return
    }
    const [call] = clerks.get(counter)?.perform(callNextTicket, { counter }) ?? []
    const customer = waiting.get(call?.subject ?? '')
    if (!call || !customer) throw new Error('a call without a customer')
    waiting.delete(call.subject)
    if (customer.leavesAt < minute) {
      at(minute + customer.patient + 0.1, () => {
        clerks.get(counter)?.perform(missCustomer, { counter, reason: 'did-not-come' })
        callAt(counter)
      })
      return
    }
    waited.push({ quote: customer.quote, minutes: minute - customer.since })
    at(minute + 0.4, () => clerks.get(counter)?.perform(greetCustomer, { counter }))
    at(minute + 0.4 + customer.minutes, () => {
      clerks.get(counter)?.perform(finishService, { counter, outcome: 'done' })
      if (closing.has(counter)) return void closeSpare(counter)
      if ((counter === '5' || counter === '6') && minute >= LUNCH[0] && minute < LUNCH[1]) goToLunch(counter)
      else callAt(counter)
    })
  }

  function goToLunch(counter: string): void {
    away.add(counter)
    idle.delete(counter)
    clerks.get(counter)?.perform(pauseCounter, { counter, reason: 'lunch' })
    at(LUNCH[1] + 0.01, () => {
      away.delete(counter)
      clerks.get(counter)?.perform(resumeCounter, { counter })
      callAt(counter)
    })
  }

  /** Every five minutes somebody does what the overflow asks for. */
  function watchOverflow(): void {
    for (const { relief } of overflows(tablet.log.hall, tablet.now())) {
      if (relief?.act !== 'open' || !SPARE.includes(relief.counter)) continue
      const { counter } = relief
      clerks.get(counter)?.perform(openCounter, { counter })
      away.delete(counter)
      at(minute + 60, () => (idle.has(counter) ? closeSpare(counter) : closing.add(counter)))
      callAt(counter)
    }
    if (minute < CLOSES) at(minute + 5, watchOverflow)
  }

  function closeSpare(counter: string): void {
    closing.delete(counter)
    idle.delete(counter)
    away.add(counter)
    clerks.get(counter)?.perform(closeCounter, { counter })
  }

  /** Each hour one customer of each queue has a time, and nine in ten of them come, up to fifteen minutes early or ten late. */
  function makeAppointments(): void {
    for (let hour = 9; hour < 17; hour++) {
      for (const service of services) {
        const time = `${String(hour).padStart(2, '0')}:00`
        const ask = { day: DAY, time, queue: service.id, service: service.id, tail: '' }
        const [made] = door.perform(makeAppointment, ask)
        if (!made || chance() < 0.1) continue
        at(Math.max(OPENS, hour * 60 - 12 + chance() * 22), () => {
          const events = door.perform(checkIn, { appointment: made.subject, priority: null })
          const issued = events.find((event) => event.kind === 'TicketIssued')
          if (issued?.kind === 'TicketIssued') joins(issued, service)
        })
      }
    }
  }

  for (const counter of COUNTERS) clerks.get(counter)?.perform(openCounter, { counter })
  if (routed) {
    makeAppointments()
    at(OPENS + 5, watchOverflow)
  }
  for (let i = 0; i < customers; i++) at(arrival(chance), arrive)
  for (const counter of ['5', '6']) at(LUNCH[0], () => idle.has(counter) && goToLunch(counter))
  while (agenda.length > 0) {
    const next = agenda.reduce((first, each) => (each.at < first.at ? each : first))
    agenda.splice(agenda.indexOf(next), 1)
    tablet.pass(next.at - minute)
    minute = next.at
    next.act()
  }
  return waited
}

function pick(share: number): (typeof services)[number] {
  let left = share
  for (const service of services) {
    left -= service.share
    if (left < 0) return service
  }
  return services[0]
}

function arrival(chance: () => number): number {
  for (;;) {
    const minute = OPENS + chance() * (CLOSES - OPENS)
    if (chance() * 1.5 < (CROWD[Math.floor((minute - OPENS) / 60)] ?? 0)) return minute
  }
}

/** Numbers between 0 and 1, the same ones for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 || 1e-9
  }
}
