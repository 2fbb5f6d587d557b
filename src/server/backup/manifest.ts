import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { CopiedStore } from '../eventStore.ts'

/** The database in a backup, and the list of the papers that belong to it. */
export const STORE = 'hall.db'
export const PAPERS = 'papers.json'
export const MANIFEST = 'manifest.json'

/** A file of a backup as it was when it was written. */
export interface KeptFile {
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
}

/** What a backup says of itself; a folder without it is none. */
export interface Manifest extends CopiedStore {
  readonly v: 1
  /** When it was made (ISO 8601), and by which release. */
  readonly made: string
  readonly release: string
  readonly files: Readonly<Record<typeof STORE | typeof PAPERS, KeptFile>>
  /** How many papers, and bytes of them. */
  readonly papers: { readonly count: number; readonly bytes: number }
  /** Papers that lay on the server and were not what their names say. */
  readonly damagedPapers: readonly string[]
}

/** Papers by name (SHA-256 in hex) with their size in bytes. */
export type PaperList = Readonly<Record<string, number>>

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const Time = v.pipe(v.string(), v.isoTimestamp())
const File = v.object({ bytes: Whole, sha256: Hash })
const Shape = v.object({
  v: v.literal(1),
  made: Time,
  release: v.string(),
  hall: v.pipe(v.string(), v.regex(/^h_[0-9A-Za-z]{1,32}$/)),
  epoch: v.string(),
  seq: Whole,
  tip: Hash,
  at: v.nullable(Time),
  version: Whole,
  redactions: Whole,
  journals: v.record(v.string(), Whole),
  files: v.object({ [STORE]: File, [PAPERS]: File }),
  papers: v.object({ count: Whole, bytes: Whole }),
  damagedPapers: v.array(Hash),
})
const List = v.record(Hash, Whole)

/** Reads the manifest in the folder of one backup; null where there is none that is whole. */
export const readManifest = (folder: string): Promise<Manifest | null> => read(join(folder, MANIFEST), Shape)

/** Reads which papers belong to the backup in this folder; null where the list is not whole. */
export const readPaperList = (folder: string): Promise<PaperList | null> => read(join(folder, PAPERS), List)

async function read<S extends v.GenericSchema>(file: string, shape: S): Promise<v.InferOutput<S> | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), shape), text)
  return read.success ? read.output : null
}
