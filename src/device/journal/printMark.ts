import * as v from 'valibot'
import { fileName } from '#device/basics/fileName.ts'
import type { JournalDisk } from '#device/basics/ports.ts'

/**
 * What this tablet remembers of its numbers besides its lines: how many sub-lanes it has begun, until which day the last
 * of them counts, and which lines were missing then. It lies twice on the journal's disk.
 *
 * No tap writes it. Whoever has lost lines, or may have, begins another sub-lane, so that it need not know which numbers
 * it had printed; it is written before the first number of that.
 */
export type PrintMark = Readonly<v.InferOutput<typeof Mark>>

const Mark = v.object({
  subs: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  until: v.string(),
  /** By journal: runs of lines of which nothing is here. */
  missing: v.record(v.string(), v.array(v.tuple([v.number(), v.number()]))),
})

const AsText = v.pipe(v.string(), v.parseJson(), Mark)

const namesOf = (hall: string): readonly string[] => ['a', 'b'].map((which) => `prints-${fileName(hall)}-${which}`)

/** Reads the mark; null when there is none that can be read. */
export async function readPrintMark(disk: JournalDisk, hall: string): Promise<PrintMark | null> {
  const there = await disk.names()
  let found: PrintMark | null = null
  for (const name of namesOf(hall)) {
    if (!there.includes(name)) continue
    const mark = v.safeParse(AsText, new TextDecoder().decode(await disk.read(name)))
    // A kill may have come between the two.
    if (mark.success && (!found || mark.output.subs > found.subs)) found = mark.output
  }
  return found
}

/** Writes the mark, twice. */
export async function writePrintMark(disk: JournalDisk, hall: string, mark: PrintMark): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(mark))
  for (const name of namesOf(hall)) await disk.replace(name, bytes)
}
