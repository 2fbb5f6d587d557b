import type { OpenedPaper, PaperPlace } from './papers.ts'
import type { SealedThings } from './sealedThings.ts'

/** The one door to what a paper says: whoever reads a sealed paper comes through here. */
export async function openPaper(
  { sealed }: { readonly sealed: SealedThings | null },
  { name, ...place }: PaperPlace & { readonly name: string },
): Promise<OpenedPaper> {
  return (await sealed?.papers.open(name, place)) ?? { ok: false, why: 'locked' }
}
