import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance } from '#device/basics/ports.ts'
import type { Performed, SyncedLog } from '#device/hallLog/hallLog.ts'
import { writeRecoverySheet } from '#device/sealed/recoverySheet.ts'
import { makePersonKey, personKeyOf } from '#device/who/personKey.ts'
import type { Sessions } from '#device/who/session.ts'
import { ROOT } from '#domain/command.ts'
import { foundHall } from '#domain/staff/commands.ts'
import { holdSheet } from './heldSheet.ts'

/** The first manager of a hall, and what they chose as their PIN. */
export interface FirstManager {
  readonly staff: string
  readonly workNumber: string
  readonly callName: string
  readonly pin: string
}

/** What founding the hall gave, and the lines of its recovery sheet: held sealed until they are read back, and then nowhere. */
export interface Founded {
  readonly performed: Performed
  readonly sheet: readonly string[]
}

/** Founds the hall: signs with a new root key who its server, this tablet and its first manager are, and forgets the key. */
export async function foundHallHere(
  { staff, workNumber, callName, pin }: FirstManager,
  {
    hall,
    log,
    sessions,
    deskSecret,
    tablet,
    prepareVault,
    keepsakes,
    chance,
  }: {
    readonly hall: string
    readonly log: Pick<SyncedLog, 'perform'>
    readonly sessions: Sessions
    readonly deskSecret: Uint8Array
    /** Its name, and the public half of the key it signs with. */
    readonly tablet: { readonly name: string; readonly key: string }
    /** Makes the key to which hall keys are sealed for this tablet; answers its public half. */
    readonly prepareVault: () => Promise<string>
    readonly keepsakes: Keepsakes
    readonly chance: Chance
  },
): Promise<Founded> {
  const root = await makePersonKey()
  const signer = await personKeyOf({ staff: ROOT, ...root })
  if (!signer) throw new Error('a key that was just made can be used')
  // Before anything is founded: no hall begins without a sheet.
  const sheet = await writeRecoverySheet({ hall, rootKey: root.privateKey, deskSecret })
  const sealKey = await prepareVault()
  const { key, box, wrap, lend } = await sessions.makeFirstKey(staff, pin)
  // For whoever is interrupted before it is read back.
  await holdSheet(keepsakes, sheet, { wrap, hall, chance })
  const stops = [sessions.lend(signer), lend()]
  try {
    const first = { staff, workNumber, callName, key, box }
    const performed = await log.perform(foundHall, { root: root.publicKey, tablet: { ...tablet, sealKey }, ...first })
    return { performed, sheet }
  } finally {
    for (const stop of stops) stop()
  }
}
