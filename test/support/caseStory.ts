/** @module A day told by commands: who asks for what on which tablet, at which time, and the hall that comes of it. */
import type { CaseState } from '#domain/cases/cases.ts'
import { type CaseAsk, openCase } from '#domain/cases/commands.ts'
import type { Hall, HallCommand, HallDecision, HallEvent } from '#domain/whole.ts'
import { eventsOf, foldAll, type Happening, person, setUp, situation, when } from './hallAfter.ts'

/** The name of a paper for tests: 64 hex digits that begin with a number. */
export const paper = (number: number): string => number.toString(16).padStart(64, '0')

/** Colleagues besides those of every test hall: two in the back office, a second at the counters. */
export const colleagues: readonly Happening[] = [
  ['s_zhao', '0030', '赵后台', 'back-office'] as const,
  ['s_qian', '0031', '钱后台', 'back-office'] as const,
  ['s_zhou', '0013', '周敏', 'front'] as const,
].flatMap(([id, workNumber, callName, role]) => person(id, workNumber, callName, role))

/** A change of plan as the hall knows it: three steps, the second needs the operator. */
export const planChange: CaseAsk = {
  service: 'plan',
  version: 1,
  tier: 'T1',
  steps: {
    'in-reach': [
      { id: 'apply', evidence: ['fields'], needsOperator: false },
      { id: 'handle', evidence: [], needsOperator: true },
      { id: 'confirm', evidence: ['confirmation'], needsOperator: false },
    ],
    'out-of-reach': [
      { id: 'apply', evidence: ['fields'], needsOperator: false },
      { id: 'confirm', evidence: ['confirmation'], needsOperator: false },
    ],
  },
  priority: 'P2',
  promiseHours: 24,
  ticket: null,
}

/** Who asks, when and on which tablet. */
export interface Asking {
  readonly by?: string | null
  readonly on?: string
  readonly at?: string
}

/** A hall in which people ask for things; what is accepted happens. */
export function createStory(before: readonly Happening[] = []) {
  let events: HallEvent[] = eventsOf([...setUp, ...colleagues, ...before])
  let minute = 9 * 60
  let made = 0
  const story = {
    get hall(): Hall {
      return foldAll(events)
    },
    get events(): readonly HallEvent[] {
      return events
    },
    /** Asks, a minute after what was asked before unless told when; answers what was decided. */
    ask<Ask>(command: HallCommand<Ask>, ask: Ask, { by = 's_wang', on = 'counter3', at }: Asking = {}): HallDecision {
      minute++
      const two = (number: number) => String(number).padStart(2, '0')
      const time = at ?? `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
      const where = { ...situation(time, { on, by }), newId: (prefix: string) => `${prefix}_${++made}` }
      const decision = when(foldAll(events), command, ask, where)
      if (decision.ok && decision.events.length > 0) {
        const told = decision.events.map(
          (draft, i): Happening => (i === 0 ? { ...draft, on, by, at: time } : { ...draft, on, by }),
        )
        events = [...events, ...eventsOf(told, events)]
      }
      return decision
    },
    /** Opens a case and answers its id. */
    open(ask: Partial<CaseAsk> = {}, asking: Asking = {}): string {
      const decision = story.ask(openCase, { ...planChange, ...ask }, asking)
      if (!decision.ok) throw new Error(decision.why)
      return decision.events[0]?.subject ?? ''
    },
    /** The case with this id, which the test is sure exists. */
    case(id: string): CaseState {
      const found = story.hall.cases.get(id)
      if (!found) throw new Error(`no case ${id}`)
      return found
    },
  }
  return story
}
