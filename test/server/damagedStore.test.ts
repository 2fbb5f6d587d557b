import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { EventStore } from '#server/eventStore.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
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
