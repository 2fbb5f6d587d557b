import { generateKeyPairSync, sign } from 'node:crypto'
import type { Proof } from '#log/proofs.ts'
import type { SignedText } from '#log/signed.ts'

/** A key that anybody can make for themselves, and what it signs. */
export function personHand(): (text: SignedText) => Proof {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const key = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString(
    'base64url',
  )
  return (text) => ({
    key,
    signature: sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  })
}
