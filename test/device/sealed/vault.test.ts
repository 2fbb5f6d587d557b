import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import { makeHallKey, seal, unseal } from '#device/sealed/hallKey.ts'
import { turnKey } from '#device/sealed/keyRing.ts'
import { readKeyText, writeKeyText } from '#device/sealed/keyText.ts'
import { openVault, type Vault } from '#device/sealed/vault.ts'
import { noAuthority } from '#domain/authority/authority.ts'
import type { HallKeys, KeyTurn } from '#domain/keys/keys.ts'
import { hallKeys } from '#domain/keys/queries.ts'
import { type MemoryDisk, memoryDisk } from '#support/memoryDisk.ts'
import { newPersonKey } from '#support/newPersonKey.ts'

const chance = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) }
const paper = { subject: 'c_1', kind: 'intake' }
const words = (text: string) => new TextEncoder().encode(text)
const chen = await newPersonKey('s_chen')
const wang = await newPersonKey('s_wang')
const li = await newPersonKey('s_li')

/** A hall's tablets as far as the vault goes: what the list would tell them of keys. */
function openHall() {
  let told: HallKeys = hallKeys(noAuthority())
  return {
    /** Somebody who may has brought in a turn. */
    tell(turn: KeyTurn | null, vouched = false) {
      if (!turn) return
      const { length } = told.turns
      const next = { ...turn, id: `${length}`, by: 's_chen', at: length, on: 'd_1', left: [], vouched }
      told = { ...told, turns: [...told.turns, next], seals: turn.keyId }
    },
    /** Somebody has brought in a turn who may not, or may no more. */
    tellInVain(turn: KeyTurn) {
      told = { ...told, uncounted: [...told.uncounted, turn] }
    },
    /** A tablet is let in with its seal key. */
    join(tablet: string, vault: Vault) {
      told = { ...told, holders: [...told.holders, { tablet, key: vault.sealKey ?? '' }] }
    },
    /** A tablet is gone that is in strange hands. */
    lose(tablet: string) {
      told = { ...told, holders: told.holders.filter((each) => each.tablet !== tablet), secretDue: true }
    },
    open(tablet: string, disk: MemoryDisk = memoryDisk()) {
      const database = { indexedDB: new IDBFactory(), IDBKeyRange }
      const keepsakes = openKeepsakes({ disk, database, onFault: () => {} })
      return openVault({ hall: 'h_1', tablet, keepsakes, chance, told: () => told, onChange: () => {} })
    },
  }
}

async function foundedHall() {
  const hall = openHall()
  const disk = memoryDisk()
  const first = await hall.open('d_1', disk)
  await first.open(chen)
  hall.tell(await first.found())
  hall.join('d_1', first)
  return { hall, first, disk }
}

describe('a sealed thing', () => {
  it('opens only whole, with its key and where it belongs', async () => {
    const key = await makeHallKey(chance)
    const belongs = { hall: 'h_1', ...paper }
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(), async (bytes, at) => {
        const sealed = await seal(key, belongs, bytes, chance)
        expect(await unseal(key, belongs, sealed)).toEqual(bytes)
        const bent = sealed.slice()
        bent[at % bent.length]! ^= 1 << (at % 8)
        expect(await unseal(key, belongs, bent)).toBeNull()
        expect(await unseal(key, belongs, sealed.subarray(0, at % sealed.length))).toBeNull()
      }),
      { numRuns: 60 },
    )
    const sealed = await seal(key, belongs, words('张三'), chance)
    for (const elsewhere of [{ subject: 'c_2' }, { kind: 'photo' }, { hall: 'h_2' }])
      expect(await unseal(key, { ...belongs, ...elsewhere }, sealed)).toBeNull()
    expect(await unseal(await makeHallKey(chance), belongs, sealed)).toBeNull()
    expect(await seal(key, belongs, words('张三'), chance)).not.toEqual(sealed)
  })
})

