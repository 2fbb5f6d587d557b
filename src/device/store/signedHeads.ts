import type { SignedHead } from '#log/signedHead.ts'
import type { Tables } from './database.ts'
import type { Write } from './term.ts'

/** What tablets have signed of their journals. Nobody has checked it here. */
export interface SignedHeads {
  signedHeads(): Promise<readonly SignedHead[]>
  /** Keeps them: the newest of each journal, and of those before it one for every so many lines. */
  noteHeads(heads: readonly SignedHead[]): Promise<void>
  /** Lets those go that their tablets have not signed. */
  dropHeads(heads: readonly SignedHead[]): Promise<void>
}

/** Of what lies between two heads that are kept (lines), each line can still be carried under the upper one. */
const APART = 50

/** Makes the table of signed heads; `noteHead` works within a transaction that writes it. */
export function createSignedHeads(
  db: Tables,
  write: Write,
): SignedHeads & { noteHead(head: SignedHead): Promise<void> } {
  const keyOf = ({ journal, n }: SignedHead): [string, number] => [journal, n]

  async function noteHead(head: SignedHead): Promise<void> {
    const below = await db.heads
      .where('[journal+n]')
      .between([head.journal, 0], [head.journal, head.n], true, false)
      .reverse()
      .limit(2)
      .toArray()
    const [last, before] = below
    if (last && head.n - (before?.n ?? 0) <= APART) await db.heads.delete(keyOf(last))
    await db.heads.put(head)
  }

  return {
    noteHead,
    signedHeads: () => db.heads.toArray(),

    async noteHeads(heads) {
      if (heads.length === 0) return
      await write([db.heads], async () => {
        for (const head of heads) await noteHead(head)
      })
    },

    dropHeads: (heads) => write([db.heads], () => db.heads.bulkDelete(heads.map(keyOf))),
  }
}
