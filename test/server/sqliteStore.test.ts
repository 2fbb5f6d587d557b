import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { StoreInUse } from '#server/eventStore.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { saidOf } from '#server/sqlite/unopened.ts'
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

  it('is said to lie in a folder that cannot be written, by the name of the folder, where it cannot', async () => {
    const place = await makePlace()
    const folder = join(place.folder, 'taken', 'data')
    await writeFile(join(place.folder, 'taken'), '')
    const opening = async () => openSqliteStore(folder)
    const fault: unknown = await opening().catch((why: unknown) => why)
    expect(saidOf(fault, folder)).toMatchObject({
      message: expect.stringContaining(`The folder ${folder} cannot be written`),
    })
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

  it('does not take for a paper what a disk has changed or a kill has left half: the right bytes can come again', async () => {
    const place = await makePlace()
    const store = await place.open()
    const bytes = new TextEncoder().encode('sealed')
    const name = createHash('sha256').update(bytes).digest('hex')
    const file = join(place.folder, 'papers', name.slice(0, 2), name)
    await store.papers.put(name, bytes, 'd_1')
    await writeFile(file, 'sealeD')
    expect(await store.papers.get(name)).toEqual({ status: 'unknown' })
    expect(await store.papers.size(name)).toEqual({ status: 'unknown' })
    expect(await store.papers.put(name, bytes, 'd_2')).toBe('stored')
    expect(await readFile(file, 'utf8')).toBe('sealed')
    await store.close()
    await writeFile(`${file}.7.part`, 'sea')
    const again = await place.open()
    expect(await readdir(join(place.folder, 'papers', name.slice(0, 2)))).toEqual([name])
    expect(await again.papers.size(name)).toEqual({ status: 'kept', bytes: 6 })
    await again.close()
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
