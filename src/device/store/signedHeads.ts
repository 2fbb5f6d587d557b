import type { SignedHead } from '#log/signedHead.ts'
import type { Tables } from './database.ts'
import type { Write } from './term.ts'

/** What tablets have signed of their journals, as it came: nobody has checked it here. */
export interface SignedHeads {
  signedHeads(): Promise<readonly SignedHead[]>
  noteHeads(heads: readonly SignedHead[]): Promise<void>
  /** Lets those go that their tablets have not signed. */
  dropHeads(heads: readonly SignedHead[]): Promise<void>
}

/** Of what lies between two heads that are kept (lines), each line can still be carried under the upper one. */
const APART = 50

const keyOf = ({ journal, n }: SignedHead): [string, number] => [journal, n]

/** Keeps the newest head of each journal, and of those before it one for every so many lines. */
export async function thinHeads(db: Tables, write: Write): Promise<void> {
  const go: [string, number][] = []
  let kept: SignedHead | null = null
  const all = await db.heads.toArray()
  for (const [i, head] of all.entries()) {
    const isNewest = all[i + 1]?.journal !== head.journal
    const below: number = kept?.journal === head.journal ? kept.n : 0
    if (isNewest || (all[i + 1]?.n ?? 0) - below > APART) kept = head
    else go.push(keyOf(head))
  }
  if (go.length > 0) await write([db.heads], () => db.heads.bulkDelete(go))
}

/** Lets heads go by name. */
export const dropHeads = (db: Tables, write: Write, heads: readonly SignedHead[]): Promise<void> =>
  write([db.heads], () => db.heads.bulkDelete(heads.map(keyOf)))
