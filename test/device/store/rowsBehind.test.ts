import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOf, type OwnLines } from '#device/store/ownLines.ts'
import { type Behind, createRowsBehind } from '#device/store/rowsBehind.ts'

const acts = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('save'), count: fc.integer({ min: 1, max: 700 }) }),
    fc.record({ act: fc.constantFrom('stored', 'refused', 'asked', 'another journal') }),
    fc.record({ act: fc.constantFrom('kept', 'forgotten'), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  ),
  { maxLength: 40 },
)

describe('what is saved on the journal’s disk, and the database behind it', () => {
  it('is in memory until the database has it, in order, and is in the database once it has caught up', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const database = new Map<string, { rows: OwnLines[]; kept: number }>()
        /** The transaction that is under way: one at a time. */
        let commit: { readonly store: () => void; readonly refuse: () => void } | null = null
        const put = ({ rows, begun, kept }: Behind) => {
          for (const [journal] of begun) database.set(journal, { rows: [], kept: 0 })
          for (const row of rows) database.get(row.journal)?.rows.push(row)
          for (const [journal, n] of kept) {
            const there = database.get(journal)
            if (there) there.kept = Math.max(there.kept, n)
          }
        }
        const behind = createRowsBehind(
          (batch) =>
            new Promise<void>((done, failed) => {
              expect(commit).toBe(null)
              commit = {
                store() {
                  put(batch)
                  done()
                },
                refuse: () => failed(new DOMException('no room', 'QuotaExceededError')),
              }
            }),
          () => {},
        )
        const end = async (how: 'store' | 'refuse') => {
          const ended = commit
          commit = null
          ended?.[how]()
          for (let turn = 0; turn < 10; turn++) await Promise.resolve()
        }
        const saved = new Map<string, { lines: string[]; kept: number }>([['j_1', { lines: [], kept: 0 }]])
        let journal = 'j_1'
        const look = () => {
          for (const [name, { lines, kept }] of saved) {
            const there = database.get(name)?.rows ?? []
            const last = there.length === 0 ? 0 : endOf(there.at(-1)!)
            const newest = behind.newest.get(name) ?? []
            const read = [...there, ...newest.filter(({ from }) => from > last)].flatMap((row) => row.lines)
            expect(read).toEqual(lines)
            for (const [i, row] of newest.entries()) if (i > 0) expect(row.from).toBe(endOf(newest[i - 1]!) + 1)
            for (let n = 1; n <= lines.length; n += 97)
              if (behind.hasCaughtUp(name, n)) expect(last).toBeGreaterThanOrEqual(n)
            expect(database.get(name)?.kept ?? 0).toBeLessThanOrEqual(Math.max(kept, lines.length))
          }
        }
        for (const each of all) {
          const now = saved.get(journal)!
          if ('count' in each) {
            const from = now.lines.length + 1
            const lines = Array.from({ length: each.count }, (_, i) => `${journal} ${from + i}`)
            now.lines.push(...lines)
            behind.follow(
              { journal, from, lines, command: null, stamp: '' },
              from === 1 ? { order: 1, whole: true } : null,
            )
          } else if ('share' in each) {
            const n = Math.floor(each.share * now.lines.length)
            if (each.act === 'kept' && n > now.kept) {
              now.kept = n
              behind.noteKept(journal, n)
            } else if (each.act === 'forgotten') {
              now.kept = Math.min(now.kept, n)
              behind.forgetKept(journal, n + 1)
            }
          } else if (each.act === 'another journal') {
            journal = `j_${saved.size + 1}`
            saved.set(journal, { lines: [], kept: 0 })
          } else if (each.act === 'stored') await end('store')
          else if (each.act === 'refused') await end('refuse')
          else behind.caughtUp().catch(() => {})
          look()
        }
        const caughtUp = behind.caughtUp()
        while (commit) await end('store')
        await behind.caughtUp()
        await caughtUp.catch(() => {})
        look()
        expect(behind.refusal).toBe(null)
        for (const [name, { lines, kept }] of saved) {
          expect(database.get(name)?.rows.flatMap((row) => row.lines) ?? []).toEqual(lines)
          expect(behind.hasCaughtUp(name, lines.length)).toBe(true)
          if (lines.length > 0) expect(database.get(name)?.kept).toBeGreaterThanOrEqual(kept)
        }
      }),
    )
  })
})
