import { lastOfName, nameAt } from '#device/journal/branches.ts'
import type { OwnJournal, Pen } from '#device/journal/pen.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { hashOfLine, type Line } from '#log/lines.ts'
import type { Outgoing } from './hallLog.ts'

/**
 * The next run of own lines that the server has not kept. There is no outbox but the log: unsent is n > kept. A journal
 * of which nothing is left to send holds up no other. `travels`: the lines behind these of the same journal.
 */
export async function nextUnsent(
  pen: Pen,
  store: LineStore,
  limit: { readonly lines: number; readonly bytes: number },
  except: ReadonlySet<string>,
  travels: Outgoing | null = null,
): Promise<Outgoing | null> {
  if (travels) {
    const own = pen.journals.find(({ journal }) => journal === travels.journal)
    const { n } = travels.head
    return own && own.head.n > n ? nextOf({ ...own, kept: Math.max(own.kept, n) }, store, limit) : null
  }
  for (const own of pen.journals) {
    if (own.head.n <= own.kept || except.has(own.journal)) continue
    const next = await nextOf(own, store, limit)
    if (next) return next
  }
  return null
}

async function nextOf(
  own: OwnJournal,
  store: LineStore,
  limit: { readonly lines: number; readonly bytes: number },
): Promise<Outgoing | null> {
  const lines: Line[] = []
  let first = own.kept + 1
  let bytes = 0
  await store.readOwn(own.journal, first, (row) => {
    for (const [i, line] of row.lines.entries()) {
      const n = row.from + i
      // A journal whose first segments were let go is offered from where it is held.
      if (lines.length === 0 && n > first) first = n
      if (n < first) continue
      if (lines.length > 0 && n > lastOfName(own, first)) return true
      const size = utf8Length(line) + 1
      if (n !== first + lines.length || lines.length >= limit.lines) return true
      if (lines.length > 0 && bytes + size > limit.bytes) return true
      lines.push(line)
      bytes += size
    }
    return false
  })
  const last = lines.at(-1)
  if (last === undefined) return null
  const head = { n: first + lines.length - 1, hash: hashOfLine(last) }
  return { journal: own.journal, name: nameAt(own, first), from: first, lines, head }
}

const utf8Length = (line: Line): number => new TextEncoder().encode(line).length
