import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { text } from './rows.ts'
import { rowsOf } from './soundText.ts'

/** Copies a store that nobody works on elsewhere, has it looked at there, and takes the copy away: whoever opens a store changes it. */
export async function withCopy<T>(folder: string, look: (copy: string) => Promise<T>): Promise<T> {
  const copy = await mkdtemp(join(tmpdir(), 'stayopen-look-'))
  try {
    for (const name of (await readdir(folder)).filter((each) => STORE.test(each)))
      await cp(join(folder, name), join(copy, name))
    return await look(copy)
  } finally {
    // Windows keeps a file that somebody still has open; what is left there the system clears away.
    await rm(copy, { recursive: true, force: true }).catch(() => {})
  }
}
const STORE = /^(hall\.db(-wal|-journal)?|witness)$/

/** Whose store this is, in a copy; null where none can be read. */
export function hallIn(copy: string): { readonly hall: string; readonly signingKey: string } | null {
  return unlessUnreadable(join(copy, 'hall.db'), (db) => {
    const [hall, signingKey] = rowsOf(db, 'SELECT hall, signing_key FROM halls')[0] ?? []
    return hall === undefined ? null : { hall: text(hall), signingKey: text(signingKey) }
  })
}

/** What SQLite says is wrong with the database in a copy; null: nothing. */
export function integrityOf(copy: string): string | null {
  let said: string | null = null
  const rows = unlessUnreadable(
    join(copy, 'hall.db'),
    (db) => rowsOf(db, 'SELECT integrity_check FROM pragma_integrity_check').map(([row]) => text(row)),
    (fault) => {
      said = fault
    },
  )
  if (rows === null) return said
  return rows.join() === 'ok' ? null : rows.slice(0, 3).join('; ')
}

function unlessUnreadable<T>(
  file: string,
  read: (db: Database.Database) => T,
  otherwise: (fault: string) => void = () => {},
): T | null {
  try {
    const db = new Database(file, { timeout: 0, fileMustExist: true })
    try {
      // Without a log nobody who opens it next is kept out by what is still prepared here.
      db.exec('PRAGMA journal_mode = DELETE')
      return read(db)
    } finally {
      db.close()
    }
  } catch (fault) {
    otherwise(fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault))
    return null
  }
}
