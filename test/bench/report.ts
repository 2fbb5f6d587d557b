import { loadavg } from 'node:os'

/** The middle of some measurements. */
export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5)

/** The value below which a share of the measurements lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** `12.3 (9.8–14.1)`: the median with the smallest and the largest. */
export const spread = (numbers: readonly number[]): string =>
  `${short(median(numbers))} (${short(Math.min(...numbers))}–${short(Math.max(...numbers))})`

const short = (number: number): string => number.toFixed(number < 10 ? 2 : number < 100 ? 1 : 0)

/** One measured figure, beside what the machine gave a bare program in the same run. */
export interface Figure {
  readonly what: string
  readonly unit: string
  readonly measured: readonly number[]
  readonly raw?: readonly number[]
  readonly target: string
}

/** Prints a figure: measured, raw limit, ratio, target, and how busy the machine is. */
export function print({ what, unit, measured, raw, target }: Figure): void {
  const beside = raw ? ` | raw ${spread(raw)} ${unit} | ${(median(measured) / median(raw)).toFixed(2)} × raw` : ''
  console.info(`${what}: ${spread(measured)} ${unit}${beside} | target ${target} | load ${loadavg()[0]?.toFixed(1)}`)
}

/** A bench body runs once and takes its own rounds. */
export const once = { iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 }

/** Times a task so many times, ms each. */
export async function measure(rounds: number, task: (round: number) => unknown): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now()
    await task(round)
    times.push(performance.now() - begin)
  }
  return times
}
