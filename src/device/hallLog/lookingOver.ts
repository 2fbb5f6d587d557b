import type { JournalDisk } from '#device/basics/ports.ts'
import { isCopy } from '#device/journal/copyFiles.ts'
import { isSegment } from '#device/journal/foundJournal.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import type { RowPlace } from '#device/store/soundRows.ts'
import { decodeFrames } from '#log/frames.ts'

/** Where the slow round is: a file of the journal's disk, or a row of the database. */
export type LookedPlace = readonly ['file', string] | RowPlace

/**
 * Looks at what lies behind a place: each frame of the journal and of its second copy, each line of the database. What is not
 * what was written is had again, the way a start has it. Answers the place it has come to; null: everything was looked at.
 */
export type LookOver = (behind: LookedPlace | null) => Promise<LookedPlace | null>

/** Makes the slow round. Each piece of damage is acted on once: what nobody has any more stays as it is, and named. */
export function createLookOver(of: {
  readonly disk: JournalDisk
  readonly hall: string
  readonly store: Pick<LineStore, 'dropDamaged' | 'lookAtRow'>
  /** Brings journal and database to agree, as a start does. */
  readonly startAgain: () => Promise<void>
  /** Makes the second copy anew. */
  readonly copyAfresh: () => Promise<void>
}): LookOver {
  const { disk, hall, store } = of
  const seen = new Set<string>()
  const odd = new Set<string>()

  async function lookAtFile(name: string): Promise<void> {
    const { damaged, writtenBytes } = decodeFrames(await disk.read(name))
    const what = `${name} ${writtenBytes}`
    if (damaged.length === 0 || seen.has(what)) return
    seen.add(what)
    await (isCopy(name, hall) ? of.copyAfresh() : of.startAgain())
  }

  return async (behind) => {
    if (behind === null || behind[0] === 'file') {
      const files = (await disk.names()).filter((name) => isSegment(name, hall) || isCopy(name, hall)).sort()
      const next = files.find((name) => behind === null || name > behind[1])
      if (next !== undefined) {
        await lookAtFile(next)
        return ['file', next]
      }
    }
    const { at, isSound } = await store.lookAtRow(behind === null || behind[0] === 'file' ? null : behind, odd)
    if (!isSound) {
      for (const name of await store.dropDamaged(odd)) odd.add(name)
      await of.startAgain()
    }
    return at
  }
}
