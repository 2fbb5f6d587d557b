/**
 * A recovery sheet that was made and that nobody has read back yet: whoever is interrupted at founding goes on from it.
 *
 * The only copy would otherwise be in a page, and a hall whose page was loaded anew would have no sheet for ever. Until it
 * is read back it lies here, sealed with the key of the first manager, whose PIN opens it; then it is overwritten.
 */
import * as v from 'valibot'
import { decrypt, deriveAesKey, encrypt } from '#device/basics/aesGcm.ts'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance } from '#device/basics/ports.ts'
import type { PersonKey } from '#device/who/personKey.ts'

const NAME = 'held-sheet'
const INFO = 'stayopen recovery sheet, not read back'
/** Null: it was read back. */
const Held = v.object({ sealed: v.nullable(v.string()) })

/** Holds a sheet until it is read back; `wrap` is what keys are made of that only its first manager has. */
export async function holdSheet(
  keepsakes: Keepsakes,
  lines: readonly string[],
  { wrap, hall, chance }: { readonly wrap: CryptoKey; readonly hall: string; readonly chance: Chance },
): Promise<void> {
  const bytes = new TextEncoder().encode(lines.join(' '))
  const sealed = await encrypt(await deriveAesKey(wrap, INFO), hall, bytes, chance)
  await keepsakes.write(NAME, { sealed: toBase64(sealed) })
}

/** What is held here of a recovery sheet. */
export interface HeldSheet {
  /** Whether a sheet lies here that nobody has read back. */
  readonly isHeld: boolean
  /** Its lines, for the manager for whom it was made; null for anybody else, and where there is none. */
  lines(): Promise<readonly string[] | null>
  /** The sheet was read back: nothing of it stays. */
  drop(): Promise<void>
}

/** Looks whether a sheet is held; `signer` is whoever is signed in. */
export async function openHeldSheet(
  keepsakes: Keepsakes,
  { signer, hall }: { readonly signer: Pick<PersonKey, 'wrap'> | null; readonly hall: string },
): Promise<HeldSheet> {
  const sealed = (await keepsakes.read(NAME, Held))?.sealed ?? null
  return {
    isHeld: sealed !== null,
    async lines() {
      if (sealed === null || !signer) return null
      const bytes = await decrypt(await deriveAesKey(signer.wrap, INFO), hall, fromBase64(sealed))
      return bytes === null ? null : new TextDecoder().decode(bytes).split(' ')
    },
    drop: () => keepsakes.write(NAME, { sealed: null }),
  }
}
