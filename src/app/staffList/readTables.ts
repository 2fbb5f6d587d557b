import { decodeText } from './decodeText.ts'
import { readCsv } from './readCsv.ts'
import { readXlsx } from './readXlsx.ts'

/** Why a file gives no table. */
export type TableFileFault = 'too-big' | 'old-excel' | 'not-a-table'

const MOST_FILE_BYTES = 5 * 1024 * 1024
/** How a workbook of before 2007 begins, and one that is locked with a password. */
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0]
const ZIP = [0x50, 0x4b]

/** The cells of a file, sheet by sheet and row by row. What it is, its bytes say and not its name. */
export async function readTables(file: Blob): Promise<readonly (readonly string[][])[] | TableFileFault> {
  if (file.size > MOST_FILE_BYTES) return 'too-big'
  const bytes = new Uint8Array(await file.arrayBuffer())
  const begins = (as: readonly number[]) => as.every((byte, at) => bytes[at] === byte)
  if (begins(OLD_EXCEL)) return 'old-excel'
  const tables = begins(ZIP) ? await readXlsx(file) : csvOf(bytes)
  return tables ?? 'not-a-table'
}

function csvOf(bytes: Uint8Array): string[][][] | null {
  const text = decodeText(bytes)
  return text === null ? null : [readCsv(text)]
}
