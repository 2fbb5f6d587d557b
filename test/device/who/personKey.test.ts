import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { argon2id } from 'hash-wasm'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import { readDeskSecrets, writeDeskSecrets } from '#device/who/deskSecret.ts'
import { boxAgain, boxPersonKey, makePersonKey, openPersonBox, signAct } from '#device/who/personKey.ts'
import { sealSecret, takeSecrets } from '#device/who/renewedSecret.ts'
import { stretchPin } from '#device/who/stretchPin.ts'
import { PersonBox } from '#domain/staff/events.ts'
import { signedFor } from '#log/signed.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import { realChance } from '#support/realChance.ts'

const cheap = { stretch: stretchPin, chance: realChance, cost: { memory: 1024, passes: 1 } }

/** 小王's key, boxed once and for all: what opens it today has to open it in every later version. */
const wang = {
  hall: 'h_test',
  staff: 's_wang',
  publicKey: 'BA74sEEJuINsGynP31T2JEFYaQ1j9S0l6nbJDqaVHyg33bPwQeJt7RGAwFVL7dMAfeuc1ytAnK43HRtBquklWn4',
  pin: '246810',
  deskSecret: new Uint8Array(32).fill(7),
  // A newer one that the box was not made with.
  deskSecrets: [new Uint8Array(32).fill(9), new Uint8Array(32).fill(7)],
  box: {
    salt: 'dcb87e79f20de2bdf53e5d017626ed3f',
    memory: 1024,
    passes: 1,
    under: 'ed4772316ced6731',
    sealed:
      'X+3RYPjZ4ytAXup3qIY3wPnabrdmSytYMHGIDZMDKsxEXuuatRofc/lAANKB6GvwU0U3W7bA80UIFchTGPAHUxCKwjcsi0v4bZpwJfQvetA1SnEZx4NTSZgn5WnjTlAp0jtxr9QJa8DSKoYyM+tNNbdQp+Tax+6h2EQZw274jkKi3LW7h7optY5K1cI9iiawFfWFPkJFO4qaekIfG0q5JZtNs94pMA==',
  },
}
const text = signedFor('slip', 'c_1')

/** Whether the public half on a proof made its signature, which is what the list of authority goes by. */
async function fits(proof: string, signed: string): Promise<boolean> {
  const [key = '', signature = ''] = proof.split('.').map((part) => Buffer.from(part, 'base64url'))
  const raw = new Uint8Array(Buffer.from(key))
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  const verifying = await crypto.subtle.importKey('raw', raw, curve, false, ['verify'])
  const bytes = new TextEncoder().encode(signed)
  return crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    verifying,
    new Uint8Array(Buffer.from(signature)),
    bytes,
  )
}

