import { type CommonRefusal, commandsOf, type Refused, type Situation } from '../command.ts'
import { needLeave } from '../permissions.ts'
import type { HallWith } from '../shelf.ts'
import type { counterKinds } from './events.ts'
import { currentTicket, heldByOther } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'counter-is-closed',
  'counter-is-not-open',
  'counter-is-open-elsewhere',
  'counter-unknown',
  'finish-the-current-ticket-first',
  'queue-unknown',
  'reason-is-missing',
] as const
type Why = (typeof refusals)[number]

const needs = [] as const
type Hall = HallWith<typeof needs>
const { command, accept, refuse } = commandsOf<typeof counterKinds, Why>()(...needs)

/** 开台: this tablet serves a counter; without `queues` those the hall planned for it. */
export const openCounter = command<{ counter: string; queues?: readonly string[] }>(
  'openCounter',
  (hall, ask, situation) => {
    const refusal = mayServe(hall, situation)
    if (refusal) return refusal
    const desk = hall.settings.counters.find((each) => each.id === ask.counter)
    if (!desk) return refuse('counter-unknown')
    if (heldByOther(hall, ask.counter, situation.tablet.id))
      return refuse('counter-is-open-elsewhere', { counter: ask.counter })
    const queues = (ask.queues ?? desk.queues).filter((id) => hall.settings.queues.some((queue) => queue.id === id))
    if (queues.length === 0) return refuse('queue-unknown')
    const opened = {
      kind: 'CounterOpened',
      subject: ask.counter,
      body: { tablet: situation.tablet.id, queues },
    } as const
    // A tablet stands at one counter: opening another one closes the one before.
    const before = [...hall.counters.values()].find(
      (each) => each.id !== ask.counter && each.status !== 'closed' && each.tablet === situation.tablet.id,
    )
    if (!before) return accept(opened)
    const current = currentTicket(hall, before.id)
    if (current) return refuse('finish-the-current-ticket-first', { label: current.label })
    return accept({ kind: 'CounterClosed', subject: before.id, body: {} }, opened)
  },
)

/** 暂停: no calls for a while, with a reason the wall can show. */
export const pauseCounter = command<{ counter: string; reason: string }>('pauseCounter', (hall, ask, situation) => {
  const refusal = mayServe(hall, situation)
  if (refusal) return refusal
  if (hall.counters.get(ask.counter)?.status !== 'open') return refuse('counter-is-not-open')
  if (ask.reason === '') return refuse('reason-is-missing')
  if (currentTicket(hall, ask.counter)) return refuse('finish-the-current-ticket-first')
  return accept({ kind: 'CounterPaused', subject: ask.counter, body: { reason: ask.reason } })
})

export const resumeCounter = command<{ counter: string }>('resumeCounter', (hall, ask, situation) => {
  const refusal = mayServe(hall, situation)
  if (refusal) return refusal
  if (hall.counters.get(ask.counter)?.status !== 'paused') return refuse('counter-is-not-open')
  return accept({ kind: 'CounterResumed', subject: ask.counter, body: {} })
})

/** 关台. The customer at the counter comes first. */
export const closeCounter = command<{ counter: string }>('closeCounter', (hall, ask, situation) => {
  const refusal = mayServe(hall, situation)
  if (refusal) return refusal
  const state = hall.counters.get(ask.counter)
  if (!state || state.status === 'closed') return refuse('counter-is-closed')
  if (currentTicket(hall, ask.counter)) return refuse('finish-the-current-ticket-first')
  return accept({ kind: 'CounterClosed', subject: ask.counter, body: {} })
})

/** Somebody looked and found nobody calling there: its share is free, its called ticket can be called by others. */
export const declareCounterLost = command<{ counter: string }>('declareCounterLost', (hall, ask, situation) => {
  const refusal = mayServe(hall, situation)
  if (refusal) return refusal
  const state = hall.counters.get(ask.counter)
  if (!state || state.status === 'closed') return refuse('counter-is-closed')
  return accept({ kind: 'CounterDeclaredLost', subject: ask.counter, body: {} })
})

const mayServe = (hall: Hall, situation: Situation): Refused<Why | CommonRefusal> | null =>
  needLeave(hall, situation, 'serve')
