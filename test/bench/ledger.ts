import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ROWS, type Row } from './report.ts'

/** Around a run of the benches: when all are through it says every figure once more, those that miss their target last. */
export default function ledger({ config }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rows-'))
  const file = join(folder, 'rows.ndjson')
  config.env = { ...config.env, [ROWS]: file }
  return () => {
    const kept = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
    rmSync(folder, { recursive: true })
    process.stdout.write(summary(kept.map((row) => JSON.parse(row))))
  }
}

/** What a run has measured, as its last lines. */
export function summary(rows: readonly Row[]): string {
  const parts: readonly (readonly [string, boolean | null])[] = [
    ['without a target', null],
    ['meet their target', true],
    ['miss their target', false],
  ]
  const told = parts.map(([how, met]) => {
    const such = rows.filter((row) => row.met === met)
    return [
      `${such.length} of ${rows.length} rows ${how}${such.length > 0 ? ':' : '.'}`,
      ...such.map(({ text }) => `  ${text}`),
    ]
  })
  return `\n${told.flat().join('\n')}\n`
}
