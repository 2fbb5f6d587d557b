/**
 * @module server/backup
 * Copies of the hall for the day on which the server's disk is gone: made while it runs, read back, kept for a while, put
 * back. What lies in a folder for backups: `stayopen-h_…/2026-11-29T08-00-05.123Z/{manifest.json, hall.db, papers.json}`, one
 * such folder for each backup, and `stayopen-h_…/papers/ab/abcdef…`, which all of them share: a paper never changes.
 */

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../faultCode.ts'
import { MANIFEST, type Manifest, readManifest } from './manifest.ts'

/** A backup that is whole as far as its manifest says. */
export interface Backup {
  readonly folder: string
  /** Where the papers of all backups of the hall lie. */
  readonly papers: string
  readonly manifest: Manifest
}

/** How many backups are kept: the newest, and of the days before them the last of each. */
export interface Keep {
  readonly newest: number
  readonly days: number
}

/** A day and a night of hours, and two weeks. */
export const KEPT: Keep = { newest: 24, days: 14 }

const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/

/** The name of a backup that is made at this time (ms since 1970); on any stick a file may be called that. */
export const nameAt = (time: number): string => new Date(time).toISOString().replaceAll(':', '-')

/** Where the backups of a hall lie in a folder for backups. */
export const shelfOf = (folder: string, hall: string): string => join(folder, `stayopen-${hall}`)

/** The folder on a shelf where all its backups have their papers. */
export const papersOn = (shelf: string): string => join(shelf, 'papers')

/** The names of the backups on a shelf, the newest first; none where there is no shelf. */
export async function namesOn(shelf: string): Promise<readonly string[]> {
  const names = await readdir(shelf).catch((fault: unknown) => {
    if (codeOf(fault) === 'ENOENT') return []
    throw fault
  })
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
}

/** The newest backup on a shelf; null where none is. */
export async function newestOn(shelf: string): Promise<Backup | null> {
  for (const name of await namesOn(shelf)) {
    const folder = join(shelf, name)
    const manifest = await readManifest(folder)
    if (manifest) return { folder, papers: papersOn(shelf), manifest }
  }
  return null
}

/**
 * The backup that somebody means by a folder: the backup itself, the newest on a shelf, or the newest of the only hall that has
 * one there. Null where there is none; throws one sentence where two halls have some.
 */
export async function backupIn(folder: string): Promise<Backup | null> {
  const names = await readdir(folder).catch((): string[] => [])
  if (names.includes(MANIFEST)) {
    const manifest = await readManifest(folder)
    return manifest && { folder, papers: papersOn(join(folder, '..')), manifest }
  }
  const here = await newestOn(folder)
  if (here) return here
  const shelves = names.filter((name) => /^stayopen-h_/.test(name))
  if (shelves.length > 1)
    throw new Error(
      `${folder} 里有 ${shelves.length} 个营业厅的备份，请写明是哪一个。/ There are backups of ${shelves.length} halls in ${folder}. Name one: ${shelves.join(', ')}.`,
    )
  return shelves[0] === undefined ? null : newestOn(join(folder, shelves[0]))
}

/** Which backups are kept no longer, by their names, the newest first. A day is one of this machine's clock. */
export function surplus(names: readonly string[], { newest, days }: Keep): readonly string[] {
  const lastOfDay = new Map<string, string>()
  for (const name of names) {
    const day = dayOf(name)
    if (!lastOfDay.has(day)) lastOfDay.set(day, name)
  }
  const kept = new Set([...names.slice(0, newest), ...[...lastOfDay.values()].slice(0, days)])
  return names.filter((name) => !kept.has(name))
}

function dayOf(name: string): string {
  const [day = '', time = ''] = name.split('T')
  return new Date(`${day}T${time.replaceAll('-', ':')}`).toDateString()
}
