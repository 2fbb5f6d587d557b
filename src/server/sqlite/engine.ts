import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'libsql'
import { type StoreDamage, StoreInUse } from '../eventStore.ts'
import { codeOf } from '../faultCode.ts'
import { leave } from './leaving.ts'
import { mend, takeUpMended } from './mending.ts'
import { text } from './rows.ts'
import { migrate } from './schema.ts'
import { serve } from './serving.ts'
import { asText, rowsOf, withBytes } from './soundText.ts'
import { isOfBadPage } from './unopened.ts'
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
  /**
   * Copies the file as it is now, while writing goes on: until it is copied what is written stays in the log. One at a
   * time. `read` reads what is in the copy. Throws where there is no room for it.
   */
  copyTo<T>(file: string, read: () => T): Promise<T>
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
  const giveBack = serve(folder)
  try {
    return openServed(folder, giveBack)
  } catch (fault) {
    giveBack()
    throw fault
  }
}

function openServed(folder: string, giveBack: () => void): Engine {
  // A folder or a file that was there before, or was copied here, is nobody else's to read either.
  chmodSync(folder, 0o700)
  // Whoever opens it takes what does not fit for a torn end, and cuts it off without a word.
  const ofLog = walDamageOf(join(folder, `${FILE}-wal`))
  takeUpWhatIsMended(folder)
  let db = openLocked(folder)
  for (const file of [FILE, `${FILE}-wal`].map((name) => join(folder, name)))
    if (existsSync(file)) chmodSync(file, 0o600)
  try {
    migrate(db)
  } catch (fault) {
    db.close()
    throw fault
  }
  const found = soundnessOf(db, folder)
  if (found === 'unreadable') mend(db, folder)
  // It was closed for that, whatever came of it.
  if (!db.open) db = openLocked(folder)
  const damage = ofLog ?? (found === 'sound' ? null : 'pages')
  const countChanges = db.prepare('SELECT total_changes()').raw()
  const seen = { changes: 0, settled: 0 }
  let isCopying = false
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  function noting<T>(work: () => T): T {
    try {
      return work()
    } catch (fault) {
      if (isOfBadPage(fault)) noteBadPage(folder)
      throw fault
    }
  }
  return {
    damage,
    prepare(sql) {
      const statement = db.prepare(sql)
      const rows = statement.reader ? db.prepare(withBytes(sql, statement)).raw() : statement
      const all = (values: readonly Value[]) => noting(() => rows.all(...values).map(asText))
      return {
        run: (...values) => noting(() => statement.run(...values).changes),
        all: (...values) => all(values),
        get: (...values) => all(values)[0],
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
    async copyTo(file, read) {
      isCopying = true
      try {
        db.pragma('wal_autocheckpoint = 0')
        const [busy, left] = [db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().get()].flat()
        if (busy !== 0 || left !== 0) throw new Error('the log of the store could not be emptied before it is copied')
        const found = read()
        await copyElsewhere(join(folder, FILE), file)
        return found
      } finally {
        isCopying = false
        if (db.open) db.pragma(AUTO_CHECKPOINT)
      }
    },
    settle() {
      if (isCopying) return
      const changes = Number(countChanges.get())
      const isStill = changes === seen.changes
      seen.changes = changes
      if (!isStill || changes === seen.settled) return
      db.pragma('wal_checkpoint(TRUNCATE)')
      seen.settled = changes
    },
    close() {
      leave(db)
      giveBack()
    },
  }
}

function takeUpWhatIsMended(folder: string): void {
  try {
    takeUpMended(folder)
  } catch (fault) {
    // As long as the damaged one is there, its server starts as it did before.
    if (!existsSync(join(folder, FILE))) throw fault
  }
}

/** The log is emptied when it has so many pages. */
const AUTO_CHECKPOINT = 'wal_autocheckpoint = 4000'

const run = promisify(execFile)
const COPY =
  "const { copyFileSync, constants } = require('node:fs'); copyFileSync(process.argv[1], process.argv[2], constants.COPYFILE_FICLONE)"

/** In a process of its own: whoever opens and closes a file gives up every lock that their process has on it. */
async function copyElsewhere(from: string, to: string): Promise<void> {
  await run(process.execPath, ['-e', COPY, from, to])
}

/** What is read before anybody is answered has an end (bytes). */
const LOOKED_AT_FIRST = 64 * 1024 * 1024
/** The tables that grow with every line: in a large store they are looked at in idle time, line by line. */
const BULK = ['runs', 'marks', 'named']

/** What SQLite says of values in a row; whatever else it says is of pages that cannot be read, or of an index that does not fit. */
const OF_A_VALUE = /(value in|CHECK constraint failed in) /

/** Reads every page once, of a large store those without which nobody can be answered, unless a bad one was met in the others. */
function soundnessOf(db: Database.Database, folder: string): 'sound' | 'values' | 'unreadable' {
  try {
    const met = join(folder, MET)
    const isWhole = existsSync(met) || statSync(join(folder, FILE)).size <= LOOKED_AT_FIRST
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").raw().all().flat().map(String)
    const looked = tables.filter((name) => isWhole || !BULK.includes(name))
    const said = looked.flatMap((name) => saidOf(db, name))
    rmSync(met, { force: true })
    if (said.length === 0) return 'sound'
    return said.every((each) => OF_A_VALUE.test(each)) ? 'values' : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** What SQLite says is wrong with a table and its indexes. */
function saidOf(db: Database.Database, table: string): readonly string[] {
  const rows = rowsOf(db, `SELECT integrity_check FROM pragma_integrity_check('${table}')`)
  const said = rows.map(([each]) => text(each)).filter((each) => each !== 'ok')
  // Where a row of lines and an index say other things, the index may be right: whoever reads the lines asks both (`history.ts`).
  const isOfRows = table === 'runs' && !isEachRunKnown(db)
  return isOfRows ? said.map((each) => (OF_AN_INDEX.test(each) ? 'value in a row' : each)) : said
}
const OF_AN_INDEX = /^(row \d+ missing from index|wrong # of entries in index|non-unique entry in index)/

function isEachRunKnown(db: Database.Database): boolean {
  const unknown = db.prepare(
    `SELECT count(*) FROM runs NOT INDEXED WHERE hall NOT IN (SELECT hall FROM halls NOT INDEXED)
       OR journal NOT IN (SELECT journal FROM journals NOT INDEXED)`,
  )
  return Number(unknown.raw().all().flat()[0]) === 0
}

/** Beside a store of which somebody met a page that cannot be read: the next start looks at all of it. */
const MET = 'hall.db.bad-page'

function noteBadPage(folder: string): void {
  try {
    writeFileSync(join(folder, MET), '', { mode: 0o600 })
  } catch {
    // A full disk: whoever looks in idle time meets it once more.
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
    db.pragma(AUTO_CHECKPOINT)
    db.pragma('cache_size = -8000')
    db.exec('BEGIN IMMEDIATE; COMMIT')
    return db
  } catch (fault) {
    db.close()
    if (codeOf(fault).startsWith('SQLITE_BUSY')) throw new StoreInUse(folder)
    throw fault
  }
}
