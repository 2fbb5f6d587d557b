import { Dexie } from 'dexie'
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, describe, expect, it } from 'vitest'
import { openPapers } from '#device/sealed/papers.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import { createTestClock } from '#support/testClock.ts'

const usual = IDBObjectStore.prototype.put
afterEach(() => {
  IDBObjectStore.prototype.put = usual
})

/** A tablet with one paper, and a hall server that takes everything it is offered. */
async function openTablet() {
  const clock = createTestClock()
  const offers: string[] = []
  const kept = new Map<string, Uint8Array>()
  const indexedDB = new IDBFactory()
  const disk = memoryDisk()
  const told: string[] = []
  let saves = true
  let epoch: string | null = 'e_1'
  let most = Number.POSITIVE_INFINITY
  const papers = await openPapers({
    vault: {
      state: 'unlocked',
      seal: async (_place, bytes) => bytes,
      unseal: async (_place, bytes) => ({ ok: true, bytes: new Uint8Array(bytes) }),
    },
    disk,
    database: { indexedDB, IDBKeyRange },
    server: {
      async putPaper(name, bytes) {
        offers.push(name)
        if (bytes.length > most) return { kind: 'problem', status: 413, code: 'too-large', body: undefined }
        kept.set(name, new Uint8Array(bytes))
        return { kind: 'ok', value: { name, bytes: bytes.length }, server: epoch ?? '' }
      },
      getPaper: async (name) => kept.get(name) ?? 'missing',
    },
    heard: () => epoch,
    isShredded: () => false,
    async tellLost(name) {
      if (!saves) return false
      told.push(name)
      return true
    },
    clock,
    chance: { bytes: (count) => new Uint8Array(count).fill(255) },
    onChange: () => {},
    onFault: () => {},
  })
  const place = { subject: 'c_1', kind: 'form' }
  const name = (await papers.seal(place, new TextEncoder().encode('办理单'))) ?? ''
  await clock.passUntil(() => papers.unsent.size === 0)
  return {
    clock,
    papers,
    offers,
    /** Papers of which somebody was told that nobody has them any more. */
    told,
    /** Whether anything can be saved here now. */
    saving(does: boolean) {
      saves = does
    },
    /** What is between this tablet and the hall server lets only so many bytes pass. */
    letPass(bytes: number) {
      most = bytes
    },
    async seal(text: string) {
      return (await papers.seal(place, new TextEncoder().encode(text))) ?? ''
    },
    open: () => papers.open(name, place),
    /** A bad disk changes a byte of the copy in the database. */
    async damageCopy(of = name) {
      const db = new Dexie('stayopen-papers', { indexedDB, IDBKeyRange })
      await db.open()
      const row = await db.table('papers').get(of)
      await db.table('papers').put({ ...row, bytes: row.bytes.map((byte: number) => byte ^ 1) })
      db.close()
    },
    /** Cut off, with another paper; its name. */
    async sealAlone() {
      epoch = null
      return (await papers.seal(place, new TextEncoder().encode('签名'))) ?? ''
    },
    /** A bad disk changes a byte of the paper's own file. */
    async damageFile(of: string) {
      const bytes = await disk.read(`paper-${of}`)
      await disk.replace(
        `paper-${of}`,
        bytes.map((byte, at) => (at === 1 ? byte ^ 1 : byte)),
      )
    },
    read: (of: string) => papers.open(of, place),
    fileOf: (of: string) => disk.read(`paper-${of}`),
    async copyOf(of: string): Promise<Uint8Array | undefined> {
      const db = new Dexie('stayopen-papers', { indexedDB, IDBKeyRange })
      await db.open()
      const row = await db.table('papers').get(of)
      db.close()
      return row?.bytes
    },
    newServer() {
      epoch = 'e_2'
      papers.nudge()
    },
  }
}

describe('a copy of a paper that a bad disk has changed', () => {
  it('is had again from the hall server when somebody opens it', async () => {
    const { damageCopy, open, papers } = await openTablet()
    await damageCopy()
    expect(await open()).toEqual({ ok: true, bytes: new TextEncoder().encode('办理单') })
    await papers.close()
  })

  it('is not offered to a new hall server', async () => {
    const { clock, damageCopy, newServer, offers, papers } = await openTablet()
    await damageCopy()
    newServer()
    await clock.pass(60_000)
    expect(offers).toHaveLength(1)
    await papers.close()
  })
})

describe('a paper that is too large for what lies between', () => {
  it('holds up none behind it, is named as not taken, and comes when the way is mended', async () => {
    const { clock, letPass, newServer, offers, papers, seal, sealAlone } = await openTablet()
    letPass(10)
    await sealAlone()
    const large = await seal('一份很大的材料')
    const small = await seal('小')
    newServer()
    await clock.passUntil(() => !papers.unsent.has(small))
    expect([[...papers.unsent], [...papers.refused]]).toEqual([[large], [large]])
    const tries = () => offers.filter((offer) => offer === large).length
    expect(tries()).toBe(1)
    letPass(100)
    await clock.passUntil(() => papers.unsent.size === 0, 11 * 60_000)
    expect([tries(), papers.refused.size]).toEqual([2, 0])
    await papers.close()
  })
})

