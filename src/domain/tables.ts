/** Lists as people keep them: a table with a row of names of columns, in any order, and one thing in each row below. */
import { asNumber, oneLine } from './typedText.ts'

/** A title and a remark may stand above the names of the columns. */
const TITLE_ROWS = 10

/** What each column may be called, the best name first, as `plainName` reads it. */
export type ColumnNames<Column extends string> = Readonly<Record<Column, readonly string[]>>

/** One row of a list, as it is written there: each column as one line of text. */
export type TableRow<Column extends string> = Readonly<Record<Column, string>> & {
  /** Which row of the file, from 1. */
  readonly row: number
}

/**
 * Reads the rows below the names of the columns, looked for among the first ten rows; those that are needed have to be
 * among them. Rows of nothing are left out. `nobody`: there is nothing below the names.
 */
export function readTable<Column extends string>(
  table: readonly (readonly string[])[],
  { names, needed }: { readonly names: ColumnNames<Column>; readonly needed: readonly NoInfer<Column>[] },
): readonly TableRow<Column>[] | 'empty' | 'no-columns' | 'nobody' {
  if (table.every((row) => row.every((cell) => cell.trim() === ''))) return 'empty'
  const columns = Object.keys(names) as Column[]
  const placesIn = (cells: readonly string[]): ReadonlyMap<Column, number> | null => {
    const plain = cells.map(plainName)
    const places = new Map(
      columns.flatMap((column) => {
        const at = names[column].map((name) => plain.indexOf(name)).find((place) => place !== -1)
        return at === undefined ? [] : [[column, at] as const]
      }),
    )
    return needed.every((column) => places.has(column)) ? places : null
  }
  const head = table.slice(0, TITLE_ROWS).findIndex((row) => placesIn(row) !== null)
  const places = placesIn(table[head] ?? [])
  if (!places) return 'no-columns'
  const rows = table.flatMap((cells, at) => {
    const texts = columns.map((column) => [column, oneLine(cells[places.get(column) ?? -1] ?? '')] as const)
    if (at <= head || texts.every(([, text]) => text === '')) return []
    return [{ ...(Object.fromEntries(texts) as Record<Column, string>), row: at + 1 }]
  })
  return rows.length === 0 ? 'nobody' : rows
}

/** A name without case, blanks, signs and what stands in brackets: `工号*（必填）` is 工号, `Work No.` is workno. */
export const plainName = (name: string): string =>
  asNumber(name)
    .toLowerCase()
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
