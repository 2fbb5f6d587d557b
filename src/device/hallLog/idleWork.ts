import type { JournalDisk } from '#device/basics/ports.ts'
import { removeCutPieces } from '#device/journal/cutPieces.ts'
import type { Reserve, SpareDisk } from '#device/journal/reserve.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import type { Copying, createCopying } from './copying.ts'
import type { SyncedLog } from './hallLog.ts'
import type { LookOver } from './lookingOver.ts'
import type { OwnJournals } from './ownJournals.ts'
import type { Signing } from './signing.ts'

/** What is done in idle time. */
export type IdleWork = Pick<SyncedLog, 'copyAside' | 'letLinesGo' | 'lookOver' | 'signEnds'>

/**
 * Makes it: room for emergencies is kept on the journal's disk and, where there is more, the second
 * copy; the ends of own journals are signed; lines that are needed no more and lie safe elsewhere leave; and what lies on this tablet is looked over. `startAgain`: brings journal and
 * database to agree, as a start does.
 */
export function createIdleWork({
  reserve,
  exclusive,
  disk,
  identity,
  own,
  startAgain,
  ...rest
}: Omit<Parameters<typeof createCopying>[0], 'disk' | 'hall'> & {
  readonly reserve: Reserve
  readonly exclusive: <T>(task: () => Promise<T>) => Promise<T>
  readonly disk: JournalDisk
  readonly identity: { readonly hall: string; readonly key: string }
  readonly store: LineStore
  readonly own: OwnJournals
  readonly startAgain: () => Promise<void>
}): IdleWork {
  const of = { ...rest, hall: identity.hall }
  let begun: { readonly spare: SpareDisk; readonly copying: Copying } | null = null
  let hasLooked = false
  let looking: LookOver | null = null
  let signing: Signing | null = null

  async function copyAside(): Promise<void> {
    await exclusive(async () => {
      // What is written from now on is whole, or goes.
      if (!hasLooked) await removeCutPieces(disk, identity.hall, reserve.bytes)
      await reserve.keep(!hasLooked)
      hasLooked = true
    })
    const { createCopying } = await import('./copying.ts')
    // A copy that was given up, or of which something is damaged, is begun anew.
    if (begun === null || begun.spare.isGone) {
      const spare = reserve.spare()
      begun = { spare, copying: createCopying({ ...of, disk: spare.disk }) }
    }
    await begun.copying.copy()
  }

  async function copyAfresh(): Promise<void> {
    begun = null
    await copyAside()
  }

  return {
    copyAside,
    async signEnds(sign) {
      const { createSigning } = await import('./signing.ts')
      signing ??= createSigning({ own, store: rest.store, key: identity.key, exclusive })
      await signing(sign)
    },
    async letLinesGo(safe) {
      const { letLinesGo } = await import('./leavingHeads.ts')
      return letLinesGo({ ...rest, exclusive }, safe)
    },
    async lookOver(behind) {
      const { createLookOver } = await import('./lookingOver.ts')
      looking ??= createLookOver({ ...of, disk, startAgain: () => exclusive(startAgain), copyAfresh })
      return looking(behind)
    },
  }
}