describe('the papers of a tablet, at a new hall server', () => {
  it('are offered once', async () => {
    const { clock, papers, offers, newServer } = await openTablet()
    newServer()
    await clock.pass(60_000)
    expect(offers).toHaveLength(2)
    await papers.close()
  })

  it('are offered with growing pauses, not without end, while the disk is too full to note that the server has them', async () => {
    const { clock, papers, offers, newServer } = await openTablet()
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room left', 'QuotaExceededError')
    }
    newServer()
    await clock.pass(60_000)
    expect(offers.length).toBeGreaterThan(2)
    expect(offers.length).toBeLessThan(12)
    await papers.close()
  })
})

describe('a paper that the hall server does not have yet', () => {
  it('is read, and sent, from its copy when a bad disk has changed its file', async () => {
    const { clock, damageFile, newServer, offers, papers, read, sealAlone } = await openTablet()
    const name = await sealAlone()
    await damageFile(name)
    expect(await read(name)).toEqual({ ok: true, bytes: new TextEncoder().encode('签名') })
    await damageFile(name)
    newServer()
    await clock.passUntil(() => papers.unsent.size === 0)
    expect(offers).toContain(name)
    await papers.close()
  })

  it('is put together again by the slow round, whichever of its two copies a bad disk has changed', async () => {
    const { copyOf, damageCopy, damageFile, fileOf, papers, sealAlone } = await openTablet()
    const name = await sealAlone()
    const sound = await fileOf(name)
    await damageFile(name)
    expect(await papers.lookOver('')).toBeNull()
    expect(await fileOf(name)).toEqual(sound)
    await damageCopy(name)
    expect(await papers.lookOver('')).toBeNull()
    expect(new Uint8Array((await copyOf(name)) ?? [])).toEqual(new Uint8Array(sound))
    expect([...papers.unsent]).toEqual([name])
    await papers.close()
  })

  it('is named when a bad disk has changed both of its copies, and lies here until that could be saved; the others go on', async () => {
    const { clock, damageCopy, damageFile, newServer, offers, papers, saving, sealAlone, told } = await openTablet()
    const name = await sealAlone()
    const other = (await papers.seal({ subject: 'c_2', kind: 'photo' }, new Uint8Array([1, 2, 3, 4]))) ?? ''
    await damageFile(name)
    await damageCopy(name)
    saving(false)
    newServer()
    await clock.passUntil(() => offers.includes(other))
    expect([...papers.unsent]).toEqual([name])
    saving(true)
    await clock.passUntil(() => papers.unsent.size === 0)
    expect(told).toEqual([name])
    expect(offers).not.toContain(name)
    await papers.close()
  })

  it('is looked at piece by piece where there are many', async () => {
    const { damageFile, fileOf, papers, sealAlone } = await openTablet()
    await sealAlone()
    const place = { subject: 'c_2', kind: 'photo' }
    const names: string[] = []
    for (let i = 0; i < 25; i++) names.push((await papers.seal(place, new Uint8Array([i, 0, 0, 0]))) ?? '')
    const last = names.sort().at(-1) ?? ''
    const sound = await fileOf(last)
    await damageFile(last)
    let pieces = 1
    for (let at = await papers.lookOver(''); at !== null; at = await papers.lookOver(at)) pieces++
    expect(pieces).toBe(3)
    expect(await fileOf(last)).toEqual(sound)
    await papers.close()
  })
})

describe('copies of papers that others have', () => {
  it('leave when they are old enough, unless somebody works with them or they are nowhere else (Q63)', async () => {
    const { clock, papers, offers, open, seal } = await openTablet()
    const [form = ''] = offers
    const needed = await seal('还在办')
    const nowhere = await seal('备份里没有')
    await clock.passUntil(() => papers.unsent.size === 0)
    const asked: (readonly string[])[] = []
    const going = {
      needed: new Set([needed]),
      async safe(names: readonly string[]) {
        asked.push(names)
        return names.filter((name) => name !== nowhere)
      },
    }
    expect(await papers.letCopiesGo({ ...going, before: clock.now() - 60_000 })).toBe(0)
    expect(asked).toEqual([])
    expect(await papers.letCopiesGo({ ...going, before: Number.POSITIVE_INFINITY })).toBe(1)
    expect(await papers.held([form, needed, nowhere])).toEqual([needed, nowhere])
    // Whoever reads it has it from the hall server.
    expect(await open()).toMatchObject({ ok: true })
  })

  it('stay while the hall server does not have them', async () => {
    const { clock, papers, sealAlone } = await openTablet()
    const alone = await sealAlone()
    await clock.pass(60_000)
    await papers.letCopiesGo({ before: Number.POSITIVE_INFINITY, needed: new Set(), safe: async (names) => names })
    expect(await papers.held([alone])).toEqual([alone])
    expect(papers.unsent).toEqual(new Set([alone]))
  })
})
