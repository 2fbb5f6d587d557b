import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { flushed, flushFolder } from '../flushing.ts'
import { openKeyBeside } from '../keyBeside.ts'
import { AWAITED } from '../kit/awaited.ts'
import { placeOf } from '../sqlite/paperFiles.ts'
import { NEWEST_VERSION } from '../sqlite/schema.ts'
import { serve } from '../sqlite/serving.ts'
import { hallIn, withCopy } from '../sqlite/unopenedHall.ts'
import { type Manifest, STORE } from './manifest.ts'
import { type BackupRead, type BadFile, readBackup } from './readBackup.ts'
import type { Backup } from './shelf.ts'

/** What became of putting a backup back. */
export type Restored =
  | {
      readonly ok: true
      readonly manifest: Manifest
      /** Where what was there before lies now; null: nothing was. */
      readonly aside: string | null
      /** Papers of the backup that are not whole: tablets may have them. */
      readonly badPapers: readonly BadFile[]
      /** The machine has the key by which the hall knows its server; otherwise a manager lets it in. */
      readonly hasKey: boolean
    }
  | { readonly ok: false; readonly why: 'damaged'; readonly bad: readonly BadFile[] }
  | { readonly ok: false; readonly why: 'newer' }

/** What of another hall does not stay beside the store; of the same hall it shows what the store has forgotten. */
const OF_THE_HALL = ['witness', 'key', 'root', 'papers', AWAITED]

/**
 * Puts a backup back into the folder of a store. What was there is moved into `aside` in it and never deleted; papers that are
 * there stay. Whoever starts the server then finds a store without its key and opens another epoch (`epochs.ts`): nothing is
 * renumbered, and tablets bring back what they hold. Throws StoreInUse while a server works on the folder, and keeps any from starting meanwhile. `anyway`: also without papers that
 * are damaged in the backup.
 */
export async function restore(
  backup: Backup,
  { data, at, anyway }: { readonly data: string; readonly at: string; readonly anyway: boolean },
): Promise<Restored> {
  const { manifest } = backup
  if (manifest.version > NEWEST_VERSION) return { ok: false, why: 'newer' }
  const read = await readBackup(backup)
  const bad = anyway ? read.bad : [...read.bad, ...read.badPapers]
  if (bad.length > 0) return { ok: false, why: 'damaged', bad }

  await mkdir(data, { recursive: true, mode: 0o700 })
  const giveBack = serve(data)
  try {
    return await putBack(backup, read, { data, at })
  } finally {
    giveBack()
  }
}

async function putBack(
  backup: Backup,
  read: BackupRead,
  { data, at }: { readonly data: string; readonly at: string },
): Promise<Restored> {
  const { manifest } = backup
  const coming = join(data, 'coming')
  await rm(coming, { recursive: true, force: true })
  await mkdir(join(coming, 'papers'), { recursive: true, mode: 0o700 })
  await bring(join(backup.folder, STORE), join(coming, STORE))

  const before = await withCopy(data, async (copy) => hallIn(copy))
  const machine = openKeyBeside(data, 'key')
  // A store of an earlier release has its key in itself alone.
  if (before?.hall === manifest.hall && before.signingKey !== '') machine.keep(before.hall, before.signingKey)
  const hasKey = machine.of(manifest.hall) !== null
  const isSameHall = before === null ? hasKey : before.hall === manifest.hall
  await bringPapers(backup, Object.keys(read.papers), { data, isSameHall, but: read.badPapers, into: coming })
  const aside = await putAside(data, at, isSameHall)
  await rename(join(coming, STORE), join(data, STORE))
  await moveIn(join(coming, 'papers'), join(data, 'papers'))
  await rm(coming, { recursive: true })
  await flushFolder(data)
  return { ok: true, manifest, aside, badPapers: read.badPapers, hasKey }
}

/** Copies, and flushes what was copied. */
async function bring(from: string, to: string): Promise<void> {
  await cp(from, to)
  await flushed(to, 'r+')
}

async function bringPapers(
  { papers: pool }: Backup,
  names: readonly string[],
  of: { readonly data: string; readonly isSameHall: boolean; readonly but: readonly BadFile[]; readonly into: string },
): Promise<void> {
  const bad = new Set(of.but.map(({ file }) => file))
  for (const name of names) {
    const from = placeOf(pool, name)
    const isHere = of.isSameHall && (await stat(placeOf(join(of.data, 'papers'), name)).catch(() => null)) !== null
    if (isHere || bad.has(from)) continue
    const to = placeOf(join(of.into, 'papers'), name)
    await mkdir(join(to, '..'), { recursive: true, mode: 0o700 })
    await bring(from, to)
  }
}

/** Moves what belongs to the store that was into a folder of its own. */
async function putAside(data: string, at: string, isSameHall: boolean): Promise<string | null> {
  const moves = (name: string) =>
    name.startsWith(STORE) || name === 'home' || (!isSameHall && OF_THE_HALL.includes(name))
  const names = (await readdir(data)).filter(moves)
  if (names.length === 0) return null
  const aside = join(data, 'aside', at)
  await mkdir(aside, { recursive: true, mode: 0o700 })
  for (const name of names) await rename(join(data, name), join(aside, name))
  await flushFolder(aside)
  return aside
}

async function moveIn(from: string, to: string): Promise<void> {
  for (const drawer of await readdir(from)) {
    await mkdir(join(to, drawer), { recursive: true, mode: 0o700 })
    for (const name of await readdir(join(from, drawer))) await rename(join(from, drawer, name), join(to, drawer, name))
    await flushFolder(join(to, drawer))
  }
}
