import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isProven } from '#device/basics/signatures.ts'
import type { LogEvent } from '#log/event.ts'
import { NO_PREVIOUS } from '#log/event.ts'
import { writeLine } from '#log/lines.ts'
import { type Proof, proofIn, proofParts, signedAct, withProof } from '#log/proofs.ts'
import { isProven as isProvenAtTheServer, isProvenBeside } from '#server/signing.ts'
import { rounds } from '#support/endure.ts'
import { createHand } from '#support/signingTablet.ts'

const RUNS = { numRuns: rounds(90, 5_000, 40) }
const manager = createHand('s_0001')
const SALT = new Uint8Array(16).fill(7)
const closed: LogEvent = {
  hall: 'h_1',
  journal: `j_${'a'.repeat(16)}`,
  n: 7,
  stamp: '2026-11-23T09:00:00.000Z-0000-aaaaaaaa',
  prev: NO_PREVIOUS,
  kind: 'DayClosed',
  by: 's_0001',
  subject: '2026-11-23',
  drill: null,
  body: { open: 'void', next: '2026-11-24', known: {} },
  papers: [],
}

function lineOf(event: LogEvent, salt = SALT): string {
  const written = writeLine(event, salt)
  if (!written.ok) throw new Error(written.why)
  return written.line
}
const signed = withProof(lineOf(closed), manager.prove(signedAct(lineOf(closed))))
const proof = proofParts(proofIn(signed) ?? '')

/** What tablets and the hall server say of a line. */
const verdicts = async (line: string) => [await isProven(line), isProvenAtTheServer(line), await isProvenBeside(line)]

/** The same signature on a line that says something else, or stands elsewhere. */
const moved: Readonly<Record<string, Partial<LogEvent>>> = {
  'in another hall': { hall: 'h_2' },
  'in another journal': { journal: `j_${'b'.repeat(16)}` },
  'further down in its journal': { n: 8 },
  'at another time': { stamp: '2026-11-22T09:00:00.000Z-0000-aaaaaaaa' },
  'behind another line': { prev: 'f'.repeat(64) },
  'of another kind': { kind: 'DayReopened' },
  'about another day': { subject: '2026-11-24' },
  'in the name of somebody else': { by: 's_0002' },
  'in nobody’s name': { by: null },
  'with another body': { body: { open: 'carry-over', next: '2026-11-24', known: {} } },
  'with a paper': { papers: ['c'.repeat(64)] },
  'in a drill': { drill: 'e_1' },
}

describe('what a manager signed', () => {
  it('holds where it was signed, for tablets and for the hall server', async () => {
    expect(await verdicts(signed)).toEqual([true, true, true])
  })

  it.each(Object.entries(moved))('holds nowhere else: %s', async (_, change) => {
    const line = withProof(lineOf({ ...closed, ...change }), proof)
    expect(await verdicts(line)).toEqual([false, false, false])
  })

  it('does not hold for the same words under another salt: it would be another line', async () => {
    expect(await verdicts(withProof(lineOf(closed, new Uint8Array(16)), proof))).toEqual([false, false, false])
  })

  it('does not hold with any letter of its key or its signature changed', async () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
    const field = fc.constantFrom<keyof Proof>('key', 'signature')
    await fc.assert(
      fc.asyncProperty(field, fc.nat(), fc.constantFrom(...letters), async (name, at, letter) => {
        const before = proof[name]
        const i = at % before.length
        const bytes = Buffer.from(before.slice(0, i) + letter + before.slice(i + 1), 'base64url')
        fc.pre(!bytes.equals(Buffer.from(before, 'base64url')))
        const changed = { ...proof, [name]: bytes.toString('base64url') }
        expect(await verdicts(withProof(lineOf(closed), changed))).toEqual([false, false, false])
      }),
      RUNS,
    )
  })

  it('does not hold with the same key in another way of writing it', async () => {
    const point = Buffer.from(proof.key, 'base64url')
    point[0] = 6 + (point[64]! & 1)
    expect(await verdicts(withProof(lineOf(closed), { ...proof, key: point.toString('base64url') }))).toEqual([
      false,
      false,
      false,
    ])
  })

  it('is nobody else’s with somebody else’s key beside it', async () => {
    const { publicKey: key } = createHand('s_0002')
    expect(await verdicts(withProof(lineOf(closed), { ...proof, key }))).toEqual([false, false, false])
  })
})
