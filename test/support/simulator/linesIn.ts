import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { baseOf } from '#log/journalName.ts'
import { readLine } from '#log/lines.ts'
import { unlessDamaged } from '#server/sqlite/unopened.ts'

/** A line as it lies in the store. */
export interface StoredLine {
  readonly seq: number
  readonly journal: string
  readonly n: number
  readonly line: string
}

const FILES = ['hall.db', 'hall.db-wal']

/** Reads the lines of a store as they lie on disk, also while a server works on it; again only when a file of it is another. */
export function createLineReader(): (folder: string) => readonly StoredLine[] {
  let seen = ''
  let lines: readonly StoredLine[] = []
  return (folder) => {
    const now = FILES.map((file) => stateOf(join(folder, file))).join()
    if (now !== seen) lines = linesIn(folder)
    seen = now
    return lines
  }
}

function stateOf(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found ? [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(':') : ''
}

/** A copy is read, so that the reading changes nothing. What lies on a damaged page is not there; everything else is. */
function linesIn(folder: string): readonly StoredLine[] {
  const at = mkdtempSync(`${folder}-seen-`)
  for (const file of FILES) if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(at, file))
  const db = new Database(join(at, 'hall.db'))
  // The library ends the whole process at a text that a damaged byte has made none.
  const read = (which: string) =>
    db.prepare(`SELECT first_seq, journal, first_n, CAST(lines AS BLOB) FROM runs ${which}`).raw().all()
  // By their index, which is looked at without the rows.
  const inHall = 'WHERE hall = (SELECT hall FROM halls) AND last_seq'
  const ends = () => db.prepare(`SELECT last_seq FROM runs ${inHall} > 0 ORDER BY last_seq`).raw().all().flat()
  const rows = unlessDamaged(
    () => read('ORDER BY last_seq'),
    () =>
      ends().flatMap((end) =>
        unlessDamaged(
          () => read(`${inHall} = ${end}`),
          () => [],
        ),
      ),
  )
  const lines = rows.flatMap((row) => {
    const [seq, journal, n, bytes] = row as [number, string, number, Buffer]
    return bytes
      .toString()
      .split('\n')
      .map((line, i) => ({ seq: seq + i, ...placeOf(line, { journal, n: n + i }), line }))
  })
  db.close()
  rmSync(at, { recursive: true, force: true })
  return lines
}

type Place = Pick<StoredLine, 'journal' | 'n'>

/** Where a line belongs: what its row says of that a damaged byte may have changed, and then the line says it itself. */
function placeOf(line: string, said: Place): Place {
  if (line.includes(`"journal":"${baseOf(said.journal)}","n":${said.n},`)) return said
  const read = readLine(line)
  return read.ok ? { journal: read.head.journal, n: read.head.n } : said
}
