import { type NoList, readStaffList, type WrittenRow } from '#domain/staff/staffList.ts'
import { readTables, type TableFileFault } from './readTables.ts'

/** Why a file gives no list: what is in it, or that it cannot be read at all. */
export type ListFileFault = NoList | TableFileFault

/** Reads who stands in a file: of a workbook the first sheet that is a list. */
export async function readListFile(file: Blob): Promise<readonly WrittenRow[] | ListFileFault> {
  const tables = await readTables(file)
  return typeof tables === 'string' ? tables : firstList(tables.map((table) => readStaffList(table)))
}

/** The first table that is a list; else why the first that is not empty is none. */
export function firstList<Row, Fault extends string>(
  read: readonly (readonly Row[] | Fault | 'empty')[],
): readonly Row[] | Fault | 'empty' {
  return read.find((each) => typeof each !== 'string') ?? read.find((each) => each !== 'empty') ?? 'empty'
}
