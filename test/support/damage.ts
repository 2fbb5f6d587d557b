import { IDBKeyRange } from 'fake-indexeddb'
import type { JournalDisk } from '#device/basics/ports.ts'
import { createDatabase } from '#device/store/database.ts'

/** The segments of the write-ahead journal, in the order in which they were written. */
export const segmentsOn = async (disk: JournalDisk): Promise<string[]> =>
  (await disk.names()).filter((name) => name.startsWith('log3-')).sort()

/** Flips a bit of the byte at a place of a file. */
export async function flip(disk: JournalDisk, name: string, at: number, bit = 0x01): Promise<void> {
  const bytes = await disk.read(name)
  bytes[at]! ^= bit
  await disk.replace(name, bytes)
}

/** Flips a bit within the frame that says this, so that the words themselves can still be read. */
export async function damageFrame(disk: JournalDisk, says: string): Promise<void> {
  for (const name of await segmentsOn(disk)) {
    const text = new TextDecoder('latin1').decode(await disk.read(name))
    const at = text.indexOf(says)
    if (at < 0) continue
    // The frame's command or an earlier line may stand before it: what is hit is the chance in the line itself.
    await flip(disk, name, text.lastIndexOf('"salt":"', at) + 10)
    return
  }
  throw new Error(`no frame says ${says}`)
}

/** Changes a byte of the first row of a hall's database in which these words stand, past the app. */
export async function damageRow(
  indexedDB: IDBFactory,
  hall: string,
  table: 'own' | 'received',
  words: string,
  to: string,
): Promise<void> {
  const db = createDatabase({ name: `stayopen-${hall}`, version: 'test', indexedDB, IDBKeyRange })
  await db.open()
  const rows = await db.table(table).toArray()
  const column = table === 'own' ? 'lines' : 'entries'
  const row = rows.find((each) => String(each[column]).includes(words))
  if (!row) throw new Error(`no row says ${words}`)
  await db.table(table).put({ ...row, [column]: row[column].replace(words, to) })
  db.close()
}
