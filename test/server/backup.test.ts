import { execFileSync } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import pino from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { type Backups, createBackups } from '#server/backup/backups.ts'
import { readBackup } from '#server/backup/readBackup.ts'
import { restore } from '#server/backup/restore.ts'
import { backupIn, KEPT, nameAt, namesOn, shelfOf, surplus } from '#server/backup/shelf.ts'
import { BackupTrouble } from '#server/backup/trouble.ts'
import { createCommitQueue } from '#server/commitQueue.ts'
import { openEpochs } from '#server/epochs.ts'
import { identityOf } from '#server/identity.ts'
import { createOwnJournal } from '#server/ownJournal.ts'
import { createReceipts } from '#server/receipts.ts'
import { openSigner, sha256Hex } from '#server/signing.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { openWitness } from '#server/witness.ts'

const HOUR_MS = 60 * 60_000
const NINE = Date.parse('2026-11-23T01:00:00.000Z')

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backup-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The real store of a hall with what watches over it and its backups; `clock.at` is the time on the wall. */
async function openHall(data: string, folder: string | null, clock = { at: NINE }) {
  const store = openSqliteStore(data)
  const witness = openWitness(data)
  const identity = await identityOf(store, { folder: data, witness })
  const now = () => clock.at
  const queue = createCommitQueue(store, { now })
  const own = createOwnJournal(store, identity, now)
  const receipts = createReceipts(identity.hall, identity.signingKey)
  const epochs = await openEpochs({ store, identity, queue, own, receipts, witness, time: now, isHere: false })
  const said: string[] = []
  const kitsIn: string[] = []
  const log = pino({ base: null }, { write: (line: string) => void said.push(JSON.parse(line).msg) })
  const backups: Backups = createBackups({
    store,
    hall: identity.hall,
    data,
    folder,
    keep: KEPT,
    release: '0.1.0',
    isSound: async () => true,
    writeKit: async (into) => void kitsIn.push(into),
    settle: async () => {},
    now,
    elapsed: now,
    log,
  })
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    await backups.close()
    await queue.finish()
    epochs.close()
    await store.close()
  }
  closing.push(close)
  let lane = (await store.tablets()).length
  return {
    store,
    identity,
    epochs,
    backups,
    said,
    kitsIn,
    shelf: folder === null ? '' : shelfOf(folder, identity.hall),
    /** Something happens: a tablet of that name is given its lane. */
    async happens(name: string) {
      lane += 1
      const tablet = { id: name, name, place: 'reception', key: `k${name}`, lane, status: 'paired' } as const
      const effects = [{ kind: 'pairs-tablet', tablet, tokenHash: sha256Hex(name), given: 0, code: null }] as const
      const runs = await own.record({ kind: 'LaneGiven', subject: name, body: { lane }, effects })
      await queue.write({ journal: own.name, prepare: async () => ({ runs, answer: () => null }) })
    },
    async paper(text: string) {
      const bytes = new TextEncoder().encode(text)
      const name = sha256Hex(bytes)
      await store.papers.put(name, bytes, 'd_1')
      return name
    },
    close,
  }
}

const madeIn = async (folder: string) => {
  const backup = await backupIn(folder)
  if (!backup) throw new Error('there is no backup')
  return backup
}

const everythingIn = async (folder: string): Promise<Buffer> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((each) => each.isFile())
  return Buffer.concat(await Promise.all(files.map((each) => readFile(join(each.parentPath, each.name)))))
}

