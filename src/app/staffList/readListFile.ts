import { type NoList, readStaffList, type WrittenRow } from '#domain/staff/staffList.ts'
import { readTables, type TableFileFault } from './readTables.ts'

/** Why a file gives no list: what is in it, or that it cannot be read at all. */
export type ListFileFault = NoList | TableFileFault

/** Reads who stands in a file. */
export const readListFile = (file: Blob): Promise<readonly WrittenRow[] | ListFileFault> =>
  readFirstList(file, readStaffList)

/** Reads the list in a file: of a workbook the first sheet that is one; else why the first that is not empty is none. */
export async function readFirstList<Row, Fault extends string>(
  file: Blob,
  read: (table: readonly (readonly string[])[]) => readonly Row[] | Fault,
): Promise<readonly Row[] | Fault | 'empty' | TableFileFault> {
  const tables = await readTables(file)
  if (typeof tables === 'string') return tables
  const lists = tables.map((table): readonly Row[] | Fault | 'empty' => read(table))
  return lists.find((each) => typeof each !== 'string') ?? lists.find((each) => each !== 'empty') ?? 'empty'
}
