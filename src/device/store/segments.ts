import { compressText, expandText } from '#device/basics/compressing.ts'
import type { LineId } from '#device/journal/heldLines.ts'
import { keptName, type Line } from '#log/lines.ts'

/**
 * What one admitted seq left on this tablet: a line from elsewhere with the time the server received it (and the code
 * if it is quarantined, and the branch it belongs to), or the name of a line that was here already. Frozen lines stay as
 * they are, byte for byte; of a redacted one its head is left.
 */
export type Entry =
  | {
      readonly seq: number
      readonly received: string
      readonly line: Line
      readonly quarantined?: string
      readonly journal?: string
    }
  | { readonly seq: number; readonly received: string; readonly journal: string; readonly n: number }

/** The line an entry is about: the journal as the hall calls it, and its number. */
export function nameOfEntry(entry: Entry): LineId {
  if (!('line' in entry)) return entry
  const { journal, n } = keptName(entry.line)
  return { journal: entry.journal ?? journal, n }
}

/** Content of a stored row: JSON text, or the same deflated when that is worth it. */
export type Packed = string | Uint8Array<ArrayBuffer>

/** Shorter text than this is stored as it is. */
const WORTH_DEFLATING = 4_096

/** So many small rows are worth a segment. */
export const SMALL_ROWS = 128

/** Packs lines or entries into the content of a row. */
export async function pack(content: readonly Line[] | readonly Entry[]): Promise<Packed> {
  const text = JSON.stringify(content)
  return text.length < WORTH_DEFLATING ? text : compressText(text, 'deflate-raw')
}

/** Packs without deflating, for a row that must be on disk before the next tap. */
export const packPlain = (lines: readonly Line[]): Packed => JSON.stringify(lines)

/** The lines of a row of own lines. */
export const unpackLines = async (packed: Packed): Promise<readonly Line[]> => JSON.parse(await textOf(packed))

/** The entries of a row of received events. */
export const unpackEntries = async (packed: Packed): Promise<readonly Entry[]> => JSON.parse(await textOf(packed))

const textOf = async (packed: Packed): Promise<string> =>
  typeof packed === 'string' ? packed : expandText(packed, 'deflate-raw')
