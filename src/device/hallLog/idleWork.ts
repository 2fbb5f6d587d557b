import type { Reserve, SpareDisk } from '#device/journal/reserve.ts'
import type { Copying, createCopying } from './copying.ts'

/** Makes what keeps room for emergencies on the journal's disk and, where there is more, the second copy. */
export function createCopyAside({
  reserve,
  exclusive,
  ...of
}: Omit<Parameters<typeof createCopying>[0], 'disk'> & {
  readonly reserve: Reserve
  readonly exclusive: <T>(task: () => Promise<T>) => Promise<T>
}): () => Promise<void> {
  let begun: { readonly spare: SpareDisk; readonly copying: Copying } | null = null
  return async () => {
    await exclusive(reserve.keep)
    const { createCopying } = await import('./copying.ts')
    // A copy that was given up is begun anew.
    if (begun === null || begun.spare.isGone) {
      const spare = reserve.spare()
      begun = { spare, copying: createCopying({ ...of, disk: spare.disk }) }
    }
    await begun.copying.copy()
  }
}