describe('a backup of the hall server', () => {
  it('holds every line and paper while the server writes on, and says how many of each', async () => {
    const folder = await newFolder()
    const hall = await openHall(await newFolder(), folder)
    await hall.happens('d_1')
    const paper = await hall.paper('欧阳小满')
    const made = hall.backups.make(null)
    const later = hall.happens('d_2')
    const { manifest } = await made
    await later
    expect(await hall.store.head()).toBe(3)
    expect(hall.kitsIn).toEqual([folder])
    expect(manifest).toMatchObject({ hall: hall.identity.hall, epoch: hall.identity.server, release: '0.1.0' })
    expect(manifest).toMatchObject({ made: '2026-11-23T01:00:00.000Z', papers: { count: 1, bytes: 12 } })
    expect(manifest.tip).toBe(await hall.store.tipAt(manifest.seq))
    expect(manifest.journals).toEqual({ [hall.identity.journal]: manifest.seq })
    const read = await readBackup(await madeIn(folder))
    expect(read).toMatchObject({ bad: [], badPapers: [], papers: { [paper]: 12 } })
  })

  it('has neither the key of the server nor a token nor a code in it', async () => {
    const folder = await newFolder()
    const hall = await openHall(await newFolder(), folder)
    await hall.happens('d_1')
    await hall.store.saveCode({ hash: 'c0de'.repeat(16), place: 'manager', name: '', expires: NINE, usedBy: null })
    const secrets = [hall.identity.signingKey, sha256Hex('d_1'), 'c0de'.repeat(16)]
    await hall.backups.make(null)
    const bytes = await everythingIn(folder)
    for (const secret of secrets) expect(bytes.includes(secret)).toBe(false)
    expect(bytes.includes(openSigner(hall.identity.signingKey).publicKey)).toBe(true)
    // On the server everything is as it was.
    expect((await hall.store.identity())?.signingKey).toBe(hall.identity.signingKey)
    expect((await hall.store.tabletByToken(sha256Hex('d_1')))?.tablet.id).toBe('d_1')
  })

  it('leaves the lock on the store, so that no second server opens it', async () => {
    const data = await newFolder()
    const hall = await openHall(data, await newFolder())
    await hall.backups.make(null)
    const open = `import D from 'libsql'; new D(process.argv[1], { timeout: 0 }).exec('BEGIN IMMEDIATE')`
    expect(() =>
      execFileSync(process.execPath, ['--input-type=module', '-e', open, join(data, 'hall.db')], { stdio: 'pipe' }),
    ).toThrow(/database is locked/)
  })

  it('is made every hour when something has changed, and only then', async () => {
    const folder = await newFolder()
    const clock = { at: NINE }
    const { backups, happens, shelf } = await openHall(await newFolder(), folder, clock)
    const made = async () => (await namesOn(shelf)).length
    await backups.look()
    await backups.look()
    expect(await made()).toBe(1)
    await happens('d_1')
    await backups.look()
    expect(await made()).toBe(1)
    clock.at += HOUR_MS
    await backups.look()
    expect(await made()).toBe(2)
    clock.at += HOUR_MS
    await backups.look()
    expect(await made()).toBe(2)
    expect(await backups.seen()).toMatchObject({
      count: 2,
      trouble: null,
      newest: { made: '2026-11-23T02:00:00.000Z' },
    })
  })

  it('writes a paper once, however many backups have it, and takes away what was destroyed', async () => {
    const folder = await newFolder()
    const clock = { at: NINE }
    const { backups, paper, shelf, store } = await openHall(await newFolder(), folder, clock)
    const [one, two] = [await paper('one'), await paper('two')]
    await backups.make(null)
    const fileOf = (name: string) => join(shelf, 'papers', name.slice(0, 2), name)
    const first = await stat(fileOf(one), { bigint: true })
    await store.papers.shred(two)
    clock.at += HOUR_MS
    await backups.make(null)
    expect((await stat(fileOf(one), { bigint: true })).ctimeNs).toBe(first.ctimeNs)
    await expect(stat(fileOf(two))).rejects.toThrow()
  })

  it('says what it has besides the server: lines up to where both are whole, and which papers', async () => {
    const folder = await newFolder()
    const clock = { at: NINE }
    const hall = await openHall(await newFolder(), folder, clock)
    await hall.happens('d_1')
    const kept = await hall.paper('kept')
    expect(await hall.backups.holds([kept])).toEqual({ journals: {}, papers: [] })
    const { manifest } = await hall.backups.make(null)
    const destroyed = await hall.paper('destroyed')
    const later = await hall.paper('later')
    await hall.happens('d_2')
    const held = { [hall.identity.journal]: manifest.seq }
    expect(await hall.backups.holds([kept, later])).toEqual({ journals: held, papers: [kept] })
    clock.at += HOUR_MS
    await hall.backups.make(null)
    await hall.store.papers.shred(destroyed)
    const all = await hall.backups.holds([kept, later, destroyed])
    expect(all).toEqual({ journals: { [hall.identity.journal]: manifest.seq + 1 }, papers: [kept, later] })
    // A stick that is away has nothing.
    await rename(folder, `${folder}-away`)
    expect(await hall.backups.holds([kept])).toEqual({ journals: {}, papers: [] })
  })

  it('leaves the one before as it is while the stick is away, says so once, and makes one when it is back', async () => {
    const folder = await newFolder()
    const clock = { at: NINE }
    const { backups, happens, said, shelf } = await openHall(await newFolder(), folder, clock)
    await backups.look()
    const before = await everythingIn(shelf)
    await happens('d_1')
    clock.at += HOUR_MS
    const away = `${folder}-away`
    await rename(folder, away)
    await backups.look()
    await backups.look()
    expect((await backups.seen()).trouble).toEqual({ why: 'missing', since: new Date(clock.at).toISOString() })
    expect(said.filter((line) => line.includes('is not there'))).toHaveLength(1)
    // Nothing was made where the stick is not.
    await expect(stat(folder)).rejects.toThrow()
    await rename(away, folder)
    expect((await everythingIn(shelf)).equals(before)).toBe(true)
    await backups.look()
    expect((await backups.seen()).trouble).toBeNull()
    expect((await namesOn(shelf)).length).toBe(2)
  })

  it('leaves the one before as it is when it cannot be finished, and clears away what was begun', async () => {
    const folder = await newFolder()
    const clock = { at: NINE }
    const { backups, happens, paper, shelf } = await openHall(await newFolder(), folder, clock)
    await backups.look()
    const [name = ''] = await namesOn(shelf)
    const before = await everythingIn(join(shelf, name))
    await happens('d_1')
    // Where the papers are to lie there is a file: like a stick with a broken folder.
    await rm(join(shelf, 'papers'), { recursive: true, force: true })
    await writeFile(join(shelf, 'papers'), '')
    await mkdir(join(shelf, `${nameAt(NINE)}.part`))
    await paper('欧阳小满')
    clock.at += HOUR_MS
    await backups.look()
    expect((await backups.seen()).trouble?.why).toBe('failed')
    expect(await namesOn(shelf)).toEqual([name])
    expect((await everythingIn(join(shelf, name))).equals(before)).toBe(true)
    await rm(join(shelf, 'papers'))
    await backups.look()
    expect((await backups.seen()).trouble).toBeNull()
    expect((await readdir(shelf)).filter((each) => each.endsWith('.part'))).toEqual([])
  })

  it('says of a full disk, a locked one and one that is gone what to do', () => {
    const fault = (code: string) => Object.assign(new Error(code), { code })
    const why = (code: string) => BackupTrouble.of(fault(code), '/stick').why
    expect(['ENOSPC', 'EROFS', 'ENOENT', 'EIO'].map(why)).toEqual(['full', 'read-only', 'missing', 'failed'])
    expect(BackupTrouble.of(fault('ENOSPC'), '/stick').message).toBe(
      '/stick 里放不下备份了。请腾出地方，或换大的 U 盘。/ There is no room for a backup in /stick. Make room there, or use a larger stick.',
    )
  })

  it('is not made inside the folder of the store', async () => {
    const data = await newFolder()
    const { backups } = await openHall(data, null)
    await mkdir(join(data, 'here'))
    await expect(backups.make(join(data, 'here'))).rejects.toThrow('lies in the folder of the store')
  })
})

