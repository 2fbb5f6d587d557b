import type { Performed, SyncedLog } from '#device/hallLog/hallLog.ts'
import { makePersonKey, personKeyOf } from '#device/who/personKey.ts'
import type { Sessions } from '#device/who/session.ts'
import { ROOT } from '#domain/command.ts'
import { foundHall } from '#domain/staff/commands.ts'

/** The first manager of a hall, and what they chose as their PIN. */
export interface FirstManager {
  readonly staff: string
  readonly workNumber: string
  readonly callName: string
  readonly pin: string
}

/** What founding the hall gave; the private half of its root key (PKCS #8) for the recovery sheet, and nothing else. */
export interface Founded {
  readonly performed: Performed
  readonly rootKey: Uint8Array
}

/** Founds the hall: signs with a new root key who its server, this tablet and its first manager are, and forgets the key. */
export async function foundHallHere(
  { staff, workNumber, callName, pin }: FirstManager,
  { log, sessions }: { readonly log: Pick<SyncedLog, 'perform'>; readonly sessions: Sessions },
): Promise<Founded> {
  const root = await makePersonKey()
  const signer = await personKeyOf({ staff: ROOT, ...root })
  if (!signer) throw new Error('a key that was just made can be used')
  const { key, box, lend } = await sessions.makeFirstKey(staff, pin)
  const stops = [sessions.lend(signer), lend()]
  try {
    const performed = await log.perform(foundHall, { root: root.publicKey, staff, workNumber, callName, key, box })
    return { performed, rootKey: root.privateKey }
  } finally {
    for (const stop of stops) stop()
  }
}
