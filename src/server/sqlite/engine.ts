import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { type StoreDamage, StoreInUse } from '../eventStore.ts'
import { migrate } from './schema.ts'
import { walDamageOf } from './walDamage.ts'

const FILE = 'hall.db'

/** A prepared statement: rows come as lists of column values. */
interface Statement {
  run(...values: readonly Value[]): number
  all(...values: readonly Value[]): readonly unknown[]
  get(...values: readonly Value[]): unknown
}

type Value = string | number | null

/** The embedded database of one hall server. */
export interface Engine {
  prepare(sql: string): Statement
  /** Runs the work in one transaction; it is on disk when this returns, or nothing has changed when it throws. */
  transact<T>(work: () => T): T
  /** What was damaged when it was opened. */
  readonly damage: StoreDamage | null
  close(): void
}

/**
 * Opens `hall.db` in the folder. The database is held in exclusive locking mode, so a second process is refused by the
 * operating system's own file lock, and a killed process leaves nothing behind that would have to be cleaned up.
 */
export function openEngine(folder: string): Engine {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // A folder or a file that was there before, or was copied here, is nobody else's to read either.
  chmodSync(folder, 0o700)
  // Whoever opens it takes what does not fit for a torn end, and cuts it off without a word.
  const ofLog = walDamageOf(join(folder, `${FILE}-wal`))
  const db = openLocked(folder)
  for (const file of [FILE, `${FILE}-wal`].map((name) => join(folder, name)))
    if (existsSync(file)) chmodSync(file, 0o600)
  try {
    migrate(db)
  } catch (fault) {
    db.close()
    throw fault
  }
  const damage = ofLog ?? (isSound(db) ? null : 'pages')
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  return {
    damage,
    prepare(sql) {
      const statement = db.prepare(sql)
      const rows = statement.reader ? statement.raw() : statement
      return {
        run: (...values) => statement.run(...values).changes,
        all: (...values) => rows.all(...values),
        get: (...values) => rows.all(...values)[0],
      }
    },
    transact(work) {
      begin.run()
      try {
        const result = work()
        commit.run()
        return result
      } catch (fault) {
        if (db.inTransaction) db.exec('ROLLBACK')
        throw fault
      }
    },
    close() {
      // Prepared statements keep the file open until they are collected; leaving WAL and exclusive mode gives the lock
      // back at once, so that the store can be opened again in the same process.
      db.pragma('journal_mode = DELETE')
      db.pragma('locking_mode = NORMAL')
      db.prepare('SELECT count(*) FROM halls').raw().all()
      db.close()
    },
  }
}

/** Reads every page once. */
function isSound(db: Database.Database): boolean {
  try {
    return String(db.prepare('PRAGMA quick_check(1)').raw().get()) === 'ok'
  } catch {
    return false
  }
}

function openLocked(folder: string): Database.Database {
  const db = new Database(join(folder, FILE), { timeout: 0 })
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    // What was redacted is overwritten, not just unlinked.
    db.pragma('secure_delete = ON')
    db.pragma('wal_autocheckpoint = 4000')
    db.pragma('cache_size = -8000')
    db.exec('BEGIN IMMEDIATE; COMMIT')
    return db
  } catch (fault) {
    db.close()
    if (fault instanceof Error && 'code' in fault && String(fault.code).startsWith('SQLITE_BUSY'))
      throw new StoreInUse(folder)
    throw fault
  }
}
