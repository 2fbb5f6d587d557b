import { isRedacted, type Line } from './lines.ts'

/** Lines of a journal that follow each other; the journal as the hall calls it. */
export interface CarriedRun {
  readonly journal: string
  readonly from: number
  readonly lines: readonly Line[]
}

/** Puts lines into runs: by journal and number, each line once, whole if it is among them whole. */
export function runsOf(
  lines: readonly { readonly journal: string; readonly n: number; readonly line: Line }[],
): CarriedRun[] {
  const sorted = [...lines].sort((a, b) =>
    a.journal === b.journal
      ? a.n - b.n || Number(isRedacted(a.line)) - Number(isRedacted(b.line))
      : a.journal < b.journal
        ? -1
        : 1,
  )
  const runs: { journal: string; from: number; lines: Line[] }[] = []
  for (const { journal, n, line } of sorted) {
    const run = runs.at(-1)
    const next = run && run.journal === journal ? run.from + run.lines.length : null
    if (run && next === n) run.lines.push(line)
    else if (next === null || n > next) runs.push({ journal, from: n, lines: [line] })
  }
  return runs
}
