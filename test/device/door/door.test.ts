import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64 } from '#device/basics/base64.ts'
import { openBox, sealBox } from '#device/door/box.ts'
import { makeCode } from '#device/door/code.ts'
import { type Answered, type KnockingTablet, keysOfCode } from '#device/door/codeKeys.ts'
import { type DoorPorts, openDoor } from '#device/door/letIn.ts'
import { makeHallKey } from '#device/sealed/hallKey.ts'
import { makeSealKey } from '#device/sealed/sealKey.ts'
import { stretchPin } from '#device/who/stretchPin.ts'
import { quickStretch } from '#support/openTablet.ts'
import { realChance } from '#support/realChance.ts'

const stretch = ({ pin, salt }: { pin: string; salt: string }) => quickStretch(pin, salt)
const keysOf = (code: string, hall = 'h_9f3c21a7b0') => keysOfCode({ code, hall, stretch })

describe('a code for a new tablet', () => {
  it('has eight letters, and each of the 32 comes as often as any other', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    const drawn = Array.from({ length: 32 }, (_, i) => makeCode({ bytes: () => bytes.subarray(i * 8, i * 8 + 8) }))
    expect(drawn.every((code) => /^[2-9A-HJ-NP-Z]{8}$/.test(code))).toBe(true)
    const often = new Map<string, number>()
    for (const letter of drawn.join('')) often.set(letter, (often.get(letter) ?? 0) + 1)
    expect([often.size, ...new Set(often.values())]).toEqual([32, 8])
  })

  it('gives both tablets the same keys, and another code or another hall others', async () => {
    const [mine, theirs, slip, elsewhere] = await Promise.all([
      keysOf('A7K29QXD'),
      keysOf('A7K29QXD'),
      keysOf('A7K29QXE'),
      keysOf('A7K29QXD', 'h_0000000000'),
    ])
    expect(mine.offer).toMatch(/^o_[0-9a-f]{32}$/)
    expect(theirs.offer).toBe(mine.offer)
    expect(new Set([mine.offer, slip.offer, elsewhere.offer]).size).toBe(3)
  })

  it('is stretched like a PIN: nobody tries codes faster than PINs', async () => {
    const asked: unknown[] = []
    await keysOfCode({
      code: 'A7K29QXD',
      hall: 'h_1',
      stretch: (ask) => {
        asked.push(ask)
        return stretchPin({ ...ask, memory: 64, passes: 1 })
      },
    })
    const { PIN_COST } = await import('#device/who/pinStretch.ts')
    expect(asked).toEqual([{ pin: 'A7K29QXD', salt: expect.stringMatching(/^[0-9a-f]{32}$/), ...PIN_COST }])
  })
})

describe('a manager who makes a code', () => {
  it('is told that this tablet may make none only where the hall server says so', async () => {
    const told = async (status: number, code: string) => {
      const server = { ask: async () => ({ status, text: JSON.stringify({ code }), retryAfter: null, server: null }) }
      const ports = { server, stretch, chance: realChance, hall: 'h_1', now: () => 0 }
      return openDoor({ place: 'counter', name: '1 号台' }, ports as unknown as DoorPorts)
    }
    expect(await told(403, 'not-allowed-here')).toEqual({ ok: false, why: 'not-your-place' })
    expect(await told(403, 'revoked')).toEqual({ ok: false, why: 'not-your-place' })
    expect(await told(409, 'too-many-offers')).toEqual({ ok: false, why: 'too-many-offers' })
    expect(await told(401, 'token-unknown')).toEqual({ ok: false, why: 'server-failed' })
    expect(await told(500, 'internal-error')).toEqual({ ok: false, why: 'server-failed' })
    expect(await told(429, 'too-many-requests')).toEqual({ ok: false, why: 'server-busy' })
  })
})

const knocking: KnockingTablet = { key: 'KEY+/=', sealKey: 'SEAL+/=', place: 'counter' }
const answered: Answered = { admission: 'a1'.repeat(32), root: 'B'.repeat(87), box: 'Ym94', key: 'KEY+/=' }
/** The same with one field changed, for each field. */
const changed = <T extends object>(thing: T): T[] =>
  Object.keys(thing).flatMap((field) => [
    { ...thing, [field]: `${Reflect.get(thing, field)}x` },
    { ...thing, [field]: '' },
    { ...thing, [field]: null },
  ])

