import { fromBase64, toBase64Url } from '#device/basics/base64.ts'
import { CURVE, isSignatureOf, signText } from '#device/basics/signatures.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import { ROOT } from '#domain/command.ts'
import { signedFor } from '#log/signed.ts'

/** The root key of a sheet, ready to sign. Null when it is not the one with this public half: the sheet of another hall. */
export async function rootSigner(rootKey: Uint8Array, publicKey: string): Promise<ActSigner | null> {
  const { subtle } = crypto
  const text = signedFor('sheet', publicKey)
  try {
    const point = fromBase64(publicKey)
    const [x, y] = [toBase64Url(point.subarray(1, 33)), toBase64Url(point.subarray(33))]
    const jwk = { kty: 'EC', crv: 'P-256', ext: false, x, y, d: toBase64Url(rootKey) }
    const sign = await subtle.importKey('jwk', jwk, CURVE, false, ['sign'])
    const verify = await subtle.importKey('raw', point, CURVE, false, ['verify'])
    // Not every browser compares the two halves.
    const fits = await isSignatureOf(verify, text, await signText(sign, text))
    return fits ? { staff: ROOT, publicKey, sign } : null
  } catch {
    // Two halves that do not belong together are no key.
    return null
  }
}
