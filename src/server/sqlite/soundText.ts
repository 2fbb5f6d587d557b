import type Database from 'libsql'
import { columns } from './rows.ts'

/**
 * The same rows with the bytes of each text: the library ends the whole process at one that a disk has changed so that it is
 * no text any more. A changed byte may also say of a number that it is a text.
 */
export function withBytes(sql: string, statement: Database.Statement): string {
  const found = statement.columns().map(({ type }, i) => ({ type, name: `c${i}` }))
  const read = found.map(({ type, name }) =>
    type === 'TEXT'
      ? `CAST(${name} AS BLOB)`
      : `CASE typeof(${name}) WHEN 'text' THEN CAST(${name} AS BLOB) ELSE ${name} END`,
  )
  return `WITH found (${found.map(({ name }) => name).join(', ')}) AS (${sql}) SELECT ${read.join(', ')} FROM found`
}

/** A row with its texts; what is none any more has marks in the place of the bytes that were changed. */
export const asText = (row: unknown): unknown =>
  Array.isArray(row) ? row.map((value) => (value instanceof Buffer ? value.toString() : value)) : row

/** All rows of a statement, read so. */
export const rowsOf = (db: Database.Database, sql: string): readonly (readonly unknown[])[] =>
  db
    .prepare(withBytes(sql, db.prepare(sql)))
    .raw()
    .all()
    .map((row) => columns(asText(row)))
