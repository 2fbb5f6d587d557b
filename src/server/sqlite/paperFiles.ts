import { existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../faultCode.ts'
import { flushed, flushFolder } from '../flushing.ts'
import type { Papers } from '../papers.ts'
import { sha256Hex } from '../signing.ts'

/** What is noted of papers: which were shredded, which events name, and which nobody has named yet. */
export interface PaperBook {
  isShredded(name: string): boolean
  noteShredded(name: string): void
  isNamed(name: string): boolean
  /** Named and not shredded. */
  wanted(): readonly string[]
  /** It is about to be here, brought by a tablet. */
  noteArrived(name: string, tablet: string, bytes: number): void
  unnamedBytes(tablet: string): number
  unnamed(): readonly { readonly name: string; readonly tablet: string; readonly hours: number }[]
  age(names: readonly string[]): void
  /** Forgets that it came; false when an event has named it since. */
  letGo(name: string): boolean
}

/** Papers, and the deletion of bytes that the book has noted as shredded already. */
export interface PaperFiles extends Papers {
  drop(name: string): Promise<void>
}

/** Papers as files beside the database, `papers/ab/abcdef…`: they are large, immutable and never joined with anything. */
export function openPaperFiles(folder: string, book: PaperBook): PaperFiles {
  const fileOf = (name: string) => placeOf(folder, name)
  const absent = (name: string) => ({ status: book.isShredded(name) ? ('shredded' as const) : ('unknown' as const) })
  const drop = (name: string) => rm(fileOf(name), { force: true })
  let written = 0
  sweepHalves(folder)

  return {
    async put(name, bytes, tablet) {
      if (book.isShredded(name)) return 'shredded'
      const file = fileOf(name)
      const drawer = join(folder, name.slice(0, 2))
      if ((await soundBytes(file, name)) !== null) {
        // Another call may have put it here a moment ago and not yet flushed the name.
        await flushFolder(drawer)
        return 'already-there'
      }
      // Noted first: what a kill leaves behind is swept like everything that nobody names.
      if (!book.isNamed(name)) book.noteArrived(name, tablet, bytes.length)
      await mkdir(drawer, { recursive: true, mode: 0o700 })
      // Written aside, flushed, then renamed: the name never stands for half a paper.
      written += 1
      const aside = `${file}.${written}.part`
      try {
        await flushed(aside, 'w', (handle) => handle.writeFile(bytes))
      } catch (fault) {
        // Half a paper on a full disk takes the room from everybody.
        await rm(aside, { force: true })
        throw fault
      }
      await rename(aside, file)
      await flushFolder(drawer)
      await flushFolder(folder)
      if (!book.isShredded(name)) return 'stored'
      await rm(file, { force: true })
      return 'shredded'
    },

    async get(name) {
      const bytes = book.isShredded(name) ? null : await soundBytes(fileOf(name), name)
      return bytes === null ? absent(name) : { status: 'kept', bytes }
    },

    async size(name) {
      const bytes = book.isShredded(name) ? null : await soundBytes(fileOf(name), name)
      return bytes === null ? absent(name) : { status: 'kept', bytes: bytes.length }
    },

    names: () => papersIn(folder),
    wanted: async () => book.wanted(),

    async shred(name) {
      book.noteShredded(name)
      await drop(name)
    },
    drop,
    isNamed: async (name) => book.isNamed(name),
    unnamedBytes: async (tablet) => book.unnamedBytes(tablet),
    unnamed: async () => book.unnamed(),
    age: async (names) => book.age(names),
    async sweep(name) {
      if (book.letGo(name)) await drop(name)
    },
  }
}

/** The names of the papers that lie in a folder of papers, in no order. */
export async function papersIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.map((name) => name.replaceAll('\\', '/').split('/').at(-1) ?? '').filter((name) => PAPER.test(name))
}
const PAPER = /^[0-9a-f]{64}$/

/** Where a paper lies in a folder of papers: `papers/ab/abcdef…`. */
export const placeOf = (folder: string, name: string): string => join(folder, name.slice(0, 2), name)

/** What a kill left half written has no name of its own, and nobody else takes it away. */
function sweepHalves(folder: string): void {
  if (!existsSync(folder)) return
  for (const each of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (each.isFile() && each.name.endsWith('.part')) rmSync(join(each.parentPath, each.name), { force: true })
}

/**
 * The bytes of this name. What does not fit its name, because a disk has lost a bit of it say, counts as not there: whoever
 * has it can bring it again, and nobody is told that it is safe.
 */
async function soundBytes(file: string, name: string): Promise<Buffer | null> {
  try {
    const bytes = await readFile(file)
    return sha256Hex(bytes) === name ? bytes : null
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return null
    throw fault
  }
}
