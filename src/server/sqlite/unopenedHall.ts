import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { StoreInUse } from '../eventStore.ts'
import { text } from './rows.ts'
import { rowsOf } from './soundText.ts'

/**
 * Whose store lies in a folder, read without changing anything of it; null where none can be read. Throws StoreInUse while a
 * server works on it.
 */
export function hallInUnopened(folder: string): { readonly hall: string; readonly signingKey: string } | null {
  const file = join(folder, 'hall.db')
  if (!existsSync(file)) return null
  try {
    const db = new Database(file, { timeout: 0, readonly: true })
    try {
      const [hall, signingKey] = rowsOf(db, 'SELECT hall, signing_key FROM halls')[0] ?? []
      return hall === undefined ? null : { hall: text(hall), signingKey: text(signingKey) }
    } finally {
      db.close()
    }
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && String(fault.code).startsWith('SQLITE_BUSY'))
      throw new StoreInUse(folder)
    return null
  }
}
