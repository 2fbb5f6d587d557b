import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
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
  /** Moves what has been written out of the log, once nobody has written since it was last asked. */
  settle(): void
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
  const damage = ofLog ?? (isSound(db, statSync(join(folder, FILE)).size) ? null : 'pages')
  const countChanges = db.prepare('SELECT total_changes()').raw()
  const seen = { changes: 0, settled: 0 }
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  return {
    damage,
    prepare(sql) {
      const statement = db.prepare(sql)
      const rows = statement.reader ? db.prepare(withBytes(sql, statement)).raw() : statement
      return {
        run: (...values) => statement.run(...values).changes,
        all: (...values) => rows.all(...values).map(asText),
        get: (...values) => rows.all(...values).map(asText)[0],
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
    settle() {
      const changes = Number(countChanges.get())
      const isStill = changes === seen.changes
      seen.changes = changes
      if (!isStill || changes === seen.settled) return
      db.pragma('wal_checkpoint(TRUNCATE)')
      seen.settled = changes
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

/**
 * The same rows with the bytes of each text: the library ends the whole process at one that a disk has changed so that it is
 * no text any more. A changed byte may also say of a number that it is a text.
 */
function withBytes(sql: string, statement: Database.Statement): string {
  const found = statement.columns().map(({ type }, i) => ({ type, name: `c${i}` }))
  const read = found.map(({ type, name }) =>
    type === 'TEXT'
      ? `CAST(${name} AS BLOB)`
      : `CASE typeof(${name}) WHEN 'text' THEN CAST(${name} AS BLOB) ELSE ${name} END`,
  )
  return `WITH found (${found.map(({ name }) => name).join(', ')}) AS (${sql}) SELECT ${read.join(', ')} FROM found`
}

/** A row with its texts; what is none any more has marks in the place of the bytes that were changed. */
const asText = (row: unknown): unknown =>
  Array.isArray(row) ? row.map((value) => (value instanceof Buffer ? value.toString() : value)) : row

/** What is read before anybody is answered has an end (bytes). */
const LOOKED_AT_FIRST = 64 * 1024 * 1024
/** The tables that grow with every line: in a large store they are looked at in idle time, line by line. */
const BULK = ['runs', 'marks', 'named']

/** Reads every page once, of a large store those without which nobody can be answered. */
function isSound(db: Database.Database, bytes: number): boolean {
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").raw().all().flat().map(String)
    const checks =
      bytes <= LOOKED_AT_FIRST ? ['1'] : tables.filter((name) => !BULK.includes(name)).map((name) => `'${name}'`)
    return checks.every((of) => String(db.prepare(`PRAGMA quick_check(${of})`).raw().get()) === 'ok')
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
