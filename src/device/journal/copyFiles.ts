import { fileName } from '#device/basics/fileName.ts'
import type { JournalDisk } from '#device/basics/ports.ts'

/** How the files of a hall's second copy (`secondCopy.ts`) begin: `copy-h_7Q2M-`. */
export const prefixOf = (hall: string): string => `copy-${fileName(hall)}-`

/** Whether a file of the journal's disk is a second copy of this hall. */
export const isCopy = (name: string, hall: string): boolean => name.startsWith(prefixOf(hall))

/** The second copies that lie there, the newest last. */
export async function copiesOn(disk: JournalDisk, hall: string): Promise<readonly string[]> {
  return (await disk.names()).filter((name) => isCopy(name, hall)).sort()
}

/** Removes every copy; false where there was none. Room for an emergency: it is here before anything else is fetched. */
export async function removeCopies(disk: JournalDisk, hall: string): Promise<boolean> {
  const names = await copiesOn(disk, hall)
  for (const name of names) await disk.remove(name)
  return names.length > 0
}
