import * as v from 'valibot'
import { Count } from '../shapes.ts'
import type { Folding } from '../slice.ts'

const Measured = v.pipe(v.number(), v.minValue(0))

/** How long a service takes in this hall, measured; an exponential average in minutes. */
export const Pace = v.object({
  mean: Measured,
  /** Exponential average of the squared distance from the mean, minutes². */
  variance: Measured,
  count: Count,
})
export type Pace = Readonly<v.InferOutput<typeof Pace>>

/** Measured service times by pace key. */
export interface PacesPart {
  readonly paces: ReadonlyMap<string, Pace>
}

/** Weight of the newest service in the average. */
const WEIGHT = 0.15
/** Longer than this (minutes) a service says more about a forgotten screen than about the work. */
const LONGEST = 180

/** Learns one finished service for its pace key (service, or queue when the service is not known). */
export function learnPace(hall: Folding<PacesPart>, key: string, minutes: number): void {
  if (!(minutes > 0) || minutes > LONGEST) return
  const pace = hall.paces.get(key)
  if (!pace) {
    hall.paces.set(key, { mean: minutes, variance: (minutes / 2) ** 2, count: 1 })
    return
  }
  const weight = Math.max(WEIGHT, 1 / (pace.count + 1))
  const distance = minutes - pace.mean
  hall.paces.set(key, {
    mean: pace.mean + weight * distance,
    variance: (1 - weight) * (pace.variance + weight * distance * distance),
    count: pace.count + 1,
  })
}

/** Under which key a ticket's service time is learnt and looked up. */
export const paceKey = (of: { readonly service: string | null; readonly queue: string }): string =>
  of.service ?? `queue:${of.queue}`
