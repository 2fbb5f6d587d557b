import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { addSecrets } from '#device/who/renewedSecret.ts'
import { hallKeys } from '#domain/keys/queries.ts'
import { tellSecretsTaken } from '#domain/tablets/commands.ts'
import { keysBehind, secretsBehind } from './keyRing.ts'
import { readKeyText } from './keyText.ts'

/**
 * Takes from a key sheet the desk secrets that were made since tablets got into strange hands, on a tablet where nobody can
 * sign in without them, and says that they are here. The vault stays as it is. False: the sheet is mistyped, another
 * hall's, or not of the key that seals now; or this tablet is revoked.
 */
export async function takeKeySheet(
  typed: string,
  {
    hall,
    tablet,
    log,
    keepsakes,
  }: { readonly hall: string; readonly tablet: string; readonly log: SyncedLog; readonly keepsakes: Keepsakes },
): Promise<boolean> {
  const told = hallKeys(log.hall.authority)
  const key = await readKeyText(typed, hall)
  if (!key || key.id !== told.seals || log.hall.tablets.get(tablet)?.revoked) return false
  const keys = await keysBehind(key, told, hall)
  await addSecrets(await secretsBehind(keys, told, hall), keepsakes)
  const isHere = new Set(keys.map(({ id }) => id))
  const brought = told.turns.filter(({ keyId, secret }) => secret !== null && isHere.has(keyId))
  await log.perform(tellSecretsTaken, { tablet, keys: brought.map(({ keyId }) => keyId) })
  return true
}
