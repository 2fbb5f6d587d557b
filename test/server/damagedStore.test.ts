import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { checkStore } from '#server/checking.ts'
import type { EventStore } from '#server/eventStore.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { rounds } from '#support/endure.ts'
import { openHallServer } from '#support/openHallServer.ts'
import { call, pairManager } from '#support/signingTablet.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'damaged-'))
  folders.push(folder)
  return folder
}

/** A store as a kill leaves it: what was answered stands in its log alone. */
function asKilled(from: string, files = ['hall.db', 'hall.db-wal']): string {
  const folder = newFolder()
  for (const file of files) copyFileSync(join(from, file), join(folder, file))
  return folder
}

/** A store with so many answered writes, and how much it has when nothing happens to it. */
async function busyStore(writes: number): Promise<{ folder: string; store: EventStore }> {
  const folder = newFolder()
  const store = openSqliteStore(folder)
  await store.found({ hall: 'h_1', server: 'e_1', journal: 'j_5e5e5e5e5e5e5e5e', signingKey: 'k' })
  for (let i = 0; i < writes; i++) await store.saveRunning(i + 1)
  return { folder, store }
}

async function open(folder: string) {
  const store = openSqliteStore(folder)
  const found = { damage: store.damage, running: await store.running().catch(() => 0) }
  await store.close()
  return found
}

describe('a store whose log was damaged while it was off', () => {
  it('is never opened with less than was answered without saying so, wherever the damage is', async () => {
    const { folder, store } = await busyStore(12)
    const size = statSync(join(folder, 'hall.db-wal')).size
    const last = 24 + 4_096
    let less = 0
    for (let at = 3; at < size; at += Math.ceil(size / 40)) {
      const killed = asKilled(folder)
      const log = join(killed, 'hall.db-wal')
      const bytes = readFileSync(log)
      bytes[at]! ^= 0x20
      writeFileSync(log, bytes)
      const found = await open(killed)
      if (found.running < 12) {
        less++
        // The very last write may as well have been torn before anybody was answered.
        expect([at, found.damage]).toEqual([at, at < size - 2 * last ? 'log' : expect.stringMatching(/^log/)])
      }
    }
    expect(less).toBeGreaterThan(20)
    await store.close()
  })

  it('is not suspected when it was closed, killed, or cut off in the middle of a write', async () => {
    const { folder, store } = await busyStore(12)
    expect(await open(asKilled(folder))).toEqual({ damage: null, running: 12 })
    const torn = asKilled(folder)
    const log = readFileSync(join(torn, 'hall.db-wal'))
    writeFileSync(join(torn, 'hall.db-wal'), log.subarray(0, log.length - 100))
    expect(await open(torn)).toEqual({ damage: null, running: 11 })
    await store.close()
    expect(await open(folder)).toEqual({ damage: null, running: 12 })
  })
})

describe('a store of which a page was damaged', () => {
  it('says so when it is opened', async () => {
    const { folder, store } = await busyStore(3)
    await store.close()
    const file = join(folder, 'hall.db')
    const bytes = readFileSync(file)
    // The last page: how many cells it has.
    bytes.writeUInt16BE(900, bytes.length - 4_096 + 3)
    writeFileSync(file, bytes)
    expect((await open(folder)).damage).toBe('pages')
  })
})

/** A store that was closed in order, with 200 lines in five runs, and who wrote them. */
async function worked() {
  const server = await openHallServer()
  const manager = await pairManager(server)
  await manager.push()
  for (let i = 0; i < 5; i++) {
    const from = manager.notebook.head.n + 1
    manager.writeSome(40)
    await manager.push(from)
  }
  await server.stop()
  folders.push(server.data)
  return { server, manager, file: join(server.data, 'hall.db') }
}

describe('a page of the lines that cannot be read any more', () => {
  it('costs what lies on it: every other line is there, the lost ones are named, and new ones come in', async () => {
    const { server, manager, file } = await worked()
    const bytes = readFileSync(file)
    const line = manager.notebook.lines[100]!
    const page = Math.floor(bytes.indexOf(line) / 4_096) * 4_096
    bytes.fill(0xff, page, page + 8)
    writeFileSync(file, bytes)
    const again = await server.start()
    const events = await manager.get('/api/events?after=0')
    expect(events.status).toBe(200)
    const there = new Set(events.body.map((entry: { line?: string }) => entry.line))
    const lost = manager.notebook.lines.flatMap((each, i) => (there.has(each) ? [] : [i + 1]))
    expect(lost).toContain(101)
    // It was one run of 40; the line before it may have to come once more.
    expect(lost.length).toBeLessThanOrEqual(42)
    const { missing } = (await manager.get('/api/hello')).body
    for (const n of lost) expect(missing).toContainEqual({ journal: manager.notebook.journal, from: n, to: n })
    manager.writeSome(1)
    expect((await manager.push(manager.notebook.head.n)).body).toMatchObject({ kept: manager.notebook.head.n })
    await again.stop()
  })
})

