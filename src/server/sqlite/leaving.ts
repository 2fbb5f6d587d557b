import type Database from 'libsql'
import { isOfBadPage } from './unopened.ts'

/**
 * Closes a database. Prepared statements keep the file open until they are collected; leaving WAL and exclusive mode gives the lock back
 * at once, so that the store can be opened again in the same process.
 */
export function leave(db: Database.Database): void {
  try {
    db.pragma('journal_mode = DELETE')
    db.pragma('locking_mode = NORMAL')
    db.prepare('SELECT count(*) FROM sqlite_schema').raw().all()
  } catch (fault) {
    if (!isOfBadPage(fault)) throw fault
  } finally {
    db.close()
  }
}
