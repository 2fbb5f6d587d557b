import type { JournalDisk } from '#device/basics/ports.ts'
import { PIECES, prefixOf } from './reserve.ts'

/**
 * Removes what lies on the journal's disk of the room for emergencies (`bytes`) and is no whole piece: a kill has cut it
 * off, or a release before this one has kept all in one. It costs a look at every byte.
 */
export async function removeCutPieces(disk: JournalDisk, hall: string, bytes: number): Promise<void> {
  for (const name of await disk.names())
    if (name.startsWith(prefixOf(hall)) && (await disk.read(name)).length !== bytes / PIECES) await disk.remove(name)
}
