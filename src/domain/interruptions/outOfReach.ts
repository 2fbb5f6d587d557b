import type { Reach } from '../catalogue/tiers.ts'
import type { Interruption, InterruptionsPart } from './interruptions.ts'

/** The interruption that is going on: the earliest, when tablets that were apart have both declared one. Null: in reach. */
export function operatorOutOfReach(hall: InterruptionsPart): Interruption | null {
  let running: Interruption | null = null
  for (const each of hall.interruptions.values()) {
    if (each.endedAt === null && (running === null || each.beganAt < running.beganAt)) running = each
  }
  return running
}

/** For how many whole minutes it has gone on. */
export const minutesOut = ({ beganAt }: Interruption, now: number): number =>
  Math.max(0, Math.floor((now - beganAt) / 60_000))

/** Whether the operator's systems answer, as the hall says. */
export const reachOf = (hall: InterruptionsPart): Reach => (operatorOutOfReach(hall) ? 'out-of-reach' : 'in-reach')
