import { createECDH, createHash, createHmac, createPrivateKey, type KeyObject } from 'node:crypto'

/** Order of the curve P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const BYTES = 32

/** A scalar of the curve that these bytes stand for: never 0. */
const scalarOf = (bytes: Uint8Array): bigint => (numberOf(bytes) % (ORDER - 1n)) + 1n
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
const bytesOf = (number: bigint): Buffer => Buffer.from(number.toString(16).padStart(2 * BYTES, '0'), 'hex')

/** A private key of P-256 that these 32 bytes make. */
export function keyFrom(bytes: Uint8Array): KeyObject {
  const d = bytesOf(scalarOf(bytes))
  const point = pointOf(d)
  const half = (from: number) => point.subarray(from, from + BYTES).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', d: d.toString('base64url'), x: half(1), y: half(1 + BYTES) }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

/**
 * Raw r‖s (64 bytes), good to whoever checks it, and the same each time for one key and one text: what is chance in a
 * signature is made of both. The platform's own differ each time.
 */
export function evenSignature(key: KeyObject, text: Uint8Array): Buffer {
  const d = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url')
  const hash = createHash('sha256').update(text).digest()
  const k = scalarOf(createHmac('sha256', d).update(hash).digest())
  const r = numberOf(pointOf(bytesOf(k)).subarray(1, 1 + BYTES)) % ORDER
  const s = (inverse(k) * (numberOf(hash) + r * numberOf(d))) % ORDER
  return Buffer.concat([bytesOf(r), bytesOf(s)])
}

/** 65 bytes: 4, x, y. */
function pointOf(scalar: Buffer): Buffer {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(scalar)
  return curve.getPublicKey()
}

/** What gives 1 when it is multiplied with `number`, by Euclid. */
function inverse(number: bigint): bigint {
  let [a, b] = [number % ORDER, ORDER]
  let [x, y] = [1n, 0n]
  while (b !== 0n) {
    const times = a / b
    ;[a, b] = [b, a - times * b]
    ;[x, y] = [y, x - times * y]
  }
  return ((x % ORDER) + ORDER) % ORDER
}
