import { createHmac, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { signedFor } from '#log/signed.ts'
import { sha256Hex } from './signing.ts'

/** A place in the history of a store: which epoch it was, and what the history came to there. */
export interface HistoryPlace {
  readonly epoch: string
  readonly seq: number
  readonly tip: string
}

/** A receipt in one word, as it comes from outside: `e_1f….90123.<tip>.<HMAC-SHA-256, base64url>`. */
const AsText = v.pipe(v.string(), v.maxLength(200), v.regex(/^[\w-]{1,64}\.\d{1,15}\.[0-9a-f]{64}\.[\w-]{43}$/))

/** Writes receipts and knows its own again. */
export interface Receipts {
  write(place: HistoryPlace): string
  /** Null for what no server of this store has written. */
  read(text: string): HistoryPlace | null
}

/** `secret` is known to nobody but servers of this store, and to whoever put a copy of it back. */
export function createReceipts(hall: string, secret: string): Receipts {
  const key = sha256Hex(signedFor('receipt', secret))
  const macOf = ({ epoch, seq, tip }: HistoryPlace) =>
    createHmac('sha256', key)
      .update(signedFor('receipt', `${hall}\n${epoch}\n${seq}\n${tip}`))
      .digest()
  return {
    write: (place) => `${place.epoch}.${place.seq}.${place.tip}.${macOf(place).toString('base64url')}`,
    read(text) {
      if (!v.is(AsText, text)) return null
      const [epoch = '', seq = '', tip = '', mac = ''] = text.split('.')
      const place = { epoch, seq: Number(seq), tip }
      const bytes = Buffer.from(mac, 'base64url')
      const ours = macOf(place)
      return bytes.length === ours.length && timingSafeEqual(bytes, ours) ? place : null
    },
  }
}