describe('a hall key as text', () => {
  it('can be typed with the usual slips of the eye, and a mistyped one is found out', async () => {
    const key = await makeHallKey(chance)
    const text = await writeKeyText(key, 'h_1')
    expect(text).toMatch(/^([0-9A-Z]{4}-){13}[0-9A-Z]{4}$/)
    expect(await readKeyText(text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'), 'h_1')).toEqual(key)
    expect(await readKeyText(text, 'h_2')).toBeNull()
    for (let at = 0; at < text.length; at++) {
      if (text[at] === '-') continue
      const other = text[at] === '7' ? '8' : '7'
      expect(await readKeyText(text.slice(0, at) + other + text.slice(at + 1), 'h_1')).toBeNull()
    }
    for (const nonsense of ['', 'key=', '🔑', text.slice(4), `${text}-0000`])
      expect(await readKeyText(nonsense, 'h_1')).toBeNull()
  })
})

describe('a vault', () => {
  it('is locked after a restart until the person who opened it signs in again, and another key opens nothing', async () => {
    const { hall, first, disk } = await foundedHall()
    const sealed = await first.seal(paper, words('身份证'))
    first.lock()
    expect(first.state).toBe('locked')
    expect(await first.seal(paper, words('x'))).toBeNull()
    expect(await first.unseal(paper, sealed!)).toEqual({ ok: false, why: 'locked' })
    const again = await hall.open('d_1', disk)
    expect(again.state).toBe('locked')
    expect(await again.open({ ...wang, staff: 's_chen' })).toBe('locked')
    expect(await again.open(chen)).toBe('unlocked')
    expect(await again.unseal(paper, sealed!)).toEqual({ ok: true, bytes: words('身份证') })
  })

  it('lets a newcomer in through a colleague who is signed in, or who lends a key', async () => {
    const { hall, first, disk } = await foundedHall()
    expect(await first.open(wang)).toBe('unlocked')
    const again = await hall.open('d_1', disk)
    expect(await again.open(wang)).toBe('unlocked')
    again.lock()
    expect(await again.open(li)).toBe('locked')
    expect(await again.openFor({ ...chen, staff: 's_wang' })).toBe('locked')
    expect(await again.openFor(wang)).toBe('unlocked')
    again.lock()
    expect(await again.open(li)).toBe('unlocked')
    await again.forget('s_li')
    again.lock()
    expect(await again.open(li)).toBe('locked')
  })

  it('lets somebody who gets a new key in while it is open, and from then on only with that one', async () => {
    const { hall, first, disk } = await foundedHall()
    const renewed = await newPersonKey('s_chen')
    await first.forget('s_chen')
    expect(await first.open(renewed)).toBe('unlocked')
    const again = await hall.open('d_1', disk)
    expect(await again.open(chen)).toBe('locked')
    expect(await again.open(renewed)).toBe('unlocked')
  })

  it('is handed over to another tablet, where the first to sign in opens it and the others need a colleague', async () => {
    const { hall, first } = await foundedHall()
    const disk = memoryDisk()
    const second = await hall.open('d_2', disk)
    expect(second.state).toBe('no-key')
    expect(await second.take((await first.keyText())!)).toBe(true)
    expect(second.state).toBe('locked')
    const restarted = await hall.open('d_2', disk)
    expect(await restarted.open(wang)).toBe('unlocked')
    const sealed = await first.seal(paper, words('张三'))
    expect(await restarted.unseal(paper, sealed!)).toMatchObject({ ok: true })
    restarted.lock()
    expect(await restarted.open(li)).toBe('locked')
    expect(JSON.parse(new TextDecoder().decode(await disk.read('vault-waiting.json')))).toMatchObject({
      vaultKey: null,
    })
  })

  it('of a tablet that is killed while it takes the key has none, or opens for the first to sign in', async () => {
    const { hall, first } = await foundedHall()
    const text = (await first.keyText()) ?? ''
    for (let writes = 0; writes < 6; writes++) {
      const disk = memoryDisk()
      let left = writes
      const mortal: MemoryDisk = {
        ...disk,
        async replace(name, bytes) {
          if (left-- <= 0) throw new Error('killed')
          await disk.replace(name, bytes)
        },
      }
      await (await hall.open('d_2', mortal)).take(text).catch(() => false)
      const again = await hall.open('d_2', disk)
      expect([again.state, await again.open(li)]).toBeOneOf([
        ['no-key', 'no-key'],
        ['locked', 'unlocked'],
      ])
    }
  })

  it('takes no key that the hall does not know, and no old one in the place of a newer', async () => {
    const { hall, first } = await foundedHall()
    const old = (await first.keyText())!
    const stranger = await writeKeyText(await makeHallKey(chance), 'h_1')
    const second = await hall.open('d_2')
    expect(await second.take(stranger)).toBe(false)
    expect(await second.take(old)).toBe(true)
    await second.open(wang)
    second.lock()
    hall.tell(await first.turn())
    await first.follow()
    expect(await second.take(old)).toBe(false)
    expect(await second.take((await first.keyText())!)).toBe(true)
  })

  it('drops a key that was slipped in before the log had arrived', async () => {
    const { hall } = await foundedHall()
    const blank = openHall()
    const disk = memoryDisk()
    const slipped = await blank.open('d_2', disk)
    expect(await slipped.take(await writeKeyText(await makeHallKey(chance), 'h_1'))).toBe(true)
    const later = await hall.open('d_2', disk)
    expect(await later.open(wang)).toBe('locked')
    expect(await later.seal(paper, words('x'))).toBeNull()
  })

  it('goes on with a new key on every tablet that stays, reads what is old, and a revoked tablet reads nothing new', async () => {
    const { hall, first } = await foundedHall()
    const text = (await first.keyText())!
    const [stays, lost] = await Promise.all([hall.open('d_2'), hall.open('d_3')])
    for (const [id, vault] of [
      ['d_2', stays],
      ['d_3', lost],
    ] as const) {
      await vault.take(text)
      await vault.open(wang)
      hall.join(id, vault)
    }
    const before = (await first.seal(paper, words('以前')))!
    hall.lose('d_3')
    for (let round = 0; round < 2; round++) {
      hall.tell(await first.turn())
      await first.follow()
    }
    const after = (await first.seal(paper, words('以后')))!
    const [ours, theirs] = [await stays.follow(), await lost.follow()]
    // Each turn brought a new desk secret, which the lost tablet cannot read either.
    expect(ours).toEqual(await first.follow())
    expect([ours.length, theirs]).toEqual([2, []])
    expect(stays.keyId).toBe(first.keyId)
    expect(await stays.unseal(paper, after)).toEqual({ ok: true, bytes: words('以后') })
    expect(await lost.unseal(paper, after)).toEqual({ ok: false, why: 'key-unknown' })
    // A tablet that joins now gets the newest key only, and reads the oldest paper through the log.
    const newcomer = await hall.open('d_4')
    await newcomer.take((await first.keyText())!)
    await newcomer.open(li)
    await newcomer.follow()
    expect(await newcomer.unseal(paper, before)).toEqual({ ok: true, bytes: words('以前') })
    expect(newcomer.keyId).toBe(first.keyId)
  })

  it('keeps on disk nothing that opens it: neither hall key, nor seal key', async () => {
    const { first, disk } = await foundedHall()
    const text = (await first.keyText())!
    const all = [...disk.files.values()].map((bytes) => Buffer.from(bytes).toString('latin1')).join('\n')
    expect(all).not.toContain('secret')
    expect(all).not.toContain('privateKey')
    expect(all.toUpperCase()).not.toContain(text.slice(0, 9))
  })
})

describe('a hall key that somebody who has none of this hall’s brings in', () => {
  it('seals nothing on any tablet, though a box for each of them stands in the log', async () => {
    const { hall, first } = await foundedHall()
    const [mine] = first.keys
    const key = await makeHallKey(chance)
    const holders = [{ tablet: 'd_1', key: first.sealKey ?? '' }]
    const stranger = await makeHallKey(chance)
    const forged = await turnKey({ hall: 'h_1', key, earlier: [stranger], holders, chance })
    for (const turn of [
      { ...forged, before: null, mac: null },
      forged,
      { ...forged, before: mine?.id ?? '' },
      { ...forged, before: mine?.id ?? '', mac: null },
    ]) {
      hall.tell(turn)
      await first.follow()
      expect(first.keyId).toBe(mine?.id)
    }
  })

  it('opens what was sealed with it by whoever had the right until then, and seals nothing', async () => {
    const { hall, first } = await foundedHall()
    const turn = await first.turn()
    if (!turn) throw new Error('the vault is open')
    hall.tellInVain(turn)
    await first.follow()
    expect(first.keyId).toBe(turn.before)
    expect(first.keys.map(({ id }) => id)).toContain(turn.keyId)
    const again = await first.turn()
    expect(again?.before).toBe(turn.before)
  })

  it('begins anew where the root key vouches for it, and nobody loses the keys they had', async () => {
    const { hall, first } = await foundedHall()
    const recovered = await hall.open('d_2')
    await recovered.prepare()
    await recovered.open(wang)
    hall.join('d_2', recovered)
    const before = (await first.seal(paper, words('以前')))!
    const anew = await recovered.found()
    expect(anew).toMatchObject({ before: null, mac: null })
    hall.tell(anew, true)
    await first.follow()
    expect(first.keyId).toBe(recovered.keyId)
    expect(await first.unseal(paper, before)).toEqual({ ok: true, bytes: words('以前') })
    // Whoever still has the old key gives it to everybody with the next turn.
    hall.tell(await first.turn())
    await first.follow()
    await recovered.follow()
    expect(await recovered.unseal(paper, before)).toEqual({ ok: true, bytes: words('以前') })
  })

  it('is no key when boxes or versions are exchanged in a turn that was honest', async () => {
    const { hall, first } = await foundedHall()
    const turn = await first.turn()
    if (!turn) throw new Error('the vault is open')
    hall.tell({ ...turn, sealed: { ...turn.sealed, d_9: 'AAAA' } })
    await first.follow()
    expect(first.keyId).toBe(turn.before)
    hall.tell({ ...turn, secret: 'AAAA' })
    await first.follow()
    expect(first.keyId).toBe(turn.before)
  })
})
