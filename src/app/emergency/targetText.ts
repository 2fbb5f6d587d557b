import type { Target } from '#domain/plans/plan.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { stopwatch } from '../useShown.ts'

/** When a line is to be done, in short: `01:00`, `灭火后`, `恢复后 05:00`, `↻ 30:00` for what comes again. */
export function targetText({ after, seconds, repeats }: Target, named: (text: Bilingual) => string): string {
  const time = repeats ? `↻ ${stopwatch(seconds * 1000)}` : stopwatch(seconds * 1000)
  if (after === null) return time
  return seconds > 0 ? `${named(after)} ${time}` : named(after)
}
