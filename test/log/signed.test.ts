import { generateKeyPairSync, sign } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keysOfCode } from '#device/door/codeKeys.ts'
import { writeCarried } from '#log/carried.ts'
import { writeLine } from '#log/lines.ts'
import { signedAct } from '#log/proofs.ts'
import {
  PURPOSES,
  type SignedText,
  signedChallenge,
  signedFirst,
  signedFor,
  signedKnock,
  signedRecovery,
} from '#log/signed.ts'
import { signedHead } from '#log/signedHead.ts'
import { isSignedBy } from '#server/signing.ts'
import { quickStretch } from '#support/openTablet.ts'

const at = { hall: 'h_test', origin: 'https://hall.example', challenge: 'c', key: 'k', tablet: 'd_1', code: 'A7K29QXD' }
const knock = { origin: at.origin, offer: 'o_1', key: 'k', sealKey: null, mac: 'm', name: '' }

/** Every text that is signed, as its own maker writes it; what two ends of a code tell each other shows itself only as its mac. */
async function everySignedText(): Promise<Record<string, SignedText>> {
  const written = writeLine(
    {
      hall: 'h_test',
      journal: 'j_9f3c21a7b0d84e55',
      n: 1,
      stamp: '2026-03-01T09:15:02.123Z-0004-j_9f3c21a7b0d84e55',
      prev: '0'.repeat(64),
      kind: 'CounterClosed',
      by: null,
      subject: '3',
      body: {},
      papers: [],
      drill: null,
    },
    new Uint8Array(16),
  )
  if (!written.ok) throw new Error(written.why)
  let carried: SignedText | null = null
  const cover = { hall: 'h_test', tablet: 'd_1', at: '2026-03-01T09:15:02.123Z', leftOut: 0, what: 'all' } as const
  await writeCarried(cover, [], async (text) => {
    carried = text
    return ''
  })
  if (carried === null) throw new Error('nothing was signed')
  return {
    act: signedAct(written.line),
    head: signedHead('j_9f3c21a7b0d84e55', { n: 1, hash: '0'.repeat(64) }),
    carried,
    slip: signedFor('slip', 'x'),
    first: signedFirst(at),
    knock: signedKnock(knock),
    offered: signedFor('offered', 'x'),
    answer: signedFor('answer', 'x'),
    challenge: signedChallenge(at),
    recover: signedRecovery(at),
    sheet: signedFor('sheet', 'k'),
    receipt: signedFor('receipt', 'x'),
    case: signedFor('case', 'x'),
  }
}

describe('a signature that somebody has got hold of', () => {
  it('stands for nothing but what it was given for: each purpose has its own beginning', async () => {
    const texts = await everySignedText()
    expect(Object.keys(texts).sort()).toEqual([...PURPOSES].sort())
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    for (const [purpose, text] of Object.entries(texts)) {
      expect(text.startsWith(`stayopen/${purpose}/2\n`)).toBe(true)
      const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
      const fits = Object.entries(texts).filter(([, other]) =>
        isSignedBy(publicKey, other, signature.toString('base64')),
      )
      expect(fits.map(([name]) => name)).toEqual([purpose])
    }
  })

  it('begins none of them inside another one: no text that others choose comes first', async () => {
    const texts = Object.values(await everySignedText())
    for (const text of texts) expect(texts.filter((other) => other.startsWith(text))).toEqual([text])
  })

  it('is not a knock when it is an answer, although one code vouches for both', async () => {
    const keys = await keysOfCode({ code: at.code, hall: at.hall, stretch: ({ pin, salt }) => quickStretch(pin, salt) })
    const mac = await keys.macOfKnock({ key: 'k', sealKey: null, place: 'wall' })
    expect(await keys.isKnock({ key: 'k', sealKey: null, place: 'wall' }, mac)).toBe(true)
    expect(await keys.isAnswer({ admission: 'k', root: null, box: 'wall', key: 'k' }, mac)).toBe(false)
  })

  it('is made and checked in few places only, which take nothing without a purpose', () => {
    const calls = /\bsubtle\.(sign|verify)\(|\b(sign|verify)\('sha256'/
    const src = join(import.meta.dirname, '../../src')
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|vue)$/.test(name))
    const signing = files.filter((name) => calls.test(readFileSync(join(src, name), 'utf8'))).sort()
    expect(signing).toEqual([
      'device/basics/signatures.ts',
      'device/door/codeKeys.ts',
      // Keyed hashes, each under a key that is derived for nothing else.
      'device/sealed/hallKey.ts',
      'device/sealed/keyRing.ts',
      'device/who/deskSecret.ts',
      'device/who/personKey.ts',
      'server/signing.ts',
    ])
  })
})
