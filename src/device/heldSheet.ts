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

/** Whether a sheet is held here. */
export const holdsSheet = async (keepsakes: Keepsakes): Promise<boolean> =>
  ((await keepsakes.read(NAME, Held))?.sealed ?? null) !== null

/** The lines of the sheet that is held here; null when there is none, or this is not the key that opens it. */
export async function heldSheet(
  keepsakes: Keepsakes,
  { wrap, hall }: { readonly wrap: CryptoKey; readonly hall: string },
): Promise<readonly string[] | null> {
  const sealed = (await keepsakes.read(NAME, Held))?.sealed ?? null
  const bytes = sealed === null ? null : await decrypt(await deriveAesKey(wrap, INFO), hall, fromBase64(sealed))
  return bytes === null ? null : new TextDecoder().decode(bytes).split(' ')
}

/** Forgets it. */
export const dropSheet = (keepsakes: Keepsakes): Promise<void> => keepsakes.write(NAME, { sealed: null })
