import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { StoreInUse } from '#server/eventStore.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { eventStoreConformance } from './eventStoreConformance.ts'

async function makePlace() {
  const folder = await mkdtemp(join(tmpdir(), 'store-'))
  const open = async () => openSqliteStore(folder)
  return { folder, open, remove: () => rm(folder, { recursive: true, force: true }) }
}

eventStoreConformance('SQLite', makePlace)

describe('the embedded store', () => {
  it('is refused to a second opener with a sentence that says what to do', async () => {
    const place = await makePlace()
    const store = await place.open()
    await expect(place.open()).rejects.toThrow(StoreInUse)
    await expect(place.open()).rejects.toThrow(/already running.*Stop it first/)
    await store.close()
    await (await place.open()).close()
    await place.remove()
  })

  it.each([
    [1, /early trial version.*STAYOPEN_DATA.*anew/],
    [99, /newer hall server.*Update/],
  ])('is refused with a sentence that says what to do when it is of version %i', async (version, sentence) => {
    const place = await makePlace()
    await (await place.open()).close()
    const db = new Database(join(place.folder, 'hall.db'))
    db.exec(`PRAGMA user_version = ${version}`)
    db.close()
    await expect(place.open()).rejects.toThrow(sentence)
    await place.remove()
  })

  it('lies in a folder that only its owner can read', async () => {
    const place = await makePlace()
    const store = await openSqliteStore(join(place.folder, 'hall'))
    expect((await stat(join(place.folder, 'hall'))).mode & 0o077).toBe(0)
    await store.close()
    await place.remove()
  })
})
