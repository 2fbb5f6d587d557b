import { describe, expect, it } from 'vitest'
import { hashOfLine, type Line, writeLine } from '#log/lines.ts'
import { checkRun } from '#server/sqlite/soundness.ts'
import { firstTip, tipBehind } from '#server/tips.ts'

const JOURNAL = 'j_9f3c21a7b0d84e55'

/** Three lines that follow each other, numbers 4 to 6. */
function threeLines(): readonly Line[] {
  const lines: Line[] = []
  let prev = 'a'.repeat(64)
  for (const n of [4, 5, 6]) {
    const written = writeLine(
      {
        hall: 'h_test',
        journal: JOURNAL,
        n,
        stamp: `2026-03-01T09:15:02.12${n}Z-0000-9f3c21a7`,
        prev,
        kind: 'TicketCancelled',
        by: null,
        subject: `t_${n}`,
        body: { reason: '客户离开' },
        papers: [],
        drill: null,
      },
      new Uint8Array(16).fill(n),
    )
    if (!written.ok) throw new Error(written.why)
    lines.push(written.line)
    prev = hashOfLine(written.line)
  }
  return lines
}

const lines = threeLines()
const before = firstTip('h_test')
const run = { journal: JOURNAL, from: 4, count: 3, before, tip: tipBehind(before, lines) }

describe('a run of lines on a disk that has changed a byte', () => {
  it('is what was stored while it is what was stored', () => {
    const kinds = lines.map(() => 'TicketCancelled')
    expect(checkRun({ ...run, lines })).toEqual({ lines, kinds, damaged: [] })
  })

  it('gives every line that is still what it was, and names the one that is not, for every byte of it', () => {
    const bytes = Buffer.from(lines.join('\n'))
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = bytes[at]! ^ 1
      const found = checkRun({ ...run, lines: changed.toString().split('\n') })
      expect(found.damaged.length, `byte ${at}`).toBeGreaterThan(0)
      for (const [i, line] of lines.entries())
        if (!found.damaged.includes(4 + i)) expect(found.lines[i], `byte ${at}`).toBe(line)
      // A damaged byte costs its line, and at most those beside it.
      expect(found.damaged.length, `byte ${at}`).toBeLessThanOrEqual(3)
    }
  })

  it('gives what is left of it when it was cut', () => {
    const found = checkRun({ ...run, lines: lines.slice(0, 2) })
    expect(found.damaged).toEqual([6])
    expect(found.lines.slice(0, 2)).toEqual(lines.slice(0, 2))
  })
})
