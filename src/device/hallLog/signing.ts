import { nameAt } from '#device/journal/branches.ts'
import type { OwnJournal } from '#device/journal/pen.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { openingOf } from '#domain/tablets/opening.ts'
import { keptEvent } from '#log/lines.ts'
import type { SignedText } from '#log/signed.ts'
import { type SignedHead, signedHead } from '#log/signedHead.ts'
import type { OwnJournals } from './ownJournals.ts'

/** Signs the ends of own journals, as far as nobody has signed them and no hall server has them. */
export type Signing = (sign: (text: SignedText) => Promise<string>) => Promise<void>

/**
 * Makes it. A line that waits for a hall server lies under its tablet's signature from the moment after it was saved: were
 * the key lost, whoever the tablet is then could still show who wrote it. On the journal's disk and in the database both.
 */
export function createSigning(of: {
  readonly own: OwnJournals
  readonly store: LineStore
  /** Public half of this tablet's key: it signs what was opened under it, whoever the tablet was then. */
  readonly key: string
  readonly exclusive: <T>(task: () => Promise<T>) => Promise<T>
}): Signing {
  const { own, store, key, exclusive } = of
  /** What lay signed on the journal's disk when the pen was taken, once the database has it too. */
  let found: readonly SignedHead[] | null = null
  let signedTo = new Map<string, number>()
  const isOurs = new Map<string, boolean>()

  async function wasOpenedUnderThisKey({ journal }: OwnJournal): Promise<boolean> {
    const known = isOurs.get(journal)
    if (known !== undefined) return known
    const line = await store.ownLine(journal, 1)
    const event = line === null ? null : keptEvent(line)
    const answer = event !== null && openingOf(event)?.key === key
    // Line 1 may still come.
    if (event !== null) isOurs.set(journal, answer)
    return answer
  }

  async function unsigned(): Promise<readonly OwnJournal[]> {
    const ends: OwnJournal[] = []
    for (const each of own.pen.journals) {
      const { head, journal, kept } = each
      // An end that is not here nobody can vouch for.
      if (head.n <= Math.max(kept, signedTo.get(journal) ?? 0) || head.hash === '') continue
      if (await wasOpenedUnderThisKey(each)) ends.push(each)
    }
    return ends
  }

  return async (sign) => {
    if (found !== own.signed) {
      const onDisk = own.signed
      if (onDisk.length > 0) await store.noteHeads(onDisk)
      signedTo = new Map()
      for (const { journal, n } of onDisk) signedTo.set(journal, Math.max(n, signedTo.get(journal) ?? 0))
      found = onDisk
    }
    const ends = await unsigned()
    if (ends.length === 0) return
    const heads = await Promise.all(
      ends.map(async (each): Promise<SignedHead> => {
        const { journal, head } = each
        return { journal: nameAt(each, head.n), ...head, signature: await sign(signedHead(journal, head)) }
      }),
    )
    if (!(await exclusive(() => own.noteSigned(heads)))) return
    await store.noteHeads(heads)
    for (const { journal, head } of ends) signedTo.set(journal, head.n)
  }
}
