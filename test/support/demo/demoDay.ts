/**
 * @module A made-up day in a made-up hall: who comes when, for what, how long it takes and who loses patience. The
 * figures are synthetic: six counters (four at lunch), services of 4, 9, 15 and 7 minutes, 330 customers with two
 * peaks, one in eight with priority, one in twenty-five who leaves without a word. The same seed makes the same day.
 */
import type { Priority } from '#domain/tickets/events.ts'

/** Minutes from opening (09:00) to closing (18:00). */
export const DAY_MINUTES = 540
/** When two of the counters eat, in minutes from opening. */
export const LUNCH = { from: 180, to: 240 } as const

const CUSTOMERS = 330

/** Somebody who comes. Times in minutes from opening. */
export interface Visitor {
  readonly at: number
  readonly queue: string
  readonly priority: Priority | null
  readonly serviceMinutes: number
  /** Leaves without a word when not called by then; null: waits as long as it takes. */
  readonly leavesAt: number | null
}

interface Business {
  readonly queue: string
  readonly minutes: number
  readonly share: number
}

const businesses: readonly Business[] = [
  { queue: 'A', minutes: 4, share: 0.4 },
  { queue: 'B', minutes: 9, share: 0.28 },
  { queue: 'C', minutes: 15, share: 0.12 },
  { queue: 'E', minutes: 7, share: 0.2 },
]
const priorities: readonly Priority[] = ['elderly', 'elderly', 'care', 'infant', 'military']

export type Dice = () => number

/** A repeatable source of numbers in [0, 1). */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Everybody who comes on the day of this seed, in order. */
export function visitorsOf(seed: number): readonly Visitor[] {
  const dice = createDice(seed)
  return Array.from({ length: CUSTOMERS }, () => visitor(arrival(dice), dice)).sort((a, b) => a.at - b.at)
}

/** More come towards 10:30 and 15:30 than at noon; a few stand at the door when it opens. */
function arrival(dice: Dice): number {
  if (dice() < 0.03) return dice() * 2
  for (;;) {
    const at = dice() * (DAY_MINUTES - 20)
    const peak = (around: number) => Math.exp(-(((at - around) / 70) ** 2))
    if (dice() < 0.4 + 0.6 * Math.max(peak(90), peak(390))) return at
  }
}

function visitor(at: number, dice: Dice): Visitor {
  const business = chosen(dice())
  return {
    at,
    queue: business.queue,
    priority: dice() < 0.12 ? (priorities[Math.floor(dice() * priorities.length)] ?? null) : null,
    serviceMinutes: business.minutes * spread(dice),
    leavesAt: dice() < 0.04 ? at + 8 + dice() * 12 : null,
  }
}

function chosen(at: number): Business {
  let sum = 0
  for (const business of businesses) {
    sum += business.share
    if (at < sum) return business
  }
  return businesses[0]!
}

/** Service times scatter to the right: most are a little shorter than the mean, some much longer. */
const spread = (dice: Dice): number => Math.max(0.3, -0.5 * Math.log((1 - dice()) * (1 - dice())))
