import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { openWitness } from '../witness.ts'
import { leave } from './leaving.ts'
import { fillLostRuns } from './lostRuns.ts'
import { readRows, type Table } from './readableRows.ts'
import { rebuildBooks } from './rebuiltBooks.ts'
import { text, whole } from './rows.ts'
import { migrate } from './schema.ts'
import { rowsOf } from './soundText.ts'

/** The store anew, whole under this name and not yet in its place. */
const MENDED = 'hall.db.mended'
/** Without them nothing that is theirs is lost: they are counted anew, or tablets say it once more. */
const COUNTED_ANEW = ['codes', 'cursors', 'starts', 'running', 'pending', 'unnamed', 'damaged']

/**
 * Writes a store of which pages cannot be read into a new file, as far as it can be read: its indexes are made anew, lines that
 * are lost are named where they were, and what else is lost is drawn from the lines. What was there goes into `aside` and is
 * never deleted. Where something is lost the new file is not taken for the one that was here (`witness.ts`): then another epoch begins,
 * and tablets bring back what they hold. Where it cannot be mended everything is as it was.
 */
export function mend(db: Database.Database, folder: string): void {
  const coming = join(folder, `${MENDED}.part`)
  try {
    rmSync(coming, { force: true })
    const witness = openWitness(folder)
    const isLess = writeMended(db, coming, witness.seen()?.epoch ?? null)
    leave(db)
    const isHome = !isLess && witness.isAtHome()
    flush(coming)
    renameSync(coming, join(folder, MENDED))
    takeUpMended(folder)
    if (isHome) witness.settle()
    witness.close()
  } catch {
    // No room for it, or there is nothing to begin with: whoever opens it meets what is damaged, and says so.
    rmSync(coming, { force: true })
  }
}

/** Puts a mended store into its place, also where a kill came in between. */
export function takeUpMended(folder: string): void {
  const mended = join(folder, MENDED)
  if (!existsSync(mended)) return
  const aside = join(folder, 'aside', `damaged ${new Date().toISOString().replaceAll(':', '-')}`)
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  for (const name of ['hall.db-wal', 'hall.db'])
    if (existsSync(join(folder, name))) renameSync(join(folder, name), join(aside, name))
  renameSync(mended, join(folder, 'hall.db'))
}

/** Answers whether something that matters is lost. Throws where nothing can be made of it. */
function writeMended(db: Database.Database, file: string, epoch: string | null): boolean {
  const mended = new Database(file)
  try {
    mended.exec('PRAGMA journal_mode = DELETE')
    migrate(mended)
    const triggers = rowsOf(mended, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    mended.exec('BEGIN IMMEDIATE')
    // Rows come as they can be read, and the gaps among them are filled afterwards.
    for (const [name] of triggers) mended.exec(`DROP TRIGGER ${text(name)}`)
    const lost = new Set(
      tablesOf(mended)
        .filter((table) => copyRows(db, mended, table))
        .map(({ name }) => name),
    )
    if (lost.has('halls')) nameHall(mended, epoch)
    const [hall] = rowsOf(mended, 'SELECT hall FROM halls')[0] ?? []
    if (hall === undefined) throw new Error('it names no hall')
    if (fillLostRuns(db, mended, { hall: text(hall), head: headOf(mended) })) lost.add('runs')
    for (const [, sql] of triggers) mended.exec(text(sql))
    rebuildBooks(mended, text(hall), lost)
    mended.exec('COMMIT')
    return [...lost].some((name) => !COUNTED_ANEW.includes(name))
  } finally {
    mended.close()
  }
}

/** Whose store it is, as its lines and what lies beside it say: like a copy, it has no key of its own (`identity.ts`). */
function nameHall(db: Database.Database, epoch: string | null): void {
  const [[hall] = []] = rowsOf(db, 'SELECT hall FROM runs GROUP BY hall ORDER BY count(*) DESC LIMIT 1')
  const [[own] = []] = rowsOf(db, "SELECT journal FROM journals WHERE tablet = 'server' ORDER BY last_seq DESC LIMIT 1")
  if (hall === undefined || own === undefined || epoch === null) throw new Error('it names no hall')
  const [[last] = []] = rowsOf(db, 'SELECT max(last_seq) FROM runs')
  db.prepare("INSERT INTO halls (hall, server, journal, signing_key, last_seq) VALUES (?, ?, ?, '', ?)").run([
    text(hall),
    epoch,
    text(own),
    whole(last),
  ])
}

/** Where the history ends: three places say it, and one of them may be what is damaged. What lies beyond is no run of it. */
function headOf(db: Database.Database): number {
  const [said = []] = rowsOf(
    db,
    'SELECT last_seq, (SELECT max(last_seq) FROM runs), (SELECT max(last_seq) FROM journals) FROM halls',
  )
  const [, head = 0] = said.map(whole).sort((a, b) => a - b)
  db.exec(`DELETE FROM runs WHERE last_seq > ${head}; UPDATE halls SET last_seq = ${head}`)
  return head
}

function tablesOf(db: Database.Database): readonly Table[] {
  return rowsOf(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").map(
    ([named, sql]) => {
      const name = text(named)
      const isNumbered = !text(sql).includes('WITHOUT ROWID')
      return {
        name,
        isNumbered,
        columns: rowsOf(db, `SELECT name FROM pragma_table_info('${name}')`).map(([each]) => text(each)),
      }
    },
  )
}

/** Answers whether rows were lost. */
function copyRows(from: Database.Database, to: Database.Database, table: Table): boolean {
  // What is no text any more stays the bytes that it was.
  const values = table.columns.map(() => `CASE typeof(?) WHEN 'blob' THEN CAST(? AS TEXT) ELSE ? END`)
  const insert = to.prepare(`INSERT OR IGNORE INTO ${table.name} VALUES (${values.join(', ')})`)
  let isLess = false
  const wasCut = readRows(from, table, (row) => {
    try {
      isLess ||= insert.run(row.flatMap((each) => [each, each, each])).changes === 0
    } catch {
      // A number that is none any more, or a row that another one stands in the place of.
      isLess = true
    }
  })
  return wasCut || isLess
}

function flush(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}
