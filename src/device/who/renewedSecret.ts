import { decrypt, derivationKey, deriveAesKey, encrypt } from '#device/basics/aesGcm.ts'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance } from '#device/basics/ports.ts'
import { readDeskSecrets, writeDeskSecrets } from './deskSecret.ts'

const keyUnder = async (secret: Uint8Array) => deriveAesKey(await derivationKey(secret), 'stayopen desk secret')
const bound = (hall: string) => JSON.stringify(['stayopen desk secret', 1, hall])

/** Seals a new desk secret under the one before it: whoever has that may have this one, too. */
export async function sealSecret(
  hall: string,
  { before, secret }: { readonly before: Uint8Array; readonly secret: Uint8Array },
  chance: Chance,
): Promise<string> {
  return toBase64(await encrypt(await keyUnder(before), bound(hall), secret, chance))
}

/** Keeps these, too, the last one as the newest. */
export async function addSecrets(secrets: readonly Uint8Array[], keepsakes: Keepsakes): Promise<void> {
  const known = await readDeskSecrets(keepsakes)
  const isKnown = new Set(known.map(toBase64))
  const news = secrets.filter((each) => !isKnown.has(toBase64(each)))
  if (news.length > 0) await writeDeskSecrets(keepsakes, [...news.reverse(), ...known])
}

/** Takes in the desk secrets that the list tells of, as far as this tablet has those before them. */
export async function takeSecrets(hall: string, told: readonly string[], keepsakes: Keepsakes): Promise<void> {
  const known = await readDeskSecrets(keepsakes)
  let secrets = known
  for (const sealed of told) {
    for (const before of secrets) {
      const secret = await decrypt(await keyUnder(before), bound(hall), fromBase64(sealed))
      if (secret && !secrets.some((each) => toBase64(each) === toBase64(secret))) secrets = [secret, ...secrets]
      if (secret) break
    }
  }
  if (secrets !== known) await writeDeskSecrets(keepsakes, secrets)
}
