import type { KeyObject as AnyKeyObject } from 'node:crypto'
import nodeCrypto, { KeyObject } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { evenSignature, keyFrom } from './evenSignature.ts'

type Bytes = (count: number) => Buffer
type Work = (this: SubtleCrypto, ...given: never[]) => Promise<unknown>

const TAG_BYTES = 16
/** An uncompressed point, at the end of a public key. */
const POINT_BYTES = 65

/**
 * Lets `bytes` alone decide what is chance in cryptography until the answer is called: keys, nonces, tokens, signatures.
 * What is computed is what the platform computes, but at once: nothing runs on other threads, where one morning is
 * faster than the next.
 */
export function seedCrypto(bytes: Bytes): () => void {
  const subtle: Record<string, Work> = Object.getPrototypeOf(crypto.subtle)
  const real = { ...Object.fromEntries(NAMES.map((name) => [name, subtle[name] as Work])) }
  const { randomBytes, randomInt, generateKeyPairSync, sign } = nodeCrypto
  const fill = crypto.getRandomValues
  const put = (name: string, work: unknown) =>
    Object.defineProperty(subtle, name, { configurable: true, writable: true, value: work })

  for (const [name, work] of Object.entries(atOnce(real, bytes))) put(name, work)
  Object.defineProperty(crypto, 'getRandomValues', {
    configurable: true,
    writable: true,
    value<T extends ArrayBufferView>(into: T): T {
      new Uint8Array(into.buffer, into.byteOffset, into.byteLength).set(bytes(into.byteLength))
      return into
    },
  })
  Object.assign(nodeCrypto, {
    randomBytes: bytes,
    randomInt: (from: number, to?: number) => {
      const [least, most] = to === undefined ? [0, from] : [from, to]
      return least + (bytes(6).readUIntBE(0, 6) % (most - least))
    },
    generateKeyPairSync: () => pairOf(keyFrom(bytes(32))),
    sign: (_hash: string, text: Uint8Array, { key }: { key: AnyKeyObject }) => evenSignature(key, text),
  })
  syncBuiltinESMExports()

  return () => {
    for (const [name, work] of Object.entries(real)) put(name, work)
    Object.defineProperty(crypto, 'getRandomValues', { configurable: true, writable: true, value: fill })
    Object.assign(nodeCrypto, { randomBytes, randomInt, generateKeyPairSync, sign })
    syncBuiltinESMExports()
  }
}

const NAMES = ['generateKey', 'exportKey', 'digest', 'sign', 'verify', 'encrypt', 'decrypt', 'deriveBits', 'deriveKey']

const pairOf = (privateKey: AnyKeyObject) => ({ privateKey, publicKey: nodeCrypto.createPublicKey(privateKey) })

interface Algorithm {
  readonly name: string
  readonly iv?: BufferSource
  readonly additionalData?: BufferSource
  readonly public?: CryptoKey
  readonly hash?: string
  readonly salt?: BufferSource
  readonly info?: BufferSource
  readonly namedCurve?: string
}

