import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'

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

/** A copy is read, so that the reading changes nothing. */
function linesIn(folder: string): readonly StoredLine[] {
  const at = mkdtempSync(`${folder}-seen-`)
  for (const file of FILES) if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(at, file))
  const db = new Database(join(at, 'hall.db'))
  // The library ends the whole process at a text that a damaged byte has made none.
  const rows = db
    .prepare('SELECT first_seq, journal, first_n, CAST(lines AS BLOB) FROM runs ORDER BY last_seq')
    .raw()
    .all()
  const lines = rows.flatMap((row) => {
    const [seq, journal, n, bytes] = row as [number, string, number, Buffer]
    return bytes
      .toString()
      .split('\n')
      .map((line, i) => ({ seq: seq + i, journal, n: n + i, line }))
  })
  db.close()
  rmSync(at, { recursive: true, force: true })
  return lines
}
