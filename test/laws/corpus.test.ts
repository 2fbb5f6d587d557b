import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { keptHead, readLine } from '#log/lines.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { type DumpedStorage, readStorage } from '#support/corpus/dumpStorage.ts'
import { hallOf, sharedHall } from '#support/corpus/recordedHall.ts'
import { openHallServer } from '#support/openHallServer.ts'
import { openTablet } from '#support/openTablet.ts'
import { createTestClock } from '#support/testClock.ts'

const CORPUS = 'test/corpus'
/** Oldest first. */
const releases = (await readdir(CORPUS)).sort(new Intl.Collator('en', { numeric: true }).compare)
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { readonly version: string }

interface Expected {
  readonly hall: { readonly id: string }
  /** The hall of which kinds of all sorts have happened; the first release has kept none. */
  readonly kinds?: object
  readonly tablet: object
  readonly unsent: number
}

const bytesOf = async (release: string, name: string) => gunzipSync(await readFile(join(CORPUS, release, `${name}.gz`)))
const textOf = async (release: string, name: string) => (await bytesOf(release, name)).toString('utf8')
const expectedOf = async (release: string): Promise<Expected> => JSON.parse(await textOf(release, 'expected.json'))
const linesOf = async (release: string, name = 'log.ndjson') => (await textOf(release, name)).trimEnd().split('\n')

/** The server's store of a release, in a folder of its own as long as somebody works with it. */
async function withStore<T>(release: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'corpus-'))
  try {
    await writeFile(join(folder, 'hall.db'), await bytesOf(release, 'hall.db'))
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe('this release', () => {
  it('is among those of which is kept what they write: `npm run corpus` keeps it', () => {
    expect(releases).toContain(version)
  })

  it('has kept some of every kind that it knew, and what they come to', async () => {
    for (const release of releases.filter((each) => each !== '0.1.0')) {
      const { kinds: expected } = await expectedOf(release)
      const lines = await linesOf(release, 'kinds.ndjson')
      expect(hallOf('h_test', lines), release).toMatchObject(expected!)
      const kept = new Set(lines.map((line) => keptHead(line).kind))
      expect(kept.size, release).toBeGreaterThan(100)
    }
  })
})

describe.each(releases)('what release %s has written', (release) => {
  it('is a log that folds to the hall it was', async () => {
    const { hall } = await expectedOf(release)
    expect(hallOf(hall.id, await linesOf(release))).toMatchObject(hall)
  })

  it('is a store of the hall server with every line of that log', async () => {
    await withStore(release, async (folder) => {
      const store = openSqliteStore(folder)
      const runs = await store.read(0, Number.MAX_SAFE_INTEGER)
      await store.close()
      expect(runs.flatMap(({ lines }) => lines)).toEqual(await linesOf(release))
    })
  })

  it('is a tablet that starts without anybody, shows the hall it showed, and has what it never sent', async () => {
    const { tablet: shown, unsent } = await expectedOf(release)
    const storage = await readStorage(JSON.parse(await textOf(release, 'tablet.json')) as DumpedStorage)
    const faults: unknown[] = []
    const tablet = await openTablet({
      storage,
      server: () => new Promise<never>(() => {}),
      clock: createTestClock('2026-11-23T01:05:00.000Z'),
      version: 'a later one',
      onFault: (fault) => faults.push(fault),
    })
    expect(faults).toEqual([])
    expect(sharedHall(tablet.log.hall)).toMatchObject(shown)
    // Its own new journal, besides.
    expect(tablet.status.unsent.count).toBeGreaterThanOrEqual(unsent)
    await tablet.close()
  })

  it('is refused in one sentence by a hall server that is older', async () => {
    await withStore(release, async (folder) => {
      const db = new Database(join(folder, 'hall.db'))
      db.pragma('user_version = 99')
      db.close()
      expect(() => openSqliteStore(folder)).toThrow(
        'This store was written by a newer hall server. Update this one first.',
      )
    })
  })

  it('is a log whose lines are believed in no other version', async () => {
    const [line = ''] = await linesOf(release)
    expect(readLine(line)).toMatchObject({ ok: true })
    expect(readLine(line.replace(/^\{"v":(\d+)/, '{"v":99'))).toMatchObject({ ok: false })
  })
})

describe('going back to the release before', () => {
  it('opens its store again after this one has worked on it', async () => {
    await withStore(releases.at(-1) ?? '', async (folder) => {
      /** The server refuses tables of a newer version, and writes rows by their columns. */
      const tables = () => {
        const db = new Database(join(folder, 'hall.db'))
        const rows = db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').raw().all()
        const [version] = db.prepare('PRAGMA user_version').raw().all()
        db.exec('PRAGMA journal_mode = DELETE')
        db.close()
        return [version, ...rows]
      }
      const before = tables()
      await (await openHallServer({ data: folder, logLevel: 'silent', isHere: true })).stop()
      expect(tables()).toEqual(before)
    })
  })
})
