import Database from 'libsql'
import { text } from './rows.ts'
import { rowsOf } from './soundText.ts'

/** What SQLite says is wrong with a database file that nobody else has open; null: nothing. */
export function integrityOf(file: string): string | null {
  try {
    const db = new Database(file, { timeout: 0 })
    try {
      const said = rowsOf(db, 'SELECT integrity_check FROM pragma_integrity_check').map(([row]) => text(row))
      return said.join() === 'ok' ? null : said.slice(0, 3).join('; ')
    } finally {
      db.close()
    }
  } catch (fault) {
    return fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault)
  }
}