describe('the box of a person’s key', () => {
  it('opens with the PIN, on a tablet that has the desk secret', async () => {
    const key = await openPersonBox(wang, stretchPin)
    expect(key).toMatchObject({ staff: 's_wang', publicKey: wang.publicKey })
    expect([key?.sign.extractable, key?.wrap.extractable]).toEqual([false, false])
    const proof = (key && (await signAct(key, text))) ?? ''
    expect(proof).toMatch(/^[\w-]{87}\.[\w-]{86}$/)
    expect(proof.startsWith(wang.publicKey)).toBe(true)
    expect(await fits(proof, text)).toBe(true)
    expect(await fits(proof, signedFor('slip', 'c_2'))).toBe(false)
  })

  it('is sealed as the design says, step by step', async () => {
    const { box, pin, deskSecret, hall, staff, publicKey } = wang
    const salt = Buffer.from(box.salt, 'hex')
    const known = await argon2id({
      password: pin,
      salt,
      iterations: box.passes,
      memorySize: box.memory,
      parallelism: 1,
      hashLength: 32,
      outputType: 'binary',
    })
    const here = createHmac('sha256', deskSecret).update(salt).digest()
    const about = JSON.stringify(['stayopen person box', 1, hall, staff, publicKey])
    const key = hkdfSync('sha256', Buffer.concat([known, here]), Buffer.alloc(32), about, 32)
    const sealed = Buffer.from(box.sealed, 'base64')
    const opening = createDecipheriv('aes-256-gcm', new Uint8Array(key), sealed.subarray(0, 12))
    opening.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-16))
    const pkcs8 = Buffer.concat([opening.update(sealed.subarray(12, -16)), opening.final()])
    const theirs = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))
    const { x = '', y = '' } = theirs.export({ format: 'jwk' })
    const point = [Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
    expect(Buffer.concat(point).toString('base64url')).toBe(publicKey)
  })

  it.each([
    ['with another PIN', { pin: '246811' }],
    ['without the desk secret', { deskSecrets: [new Uint8Array(32)] }],
    ['for somebody else', { staff: 's_li' }],
    ['in another hall', { hall: 'h_other' }],
    ['under another public key', { publicKey: `BB${wang.publicKey.slice(2)}` }],
    ['with another salt', { box: { ...wang.box, salt: '00'.repeat(16) } }],
    ['with a bit changed', { box: { ...wang.box, sealed: `Y${wang.box.sealed.slice(1)}` } }],
    ['cut short', { box: { ...wang.box, sealed: wang.box.sealed.slice(0, 40) } }],
  ])('does not open %s', async (_how, change) => {
    expect(await openPersonBox({ ...wang, ...change }, stretchPin)).toBeNull()
  })

  it('does not open when what lies in it is not the key that the list names', async () => {
    const [listed, other] = [await makePersonKey(), await makePersonKey()]
    const of = { ...wang, publicKey: listed.publicKey }
    const box = await boxPersonKey({ ...of, privateKey: other.privateKey }, cheap)
    expect(await openPersonBox({ ...of, box }, stretchPin)).toBeNull()
  })

  it('is a new one for the same key after a change of PIN, and nobody’s who does not know the old one', async () => {
    const box = await boxAgain({ ...wang, newPin: '135792' }, cheap)
    if (!box) throw new Error('the old PIN was right')
    expect(v.is(PersonBox, box)).toBe(true)
    expect(box.salt).not.toBe(wang.box.salt)
    expect(await openPersonBox({ ...wang, box }, stretchPin)).toBeNull()
    const key = await openPersonBox({ ...wang, box, pin: '135792' }, stretchPin)
    expect(key && (await fits(await signAct(key, text), text))).toBe(true)
    expect(await boxAgain({ ...wang, pin: '000001', newPin: '135792' }, cheap)).toBeNull()
  })

  it('is another one each time, for the same key and PIN', async () => {
    const { publicKey, privateKey } = await makePersonKey()
    const ask = { ...wang, publicKey, privateKey }
    const [one, two] = [await boxPersonKey(ask, cheap), await boxPersonKey(ask, cheap)]
    expect([one.salt === two.salt, one.sealed === two.sealed]).toEqual([false, false])
  })
})

describe('the desk secret', () => {
  it('is there after a restart, and has 32 bytes or is none', async () => {
    const disk = memoryDisk()
    const database = { indexedDB: new IDBFactory(), IDBKeyRange }
    const open = () => openKeepsakes({ disk, database, onFault: () => {} })
    expect(await readDeskSecrets(open())).toEqual([])
    const [newer, older] = [realChance.bytes(32), realChance.bytes(32)]
    await writeDeskSecrets(open(), [newer, older])
    expect(await readDeskSecrets(open())).toEqual([newer, older])
    await expect(writeDeskSecrets(open(), [newer.subarray(1)])).rejects.toThrow('32 bytes')
    await open().write('desk-secret', { secrets: ['AAAA'] })
    expect(await readDeskSecrets(open())).toEqual([])
  })

  it('is taken in when a recovery has made a new one, by whoever has the one before it and nobody else', async () => {
    const database = { indexedDB: new IDBFactory(), IDBKeyRange }
    const keepsakes = openKeepsakes({ disk: memoryDisk(), database, onFault: () => {} })
    const [first, second, third] = [realChance.bytes(32), realChance.bytes(32), realChance.bytes(32)]
    const told = [
      await sealSecret('h_1', { before: first, secret: second }, realChance),
      await sealSecret('h_1', { before: second, secret: third }, realChance),
    ]
    await writeDeskSecrets(keepsakes, [first])
    await takeSecrets('h_other', told, keepsakes)
    expect(await readDeskSecrets(keepsakes)).toEqual([first])
    await takeSecrets('h_1', told, keepsakes)
    await takeSecrets('h_1', told, keepsakes)
    expect(await readDeskSecrets(keepsakes)).toEqual([third, second, first])
    await writeDeskSecrets(keepsakes, [realChance.bytes(32)])
    await takeSecrets('h_1', told, keepsakes)
    expect((await readDeskSecrets(keepsakes)).length).toBe(1)
  })
})
