import { encrypt } from '#device/basics/aesGcm.ts'
import { toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance } from '#device/basics/ports.ts'
import { boundToVault, openKeptVault } from './keptVault.ts'
import { type KeyRing, ringToBytes } from './keyRing.ts'

/**
 * Leaves the hall keys that a new tablet was given, with its own seal key, as a vault that waits for the first sign-in.
 * It is there before the tablet is in the hall: whoever is killed in between has a vault that opens, or none.
 */
export async function leaveHandedOver(
  ring: KeyRing,
  {
    hall,
    tablet,
    keepsakes,
    chance,
  }: { readonly hall: string; readonly tablet: string; readonly keepsakes: Keepsakes; readonly chance: Chance },
): Promise<void> {
  const vaultKey = chance.bytes(32)
  const disk = await openKeptVault(keepsakes)
  await disk.leaveWaiting(toBase64(vaultKey))
  const sealed = await encrypt(vaultKey, boundToVault(hall, tablet), ringToBytes(ring), chance)
  await disk.write({ envelopes: {}, ring: toBase64(sealed) })
}
