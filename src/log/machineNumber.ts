import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

const DIGITS = 12

/**
 * The number by which people compare the key of a machine, as its terminal and the manager's page show it: `4829 1306 7755`.
 * `key`: SPKI in base64.
 */
export function machineNumber(key: string): string {
  const bytes = sha256(utf8ToBytes(`stayopen/machine/1\n${key}`))
  const number = bytes.slice(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) % 10n ** BigInt(DIGITS)
  return (String(number).padStart(DIGITS, '0').match(/\d{4}/g) ?? []).join(' ')
}
