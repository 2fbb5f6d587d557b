import type { Target } from '#domain/plans/plan.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { stopwatchOf } from '../spans.ts'

/** When a line is to be done, in short: `01:00`, `灭火后`, `恢复后 05:00`, `↻ 30:00` for what comes again. */
export function targetText({ after, seconds, repeats }: Target, named: (text: Bilingual) => string): string {
  const time = repeats ? `↻ ${stopwatchOf(seconds)}` : stopwatchOf(seconds)
  if (after === null) return time
  return seconds > 0 ? `${named(after)} ${time}` : named(after)
}
