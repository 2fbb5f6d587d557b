import type { JournalDisk } from '#device/basics/ports.ts'
import { type CopiedLine, readSecondCopy } from '#device/journal/secondCopy.ts'
import { eventId } from '#log/event.ts'
import { isRedacted, keptHead } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import type { Admitted } from './sortRun.ts'

/**
 * The lines of the second copy as they come in, each once, with what their tablets have signed. They have no seq: what the
 * hall server sends in their place later counts in any case.
 */
export async function linesOfCopy(
  disk: JournalDisk,
  hall: string,
): Promise<{ readonly lines: readonly Admitted[]; readonly heads: readonly SignedHead[] }> {
  const once = new Map<string, CopiedLine & { readonly stamp: string }>()
  const copied = await readSecondCopy(disk, hall)
  for (const each of copied.lines) {
    const { n, stamp } = keptHead(each.line)
    const name = eventId({ journal: each.journal, n })
    // A line may have come whole behind its head, or stand here once more as its head.
    if (!isRedacted(each.line) || !once.has(name)) once.set(name, { ...each, stamp })
  }
  const lines = [...once.values()].map(({ journal, line, stamp }) => {
    const branch = journal.includes('~') ? { journal } : {}
    // When it came is not in the copy; that it counted here is.
    return { seq: 0, received: stamp.slice(0, 24), line, ...branch }
  })
  return { lines, heads: copied.heads }
}