/** What the platform does on other threads, done here. What tablets do not ask for is left to the platform. */
function atOnce(real: Readonly<Record<string, Work>>, bytes: Bytes): Record<string, unknown> {
  const bits = (algorithm: Algorithm, key: CryptoKey, length: number): Buffer => {
    const own = KeyObject.from(key)
    if (algorithm.name === 'ECDH' && algorithm.public) {
      const shared = nodeCrypto.diffieHellman({ privateKey: own, publicKey: KeyObject.from(algorithm.public) })
      return shared.subarray(0, length / 8)
    }
    if (algorithm.name !== 'HKDF') throw new Error(`nobody asked for ${algorithm.name} before`)
    const [salt, info] = [raw(algorithm.salt), raw(algorithm.info)]
    return Buffer.from(nodeCrypto.hkdfSync(nameOf(algorithm.hash), own, salt, info, length / 8))
  }
  return {
    async generateKey(this: SubtleCrypto, algorithm: Algorithm, extractable: boolean, usages: KeyUsage[]) {
      if (algorithm.namedCurve !== 'P-256')
        return real.generateKey?.call(this, ...([algorithm, extractable, usages] as never[]))
      const { privateKey, publicKey } = pairOf(keyFrom(bytes(32)))
      const use = (...those: KeyUsage[]) => usages.filter((usage) => those.includes(usage))
      const known = { name: algorithm.name, namedCurve: 'P-256' }
      return {
        privateKey: await this.importKey(
          'jwk',
          privateKey.export({ format: 'jwk' }) as JsonWebKey,
          known,
          extractable,
          use('sign', 'deriveBits', 'deriveKey'),
        ),
        publicKey: await this.importKey(
          'jwk',
          publicKey.export({ format: 'jwk' }) as JsonWebKey,
          known,
          true,
          use('verify'),
        ),
      }
    },
    async exportKey(this: SubtleCrypto, format: KeyFormat, key: CryptoKey) {
      const own = KeyObject.from(key)
      if (!key.extractable || format === 'jwk') return real.exportKey?.call(this, ...([format, key] as never[]))
      if (own.type === 'secret') return whole(own.export())
      if (format === 'pkcs8') return whole(own.export({ format: 'der', type: 'pkcs8' }))
      const spki = own.export({ format: 'der', type: 'spki' })
      return whole(format === 'raw' ? spki.subarray(-POINT_BYTES) : spki)
    },
    async digest(algorithm: string | Algorithm, data: BufferSource) {
      return whole(nodeCrypto.createHash(nameOf(algorithm)).update(raw(data)).digest())
    },
    async sign(algorithm: string | Algorithm, key: CryptoKey, data: BufferSource) {
      return whole(isHmac(algorithm) ? macOf(key, raw(data)) : evenSignature(KeyObject.from(key), raw(data)))
    },
    async verify(algorithm: string | Algorithm, key: CryptoKey, signature: BufferSource, data: BufferSource) {
      const [said, bytes] = [raw(signature), raw(data)]
      if (isHmac(algorithm)) return macOf(key, bytes).equals(said)
      return nodeCrypto.verify('sha256', bytes, { key: KeyObject.from(key), dsaEncoding: 'ieee-p1363' }, said)
    },
    async encrypt({ iv, additionalData }: Algorithm, key: CryptoKey, data: BufferSource) {
      const cipher = nodeCrypto.createCipheriv('aes-256-gcm', KeyObject.from(key), raw(iv))
      cipher.setAAD(raw(additionalData))
      return whole(Buffer.concat([cipher.update(raw(data)), cipher.final(), cipher.getAuthTag()]))
    },
    async decrypt({ iv, additionalData }: Algorithm, key: CryptoKey, data: BufferSource) {
      const sealed = raw(data)
      if (sealed.length < TAG_BYTES) throw new DOMException('too short', 'OperationError')
      const cipher = nodeCrypto.createDecipheriv('aes-256-gcm', KeyObject.from(key), raw(iv))
      cipher.setAAD(raw(additionalData))
      cipher.setAuthTag(sealed.subarray(-TAG_BYTES))
      try {
        return whole(Buffer.concat([cipher.update(sealed.subarray(0, -TAG_BYTES)), cipher.final()]))
      } catch {
        throw new DOMException('it does not open', 'OperationError')
      }
    },
    async deriveBits(algorithm: Algorithm, key: CryptoKey, length: number) {
      return whole(bits(algorithm, key, length))
    },
    async deriveKey(
      this: SubtleCrypto,
      algorithm: Algorithm,
      key: CryptoKey,
      made: AesKeyAlgorithm | HmacImportParams,
      extractable: boolean,
      usages: KeyUsage[],
    ) {
      return this.importKey('raw', whole(bits(algorithm, key, made.length ?? 256)), made, extractable, usages)
    },
  }
}

const isHmac = (algorithm: string | Algorithm) =>
  (typeof algorithm === 'string' ? algorithm : algorithm.name).toUpperCase() === 'HMAC'
const macOf = (key: CryptoKey, data: Buffer) =>
  nodeCrypto.createHmac('sha256', KeyObject.from(key)).update(data).digest()
const nameOf = (algorithm: string | Algorithm | undefined) =>
  (typeof algorithm === 'object' ? algorithm.name : (algorithm ?? '')).replace('-', '').toLowerCase()
const raw = (data: BufferSource | undefined): Buffer => {
  if (data === undefined) return Buffer.alloc(0)
  return data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength)
}
const whole = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer
