import { concatBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { fromBase64 } from '#device/basics/base64.ts'
import { fresh } from '#device/basics/bytes.ts'
import { readSheetLine, writeRecoverySheet } from '#device/sealed/recoverySheet.ts'
import { makePersonKey } from '#device/who/personKey.ts'

const deskSecret = Uint8Array.from({ length: 32 }, (_, at) => at * 7)

async function newSheet() {
  const { privateKey, publicKey } = await makePersonKey()
  return { lines: await writeRecoverySheet({ hall: 'h_1', rootKey: privateKey, deskSecret }), publicKey }
}

describe('the recovery sheet', () => {
  it('is four lines of eight groups, from which the root key and the desk secret come back', async () => {
    const { lines, publicKey } = await newSheet()
    expect(lines).toHaveLength(4)
    for (const line of lines) expect(line).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
    const held = await Promise.all(lines.map((line, at) => readSheetLine(line, 'h_1', at)))
    const bytes = concatBytes(...held.map((part) => (typeof part === 'string' ? new Uint8Array() : part)))
    expect(bytes.subarray(32)).toEqual(deskSecret)

    const raw = fromBase64(publicKey)
    const part = (from: number) => Buffer.from(raw.subarray(from, from + 32)).toString('base64url')
    const d = Buffer.from(bytes.subarray(0, 32)).toString('base64url')
    const curve = { name: 'ECDSA', namedCurve: 'P-256' }
    const root = await crypto.subtle.importKey(
      'jwk',
      { kty: 'EC', crv: 'P-256', d, x: part(1), y: part(33) },
      curve,
      false,
      ['sign'],
    )
    const open = await crypto.subtle.importKey('raw', raw, curve, false, ['verify'])
    const how = { name: 'ECDSA', hash: 'SHA-256' }
    const said = fresh(deskSecret)
    expect(await crypto.subtle.verify(how, open, await crypto.subtle.sign(how, root, said), said)).toBe(true)
  })

  it('is read in small letters, without dashes and with O for 0', async () => {
    const { lines } = await newSheet()
    const [line = ''] = lines
    expect(await readSheetLine(line.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'), 'h_1', 0)).toBeInstanceOf(
      Uint8Array,
    )
  })

  it('finds out a slip of the pen, a line in another’s place, and a line of another hall', async () => {
    const { lines } = await newSheet()
    const [line = '', second = ''] = lines
    for (const at of [0, 12, line.length - 1]) {
      const other = line[at] === '7' ? '8' : '7'
      expect(await readSheetLine(line.slice(0, at) + other + line.slice(at + 1), 'h_1', 0)).toBe('mistyped')
    }
    expect(await readSheetLine(line.slice(0, -1), 'h_1', 0)).toBe('mistyped')
    expect(await readSheetLine(second, 'h_1', 0)).toBe('mistyped')
    expect(await readSheetLine(line, 'h_2', 0)).toBe('of-another-hall')
  })
})
