import { casesSlice } from '../cases/fold.ts'
import { commandsOf } from '../command.ts'
import { mayAct, needLeave } from '../permissions.ts'
import type { Interrupted, interruptionKinds } from './events.ts'
import { interruptionsSlice } from './fold.ts'
import { operatorOutOfReach } from './outOfReach.ts'
import { cashExpected, interruptionFigures } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['interruption-unknown', 'witness-is-missing'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof interruptionKinds, Why>()(interruptionsSlice, casesSlice)

/**
 * 中断处置 on one button (1.1.16): from here on services are at their offline tier, and the first report is written.
 * Somebody who declares what is already declared changes nothing.
 */
export const declareInterruption = command<{ what: Interrupted; drafts: number }>(
  'declareInterruption',
  (hall, ask, situation) => {
    const refusal = needLeave(hall, situation, 'declare-interruption')
    if (refusal) return refusal
    if (operatorOutOfReach(hall)) return accept()
    const body = { what: ask.what, drafts: ask.drafts }
    return accept({ kind: 'InterruptionBegan', subject: situation.newId('i'), body })
  },
)

/** A report went up; its figures are the hall's own. */
export const reportInterruption = command<{ interruption: string; report: 'first' | 'update' | 'final' }>(
  'reportInterruption',
  (hall, ask, situation) => {
    const refusal = needLeave(hall, situation, 'declare-interruption')
    if (refusal) return refusal
    const found = hall.interruptions.get(ask.interruption)
    if (!found) return refuse('interruption-unknown')
    const body = { report: ask.report, ...interruptionFigures(hall, found, situation.now) }
    return accept({ kind: 'InterruptionReported', subject: found.id, body })
  },
)

/** The operator answers again. Ends every interruption that is going on: tablets apart may have declared one each. */
export const endInterruption = command<Record<string, never>>('endInterruption', (hall, _ask, situation) => {
  const refusal = needLeave(hall, situation, 'declare-interruption')
  if (refusal) return refusal
  const running = [...hall.interruptions.values()].filter(({ endedAt }) => endedAt === null)
  return accept(...running.map(({ id }) => ({ kind: 'InterruptionEnded', subject: id, body: {} }) as const))
})

/** Counts the cash of an interruption, by two people; `drop`: it goes to the safe with that. */
export const countCash = command<{ interruption: string; counted: number; second: string; drop: boolean }>(
  'countCash',
  (hall, ask, situation) => {
    const refusal = needLeave(hall, situation, 'take-case')
    if (refusal) return refusal
    const found = hall.interruptions.get(ask.interruption)
    if (!found) return refuse('interruption-unknown')
    if (ask.second === situation.by || !mayAct(hall, ask.second, 'take-case')) return refuse('witness-is-missing')
    const expected = cashExpected(hall, found)
    const body = { expected, counted: ask.counted, second: ask.second, dropped: ask.drop }
    return accept(
      { kind: 'CashCounted', subject: found.id, body },
      { kind: 'CashConfirmed', subject: found.id, body: {}, signer: ask.second },
    )
  },
)
