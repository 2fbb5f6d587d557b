import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { placeOf } from '../sqlite/paperFiles.ts'
import { fileAt } from './makeBackup.ts'
import { PAPERS, type PaperList, readPaperList, STORE } from './manifest.ts'
import type { Backup } from './shelf.ts'

/** A file of a backup that is not what was written. */
export interface BadFile {
  readonly file: string
  readonly what: 'missing' | 'altered'
}

/** What reading a whole backup came to. */
export interface BackupRead {
  /** Without these there is nothing to put back. */
  readonly bad: readonly BadFile[]
  /** Papers that tablets may still have. */
  readonly badPapers: readonly BadFile[]
  readonly papers: PaperList
}

/** Reads every byte of a backup and says which files are not what was written. */
export async function readBackup({ folder, papers: pool, manifest }: Backup): Promise<BackupRead> {
  const bad: BadFile[] = []
  for (const name of [STORE, PAPERS] as const) {
    const what = await whatOf(join(folder, name), manifest.files[name].sha256)
    if (what !== null) bad.push({ file: join(folder, name), what })
  }
  const papers = (bad.length === 0 ? await readPaperList(folder) : null) ?? {}
  const badPapers: BadFile[] = []
  for (const name of Object.keys(papers)) {
    const file = placeOf(pool, name)
    const what = await whatOf(file, name)
    if (what !== null) badPapers.push({ file, what })
  }
  return { bad, badPapers, papers }
}

async function whatOf(file: string, sha256: string): Promise<BadFile['what'] | null> {
  if ((await stat(file).catch(() => null)) === null) return 'missing'
  const found = await fileAt(file).catch(() => null)
  return found?.sha256 === sha256 ? null : 'altered'
}
