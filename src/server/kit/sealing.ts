import { createCipheriv, createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as v from 'valibot'

const CURVE = 'prime256v1'
const PURPOSE = 'stayopen/kit/1'
const IV_BYTES = 12
const TAG_BYTES = 16
/** What comes out of a kit is never larger (bytes): nobody fills a memory with it. */
const MOST_BYTES = 64 * 1024

const Point = v.pipe(v.string(), v.regex(/^[\w-]{87}$/))

/** What stands on a kit for everybody to read: whose it is, and by which sheet it opens. */
export const KitCover = v.object({
  v: v.literal(1),
  hall: v.pipe(v.string(), v.regex(/^h_[0-9A-Za-z]{1,32}$/)),
  /** Public half of the hall's root key: 65 raw bytes, base64url. */
  root: Point,
  made: v.pipe(v.string(), v.isoTimestamp()),
  release: v.pipe(v.string(), v.maxLength(40)),
})
export type KitCover = Readonly<v.InferOutput<typeof KitCover>>

const KitText = v.pipe(
  v.string(),
  v.maxLength(MOST_BYTES),
  v.parseJson(),
  v.object({
    ...KitCover.entries,
    /** Public half of a key that was made for this kit alone, and forgotten. */
    key: Point,
    sealed: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  }),
)
export type SealedKit = Readonly<v.InferOutput<typeof KitText>>

/**
 * Seals a text so that the recovery sheet alone opens it: ECDH on P-256 of a key made for it with the root key, HKDF-SHA-256
 * under a prefix of its own, AES-256-GCM over the text with the cover beside. Whoever seals needs the public half, which
 * stands in every log of the hall: so the server makes a kit whenever something in it changes, nobody fetches the sheet for
 * it, and neither server nor tablet can open it again. Chosen instead of a key that a tablet would have to derive from the
 * sheet at set-up: that kit would be as old as the hall. For the same reason it proves nothing about who made it; whoever opens
 * it compares the fingerprint, and tablets believe an authority or not by themselves.
 */
export function sealKit(cover: KitCover, text: string): string {
  const once = createECDH(CURVE)
  const key = once.generateKeys().toString('base64url')
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(once.computeSecret(bytesOf(cover.root)), { ...cover, key }), iv)
  cipher.setAAD(aside(cover))
  const sealed = Buffer.concat([iv, cipher.update(deflateRawSync(text)), cipher.final(), cipher.getAuthTag()])
  return `${JSON.stringify({ ...cover, key, sealed: sealed.toString('base64url') })}\n`
}

/** Reads what stands on a kit; null: it is none, or not whole. */
export function readKit(text: string): SealedKit | null {
  const read = v.safeParse(KitText, text)
  return read.success ? read.output : null
}

/** Whether these 32 bytes are the root key by which a kit opens. */
export function isRootOf({ root }: KitCover, rootKey: Uint8Array): boolean {
  try {
    return handOf(rootKey).getPublicKey('base64url') === root
  } catch {
    // Not every 32 bytes are a key.
    return false
  }
}

/** Opens a kit with the root key of the sheet; null: it was changed, or is another hall's. */
export function openKit({ key, sealed, ...cover }: SealedKit, rootKey: Uint8Array): string | null {
  if (!isRootOf(cover, rootKey)) return null
  const bytes = bytesOf(sealed)
  const end = bytes.length - TAG_BYTES
  if (end < IV_BYTES) return null
  try {
    const secret = handOf(rootKey).computeSecret(bytesOf(key))
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, { ...cover, key }), bytes.subarray(0, IV_BYTES))
    decipher.setAAD(aside(cover))
    decipher.setAuthTag(bytes.subarray(end))
    const held = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, end)), decipher.final()])
    return inflateRawSync(held, { maxOutputLength: MOST_BYTES }).toString()
  } catch {
    // A byte that is not what was sealed.
    return null
  }
}

function handOf(rootKey: Uint8Array) {
  const hand = createECDH(CURVE)
  hand.setPrivateKey(rootKey)
  return hand
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url')
const aside = ({ v: version, hall, root, made, release }: KitCover): Buffer =>
  Buffer.from(JSON.stringify([PURPOSE, version, hall, root, made, release]))
const keyOf = (secret: Buffer, { hall, root, key }: Pick<SealedKit, 'hall' | 'root' | 'key'>): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.concat([bytesOf(key), bytesOf(root)]), `${PURPOSE}\n${hall}`, 32))
