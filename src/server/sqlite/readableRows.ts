import type Database from 'libsql'
import { columns, whole } from './rows.ts'
import { unlessDamaged } from './unopened.ts'

/** So many rows are read at once as long as every page can be read. */
const AT_ONCE = 100
/** No table here has a row of a higher number. */
const HIGHEST = 2 ** 50

/** A table whose rows are read by their numbers, and its columns: none of its indexes is asked. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Whether its rows have numbers. Without them it is read up to the first page that cannot be. */
  readonly isNumbered: boolean
}

/**
 * Hands over the rows of a table, in the order of their numbers, texts as bytes, and passes over those that lie on pages that cannot
 * be read. Answers whether there was any such page.
 */
export function readRows(db: Database.Database, table: Table, take: (row: readonly unknown[]) => void): boolean {
  const { name, isNumbered } = table
  const read = table.columns.map(
    (each) => `CASE typeof(${each}) WHEN 'text' THEN CAST(${each} AS BLOB) ELSE ${each} END`,
  )
  if (!isNumbered) {
    // Read one by one: those before the page that cannot be read are there.
    return !unlessDamaged(
      () => {
        for (const row of db
          .prepare(`SELECT ${read.join(', ')} FROM ${name}`)
          .raw()
          .iterate())
          take(columns(row))
        return true
      },
      () => false,
    )
  }
  const from = db
    .prepare(`SELECT rowid, ${read.join(', ')} FROM ${name} NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT ?`)
    .raw()
  const portion = (at: number, most: number) => unlessDamaged(() => from.all(at, most).map(columns), null)
  let isLess = false
  let next = 0
  for (;;) {
    const rows = portion(next, AT_ONCE) ?? portion(next, 1)
    if (rows === null) {
      isLess = true
      const sound = nextReadable(next, (at) => portion(at, 1) !== null)
      if (sound === null) return true
      next = sound
      continue
    }
    for (const [, ...row] of rows) take(row)
    const last = rows.at(-1)
    if (last === undefined) return isLess
    // A damaged page may say any number.
    next = Math.max(next, whole(last[0])) + 1
  }
}

/** The number behind what cannot be read from here: what lies there is passed over with as little beside it as possible. */
function nextReadable(from: number, isReadable: (at: number) => boolean): number | null {
  let step = 1
  while (!isReadable(from + step)) {
    step *= 2
    if (step > HIGHEST) return null
  }
  let [bad, good] = [from + Math.floor(step / 2), from + step]
  while (good - bad > 1) {
    const middle = Math.floor((bad + good) / 2)
    if (isReadable(middle)) good = middle
    else bad = middle
  }
  return good
}