describe('which backups are kept', () => {
  it('are the newest, and the last of each day before them', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 24 * 90 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(hours, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 20 }), (made, newest, days) => {
        const names = [...new Set(made)].sort((a, b) => b - a).map((hour) => nameAt(NINE + hour * HOUR_MS))
        const gone = surplus(names, { newest, days })
        const kept = names.filter((name) => !gone.includes(name))
        expect(kept.slice(0, newest)).toEqual(names.slice(0, newest))
        expect(kept.length).toBeLessThanOrEqual(newest + days)
        // Done again nothing more goes.
        expect(surplus(kept, { newest, days })).toEqual([])
        const dayOf = (name: string) => new Date(name.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:')).toDateString()
        const lastDays = [...new Set(names.map(dayOf))].slice(0, days)
        for (const day of lastDays) expect(kept).toContain(names.find((name) => dayOf(name) === day))
      }),
    )
  })
})

describe('putting a backup back', () => {
  /** A hall with a backup, after which more has happened. */
  async function hallWithBackup() {
    const [data, folder] = [await newFolder(), await newFolder()]
    const hall = await openHall(data, folder)
    await hall.happens('d_1')
    const paper = await hall.paper('欧阳小满')
    await hall.backups.make(null)
    await hall.happens('d_2')
    const head = await hall.store.head()
    await hall.close()
    return { identity: hall.identity, data, folder, paper, head }
  }
  const at = '2026-11-23T02-00-00.000Z'

  it('puts what was there aside, and the server goes on under another epoch with its own key', async () => {
    const { data, folder, identity, paper } = await hallWithBackup()
    const restored = await restore(await madeIn(folder), { data, at, anyway: false })
    expect(restored).toMatchObject({ ok: true, hasKey: true, aside: join(data, 'aside', at), badPapers: [] })
    expect(await readdir(join(data, 'aside', at))).toContain('hall.db')
    const again = await openHall(data, null)
    expect(again.identity.hall).toBe(identity.hall)
    expect(again.identity.signingKey).toBe(identity.signingKey)
    expect(again.epochs.now).not.toBe(identity.server)
    expect((await again.store.closedEpochs()).epochs).toContain(identity.server)
    expect((await again.store.tablets()).map(({ id }) => id)).toEqual(['d_1'])
    expect(await again.store.papers.size(paper)).toMatchObject({ status: 'kept' })
    // Whatever token there was, every tablet shows its key once.
    expect(await again.store.tabletByToken(sha256Hex('d_1'))).toBeNull()
    const epoch = again.epochs.now
    await again.close()
    // It is noticed once: the next start is one like any other.
    const later = await openHall(data, null)
    expect(later.epochs.now).toBe(epoch)
    expect((await later.store.identity())?.signingKey).toBe(identity.signingKey)
  })

  it('is noticed as well where somebody copied the file by hand, with nothing beside it', async () => {
    const { folder, identity } = await hallWithBackup()
    const elsewhere = await newFolder()
    await cp(join((await madeIn(folder)).folder, 'hall.db'), join(elsewhere, 'hall.db'))
    const again = await openHall(elsewhere, null)
    expect(again.epochs.now).not.toBe(identity.server)
    expect(again.identity.hall).toBe(identity.hall)
    // Another machine signs with a key of its own.
    const { signingKey } = again.identity
    expect(signingKey).not.toBe(identity.signingKey)
    await again.happens('d_9')
    const journal = (await again.store.identity())?.journal ?? ''
    expect(await again.store.line(journal, 1)).toContain(openSigner(signingKey).publicKey)
    await again.close()
    expect((await openHall(elsewhere, null)).identity.signingKey).toBe(signingKey)
  })

  it('is refused while a server works on the store, and nothing is changed', async () => {
    const { data, folder } = await hallWithBackup()
    await openHall(data, null)
    const before = await readdir(data)
    await expect(restore(await madeIn(folder), { data, at, anyway: false })).rejects.toThrow('already running')
    expect((await readdir(data)).filter((name) => name !== 'coming')).toEqual(before)
  })

  it('names the file that is damaged and changes nothing; without a paper it goes on when asked to', async () => {
    const { data, folder, paper, head } = await hallWithBackup()
    const backup = await madeIn(folder)
    const file = join(backup.papers, paper.slice(0, 2), paper)
    await appendFile(file, '!')
    const bad = [{ file, what: 'altered' }]
    expect(await restore(backup, { data, at, anyway: false })).toEqual({ ok: false, why: 'damaged', bad })
    const hall = await openHall(data, null)
    expect(await hall.store.head()).toBe(head)
    await hall.close()
    expect(await restore(backup, { data, at, anyway: true })).toMatchObject({ ok: true, badPapers: bad })

    await rm(join(backup.folder, 'hall.db'))
    const gone = [{ file: join(backup.folder, 'hall.db'), what: 'missing' }]
    expect(await restore(backup, { data, at, anyway: true })).toEqual({ ok: false, why: 'damaged', bad: gone })
  })

  it('does not mix two halls: what lies there of the other one goes aside whole', async () => {
    const { folder, identity } = await hallWithBackup()
    const data = await newFolder()
    const other = await openHall(data, null)
    await other.happens('d_7')
    const theirs = await other.paper('另一个厅')
    await other.close()
    const restored = await restore(await madeIn(folder), { data, at, anyway: false })
    expect(restored).toMatchObject({ ok: true, hasKey: false })
    const aside = await readdir(join(data, 'aside', at))
    for (const name of ['hall.db', 'witness', 'key', 'papers']) expect(aside).toContain(name)
    const again = await openHall(data, null)
    expect(again.identity.hall).toBe(identity.hall)
    expect(await again.store.papers.size(theirs)).toEqual({ status: 'unknown' })
  })
})