describe('a page of the database that cannot be read any more', () => {
  it('is named by whoever looks over the store, whichever it is', async () => {
    const { server, file } = await worked()
    const pages = readFileSync(file)
    expect(await checkStore(server.data, null)).toMatchObject({ findings: [] })
    const unnamed: string[] = []
    for (let page = 1; page < pages.length / 4_096; page += rounds(4, 1)) {
      const bytes = Buffer.from(pages)
      // What kind of page it is.
      bytes[page * 4_096] = 0x7f
      writeFileSync(file, bytes)
      const { findings } = await checkStore(server.data, null)
      if (!findings.some(({ what }) => what === 'pages')) unnamed.push(`page ${page + 1}: ${JSON.stringify(findings)}`)
    }
    expect(unnamed).toEqual([])
  })
})

describe('a byte of a line that is no text any more', () => {
  it('costs that line alone', async () => {
    const { server, manager, file } = await worked()
    const line = manager.notebook.lines[100]!
    writeAt(file, readFileSync(file).indexOf(line) + line.indexOf('"salt":"') + 10, '\xff')
    const again = await server.start()
    const events = await manager.get('/api/events?after=0')
    const there = new Set(events.body.map((entry: { line?: string }) => entry.line))
    expect(manager.notebook.lines.filter((each) => !there.has(each))).toEqual([line])
    await again.stop()
  })
})

describe('a store that cannot be opened any more', () => {
  /** What each does to the file of the store, and what the hall server says of it. */
  const ways: readonly [string, (file: string) => void, RegExp][] = [
    ['it was cut off', (file) => truncateSync(file, 5_000), /malformed/],
    ['its first bytes are others', (file) => writeAt(file, 3, 'x'), /not a database/],
    [
      'its signing key has changed',
      (file) => writeAt(file, readFileSync(file).indexOf('MIGHAgEA') + 60, '#####'),
      /key/,
    ],
    ['it is gone', (file) => rmSync(file), /no hall/],
  ]

  it.each(ways)('is refused in one sentence that says which file and what to do when %s', async (_, damage, why) => {
    const { server, file } = await worked()
    damage(file)
    const said = await server.start().then(
      () => 'it started',
      (fault) => String(fault.message),
    )
    expect(said).toContain(`The store ${file} is damaged`)
    expect(said).toMatch(why)
    expect(said).toContain('put a copy of hall.db in their place')
    expect(said).not.toContain('\n')
  })
})

function writeAt(file: string, at: number, text: string): void {
  const bytes = readFileSync(file)
  bytes.write(text, at, 'latin1')
  writeFileSync(file, bytes)
}

describe('what was written a while ago', () => {
  it('lies no longer where a damaged byte costs everything behind it', async () => {
    const { folder, store } = await busyStore(12)
    await store.settle()
    // Somebody may be writing: it is moved when nobody has since.
    expect(statSync(join(folder, 'hall.db-wal')).size).toBeGreaterThan(0)
    await store.settle()
    expect(statSync(join(folder, 'hall.db-wal')).size).toBe(0)
    expect((await open(asKilled(folder))).running).toBe(12)
    await store.close()
  })
})

describe('what is answered', () => {
  it('is witnessed beside the store by then, so that a kill at this very moment hides no loss', async () => {
    const server = await openHallServer()
    const manager = await pairManager(server)
    for (let i = 0; i < 5; i++) {
      const from = manager.notebook.head.n + 1
      if (i > 0) manager.writeSome(1)
      await manager.push(i === 0 ? 1 : from)
      const witness = JSON.parse(readFileSync(join(server.data, 'witness'), 'utf8'))
      expect(witness.seq).toBe((await manager.get('/api/hello')).body.head)
    }
    await server.close()
  })
})

describe('a hall server on a damaged store', () => {
  it('works, and tells the manager and whoever runs it', async () => {
    const server = await openHallServer()
    const manager = await pairManager(server)
    for (let i = 0; i < 6; i++) {
      manager.writeSome(1)
      await manager.push(manager.notebook.head.n)
    }
    const killed = asKilled(server.data)
    await server.close()
    const log = join(killed, 'hall.db-wal')
    const bytes = readFileSync(log)
    bytes[Math.floor(bytes.length / 2)]! ^= 0x20
    writeFileSync(log, bytes)
    const again = await openHallServer({ data: killed })
    const troubles = [{ kind: 'damaged', part: 'log' }]
    expect((await call(again.origin, '/readyz')).body).toMatchObject({ status: 'ready', troubles })
    await again.close()
  })
})
