import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { EventStore } from '../eventStore.ts'
import { flushed, flushFolder } from '../flushing.ts'
import { sha256Hex } from '../signing.ts'
import { papersIn, placeOf } from '../sqlite/paperFiles.ts'
import { type KeptFile, MANIFEST, type Manifest, PAPERS, type PaperList, STORE } from './manifest.ts'
import { type Keep, nameAt, namesOn, papersOn, shelfOf, surplus } from './shelf.ts'
import { BackupTrouble, missing } from './trouble.ts'

/** A backup that was made, and where. */
export interface MadeBackup {
  readonly folder: string
  readonly manifest: Manifest
}

const PORTION = 256 * 1024
/** What a stick needs besides the files themselves (bytes). */
const TO_SPARE = 4 * 1024 * 1024

/**
 * Makes a backup of a store in a folder that is there already: on a stick that is not plugged in nothing is made. It is written
 * beside, flushed, read back, and gets its name when it is whole; whatever goes wrong before, the ones before it stay as they
 * are. Throws a `BackupTrouble`. `isSound`: nothing of the store is known to be damaged; otherwise no older backup goes.
 */
export async function makeBackup(
  store: Pick<EventStore, 'copyTo' | 'papers'>,
  to: {
    readonly folder: string
    /** Folder of the store. */
    readonly data: string
    readonly release: string
    /** Ms since 1970. */
    readonly at: number
    readonly keep: Keep
    readonly isSound: boolean
    /** Aborted when the server stops. */
    readonly stop: AbortSignal
  },
): Promise<MadeBackup> {
  await mustBeThere(to.folder)
  const between = join(to.data, 'copying')
  await mkdir(between, { recursive: true, mode: 0o700 })
  const copy = join(between, STORE)
  try {
    const copied = await store.copyTo(copy)
    const shelf = shelfOf(to.folder, copied.hall)
    const [papers, damagedPapers] = await papersFor(store, papersOn(shelf), to.folder, (await stat(copy)).size, to.stop)
    const name = nameAt(to.at)
    const aside = join(shelf, `${name}.part`)
    await clearHalves(shelf)
    await mkdir(aside, { recursive: true, mode: 0o700 })
    const list = Buffer.from(JSON.stringify(papers))
    const manifest: Manifest = {
      v: 1,
      made: new Date(to.at).toISOString(),
      release: to.release,
      ...copied,
      files: {
        [STORE]: await copyFile(copy, join(aside, STORE), to.stop),
        [PAPERS]: await writeFile(join(aside, PAPERS), list),
      },
      papers: { count: Object.keys(papers).length, bytes: Object.values(papers).reduce((a, b) => a + b, 0) },
      damagedPapers,
    }
    await writeFile(join(aside, MANIFEST), Buffer.from(JSON.stringify(manifest, null, 1)))
    await flushFolder(aside)
    const folder = join(shelf, name)
    await rename(aside, folder)
    await flushFolder(shelf)
    if (to.isSound) await clear(store, shelf, to.keep)
    return { folder, manifest }
  } catch (fault) {
    throw BackupTrouble.of(fault, to.folder)
  } finally {
    await rm(between, { recursive: true, force: true })
  }
}

async function mustBeThere(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) throw missing(folder)
}

/** What a stick that was pulled out left behind. */
async function clearHalves(shelf: string): Promise<void> {
  const names = await readdir(shelf).catch((): string[] => [])
  for (const name of names) if (name.endsWith('.part')) await rm(join(shelf, name), { recursive: true, force: true })
}

/** Brings the papers that do not lie there yet, each under its name once it is whole. */
async function papersFor(
  store: Pick<EventStore, 'papers'>,
  pool: string,
  folder: string,
  otherBytes: number,
  stop: AbortSignal,
): Promise<readonly [PaperList, readonly string[]]> {
  const list: Record<string, number> = {}
  const damaged: string[] = []
  const { bavail, bsize } = await statfs(folder)
  let left = bavail * bsize - otherBytes - TO_SPARE
  if (left < 0) throw new BackupTrouble('full', folder)
  for (const name of [...(await store.papers.names())].sort()) {
    stop.throwIfAborted()
    const file = placeOf(pool, name)
    // It got its name when it was whole.
    const there = await stat(file).catch(() => null)
    const found = there ? null : await store.papers.get(name)
    if (found && found.status !== 'kept') {
      if (found.status === 'unknown') damaged.push(name)
      continue
    }
    list[name] = there?.size ?? found?.bytes.length ?? 0
    if (!found) continue
    left -= found.bytes.length
    if (left < 0) throw new BackupTrouble('full', folder)
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
    const written = await writeFile(`${file}.part`, found.bytes)
    if (written.sha256 !== name) throw new BackupTrouble('unread', folder)
    await rename(`${file}.part`, file)
    await flushFolder(join(file, '..'))
  }
  return [list, damaged]
}

async function writeFile(file: string, bytes: Uint8Array): Promise<KeptFile> {
  await flushed(file, 'w', async (handle) => {
    await handle.writeFile(bytes)
  })
  return readBack(file, { bytes: bytes.length, sha256: sha256Hex(bytes) })
}

async function copyFile(from: string, to: string, stop: AbortSignal): Promise<KeptFile> {
  const hash = createHash('sha256')
  let bytes = 0
  const source = await open(from, 'r')
  try {
    await flushed(to, 'w', async (handle) => {
      const buffer = Buffer.alloc(PORTION)
      for (;;) {
        stop.throwIfAborted()
        const { bytesRead } = await source.read(buffer, 0, PORTION)
        if (bytesRead === 0) return
        const portion = buffer.subarray(0, bytesRead)
        hash.update(portion)
        bytes += bytesRead
        await handle.writeFile(portion)
      }
    })
  } finally {
    await source.close()
  }
  return readBack(to, { bytes, sha256: hash.digest('hex') })
}

/** The file as it lies there, if it is what was written. */
async function readBack(file: string, written: KeptFile): Promise<KeptFile> {
  const found = await fileAt(file)
  if (found.sha256 !== written.sha256) throw new BackupTrouble('unread', file)
  return written
}

/** Size and hash of a file as it lies on its disk. */
export async function fileAt(file: string): Promise<KeptFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const portion of createReadStream(file)) {
    if (!(portion instanceof Buffer)) continue
    hash.update(portion)
    bytes += portion.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Takes away backups whose time is over, and papers that the hall has destroyed; a stick that does not let it keeps them. */
async function clear(store: Pick<EventStore, 'papers'>, shelf: string, keep: Keep): Promise<void> {
  for (const name of surplus(await namesOn(shelf), keep)) await rm(join(shelf, name), { recursive: true, force: true })
  const pool = papersOn(shelf)
  for (const name of await papersIn(pool).catch(() => []))
    if ((await store.papers.size(name)).status === 'shredded') await rm(placeOf(pool, name), { force: true })
}
