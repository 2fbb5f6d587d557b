import type { JournalDisk } from '#device/basics/ports.ts'
import { type CopiedLine, readSecondCopy } from '#device/journal/secondCopy.ts'
import { eventId } from '#log/event.ts'
import type { Admitted } from './sortRun.ts'
import { storedEvent } from './storedEvent.ts'

/**
 * The lines of the second copy as they come in, each once. They have no seq: what the hall server sends in their place
 * later counts in any case.
 */
export async function linesOfCopy(disk: JournalDisk, hall: string, now: number): Promise<readonly Admitted[]> {
  const once = new Map<string, CopiedLine>()
  for (const each of await readSecondCopy(disk, hall)) {
    const event = storedEvent(each.line, each.journal)
    if (event) once.set(eventId(event), each)
  }
  const received = new Date(now).toISOString()
  return [...once.values()].map(({ journal, line }) => {
    const branch = journal.includes('~') ? { journal } : {}
    return { seq: 0, received, line, ...branch }
  })
}
