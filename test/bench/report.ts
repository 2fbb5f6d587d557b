import { appendFileSync } from 'node:fs'
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

const short = (number: number): string =>
  number >= 10_000 ? Math.round(number).toLocaleString('en') : number.toFixed(number < 10 ? 2 : number < 100 ? 1 : 0)

/** What a figure is to reach: by itself in its own unit, or as a multiple of raw in the same run. */
type Target =
  | { readonly most: number }
  | { readonly least: number }
  | { readonly most: number; readonly of: 'raw' }
  | { readonly least: number; readonly of: 'raw' }

/** One measured figure, beside what the machine gave a bare program in the same run. */
export interface Figure {
  readonly what: string
  readonly unit: string
  readonly measured: readonly number[]
  readonly raw?: readonly number[]
  /** What raw is where it is no bare program. */
  readonly rawIs?: string
  /** Null: nobody has set any. */
  readonly target: Target | null
}

/** A figure as the list at the end has it. */
export interface Row {
  readonly text: string
  /** Null: nobody has set a target. */
  readonly met: boolean | null
}

/** Where a run gathers its rows, one JSON text a line. */
export const ROWS = 'STAYOPEN_BENCH_ROWS'

/** Says a figure in a line: measured, raw, ratio, target, and how busy the machine is. */
export function rowOf({ what, unit, measured, raw, rawIs = 'raw', target }: Figure): Row {
  const ratio = raw ? median(measured) / median(raw) : null
  const beside = raw && ratio !== null ? ` | ${rawIs} ${spread(raw)} ${unit} | ${ratio.toFixed(2)} × ${rawIs}` : ''
  const text = `${what}: ${spread(measured)} ${unit}${beside} | target ${said(target, unit, rawIs)}`
  if (target === null) return { text, met: null }
  const reached = 'of' in target ? ratio : median(measured)
  if (reached === null) throw new Error(`${what}: a multiple of raw, and no raw was measured`)
  return { text, met: 'most' in target ? reached <= target.most : reached >= target.least }
}

function said(target: Target | null, unit: string, rawIs: string): string {
  if (target === null) return 'none set'
  const [sign, value] = 'most' in target ? ['≤', target.most] : ['≥', target.least]
  return 'of' in target ? `${sign} ${value} × ${rawIs}` : `${sign} ${value.toLocaleString('en')} ${unit}`
}

/** Prints a figure, and keeps it for the end of the run. */
export function print(figure: Figure): void {
  const row = rowOf(figure)
  console.info(`${row.text} | load ${loadavg()[0]?.toFixed(1)}`)
  const file = process.env[ROWS]
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`)
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