describe('a knock', () => {
  it('is known by whoever made the code, and only as it was made', async () => {
    const keys = await keysOf('A7K29QXD')
    const mac = await (await keysOf('A7K29QXD')).macOfKnock(knocking)
    expect(await keys.isKnock(knocking, mac)).toBe(true)
    for (const other of changed(knocking)) expect(await keys.isKnock(other, mac)).toBe(false)
    expect(await (await keysOf('A7K29QXE')).isKnock(knocking, mac)).toBe(false)
    expect(await (await keysOf('A7K29QXD', 'h_0000000000')).isKnock(knocking, mac)).toBe(false)
    expect(
      await keys.isKnock({ ...knocking, sealKey: null }, await keys.macOfKnock({ ...knocking, sealKey: null })),
    ).toBe(true)
  })

  it('is refused whatever else somebody sends as its mac', async () => {
    const keys = await keysOf('A7K29QXD')
    await fc.assert(
      fc.asyncProperty(fc.string(), async (mac) => !(await keys.isKnock(knocking, mac))),
      { numRuns: 50 },
    )
  })
})

describe('an answer', () => {
  it('is believed only as it was made, with the code that the new tablet was given', async () => {
    const keys = await keysOf('A7K29QXD')
    const mac = await (await keysOf('A7K29QXD')).macOfAnswer(answered)
    expect(await keys.isAnswer(answered, mac)).toBe(true)
    for (const other of changed(answered)) expect(await keys.isAnswer(other, mac)).toBe(false)
    expect(await (await keysOf('A7K29QXE')).isAnswer(answered, mac)).toBe(false)
    expect(await (await keysOf('A7K29QXD', 'h_0000000000')).isAnswer(answered, mac)).toBe(false)
  })

  it('is never a knock, and a knock no answer', async () => {
    const keys = await keysOf('A7K29QXD')
    expect(await keys.isAnswer(answered, await keys.macOfKnock(knocking))).toBe(false)
    expect(await keys.isKnock(knocking, await keys.macOfAnswer(answered))).toBe(false)
  })
})

describe('the box of a new tablet', () => {
  const deskSecrets = [realChance.bytes(32), realChance.bytes(32)]
  async function boxed() {
    const [first, second, sealKey] = await Promise.all([
      makeHallKey(realChance),
      makeHallKey(realChance),
      makeSealKey(),
    ])
    const things = { keys: [first, second], deskSecrets }
    const to = { hall: 'h_1', tablet: 'd_2', place: 'counter', key: 'KEY', sealKey: sealKey.publicKey }
    return { box: await sealBox(to, things), to, things, sealKey }
  }

  it('holds every hall key, oldest first, and every desk secret, newest first', async () => {
    const { box, to, things, sealKey } = await boxed()
    expect(await openBox(to, sealKey, box)).toEqual(things)
    const none = { keys: [], deskSecrets }
    expect(await openBox(to, sealKey, await sealBox(to, none))).toEqual(none)
  })

  it('opens for nobody else, at no other place, in no other hall, and not when a bit of it was changed', async () => {
    const { box, to, sealKey } = await boxed()
    for (const field of ['hall', 'tablet', 'place', 'key'] as const)
      expect(await openBox({ ...to, [field]: `${to[field]}x` }, sealKey, box)).toBeNull()
    expect(await openBox(to, await makeSealKey(), box)).toBeNull()
    const other = await makeSealKey()
    expect(await openBox(to, { ...sealKey, publicKey: other.publicKey }, box)).toBeNull()
    const bytes = Buffer.from(box, 'base64')
    for (const at of [0, 1, 40, 65, 100, bytes.length - 1]) {
      const bent = Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 1 : byte))
      expect(await openBox(to, sealKey, toBase64(bent))).toBeNull()
    }
    expect(await openBox(to, sealKey, toBase64(bytes.subarray(0, -1)))).toBeNull()
    expect(await openBox(to, sealKey, 'no base64 at all')).toBeNull()
  })

  it('is sealed to nothing that is not a key', async () => {
    const { to, things } = await boxed()
    await expect(sealBox({ ...to, sealKey: 'AAAA' }, things)).rejects.toThrow()
    await expect(sealBox(to, { ...things, deskSecrets: [new Uint8Array(31)] })).rejects.toThrow('32 bytes')
  })
})
