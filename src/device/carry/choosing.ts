import { toBase64Url } from '#device/basics/base64.ts'
import { verifySignature } from '#device/basics/signatures.ts'
import type { Wanted } from '#device/hallLog/carrying.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { isHallEvent } from '#domain/whole.ts'
import { type CarriedRun, type Chosen, runsToCarry } from '#log/carriedRuns.ts'
import type { LogEvent } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { hashOfLine, keptEvent } from '#log/lines.ts'
import { type SignedHead, signedHead } from '#log/signedHead.ts'

/** Who opened a journal, as its first line says. */
export interface Opening {
  readonly tablet: string
  readonly key: string
}
/** Who opened each journal, by the name in its own lines. */
export type Writers = ReadonlyMap<string, Opening>

/** Which journal an event opens, if it opens one. */
export const openingIn = (event: LogEvent | null): [string, Opening][] =>
  event && isHallEvent(event) && event.kind === 'JournalOpened' ? [[event.journal, event.body]] : []

/** Who opened the journal of which this is the name in the hall. */
export const writerOf = (writers: Writers, journal: string): Opening =>
  writers.get(baseOf(journal)) ?? { tablet: '', key: '' }

/** Whether the tablet that opened the journal has signed this head of it. */
export const isSigned = (head: SignedHead, writers: Writers): Promise<boolean> =>
  verifySignature(writerOf(writers, head.journal).key, signedHead(head.journal, head), head.signature)

/**
 * Chooses runs of what is wanted, each under the signature of the tablet that wrote it. What the hall server passed on as
 * signed is looked at before it is used: what nobody signed is let go.
 */
export async function chooseRuns(log: SyncedLog, key: SigningKey, wants: Wanted): Promise<Chosen> {
  const { lines, heads: kept } = await log.carryOut(wants)
  const writers = new Map(lines.flatMap(({ line, n }) => (n === 1 ? openingIn(keptEvent(line)) : [])))
  // A tablet that was let in anew has another key: it signs for nothing that it wrote before.
  const signs = (journal: string) => writerOf(writers, journal).key === key.publicKey
  const held = lines.map((each) => ({ ...each, isOwn: each.isOwn && signs(each.journal) }))
  for (let heads = kept; ; ) {
    const chosen = runsToCarry(held, heads, { evenAlone: typeof wants !== 'string' })
    const sound = await Promise.all(chosen.used.map((head) => isSigned(head, writers)))
    const forged = chosen.used.filter((_, i) => !sound[i])
    if (forged.length === 0) return chosen
    await log.dropHeads(forged)
    heads = heads.filter((head) => !forged.includes(head))
  }
}

/** The run with this tablet's signature, where it is to sign it. */
export async function signRun({ signature, ...run }: Chosen['runs'][number], key: SigningKey): Promise<CarriedRun> {
  if (signature !== 'to-sign') return { ...run, signature }
  const head = { n: run.from + run.lines.length - 1, hash: hashOfLine(run.lines.at(-1) ?? '') }
  return { ...run, signature: toBase64Url(await key.sign(signedHead(run.journal, head))) }
}
