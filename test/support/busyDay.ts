import { callNextTicket, finishService, greetCustomer, missCustomer } from '#domain/calls/commands.ts'
import { openCounter, pauseCounter, resumeCounter } from '#domain/counters/commands.ts'
import type { SettingsChange } from '#domain/settings/events.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import type { Quote } from '#domain/tickets/events.ts'
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
  counters: COUNTERS.map((id) => ({ id, queues: services.map((service) => service.id) })),
  pauseReasons: [{ code: 'lunch', name: { zh: '午休', en: 'Lunch' } }],
}

/**
 * A made-up day played through the real commands and the real fold: six counters (four at lunch), four services of
 * 4, 9, 15 and 7 minutes, 12 % priority, customers who leave without a word. The same seed is the same day.
 */
export function busyDay({ seed, customers }: { seed: number; customers: number }): Waited[] {
  const chance = seeded(seed)
  const tablet = createFakeTablet({ settings, leased: 999 })
  const door = tablet.colleague('reception', null)
  const clerks = new Map(COUNTERS.map((id) => [id, tablet.colleague('counter', STAFF.wang)]))
  const agenda: { at: number; act: () => void }[] = []
  const at = (minute: number, act: () => void) => agenda.push({ at: minute, act })
  const idle = new Set(COUNTERS)
  const away = new Set<string>()
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
    if (event?.kind !== 'TicketIssued') return
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

  for (const [counter, clerk] of clerks) clerk.perform(openCounter, { counter })
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
