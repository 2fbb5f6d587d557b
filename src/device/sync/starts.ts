import { bytesToHex } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import { fileName } from '#device/basics/fileName.ts'
import type { Chance, JournalDisk } from '#device/basics/ports.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'

/**
 * The starts of the app on this storage, numbered on the journal's disk: who copies the storage copies the number, and the
 * hall server hears it from two starts.
 */
export interface Starts {
  /** This start as the hall server hears it: `1f0c2d3enk.12.9a8b7c6d`. Raised and flushed before it is said for the first time. */
  said(): Promise<string>
  /** The hall server knows another start that stands no lower than this: there is a copy, and this tablet goes on by itself. */
  hearOfCopy(said: string): Promise<void>
}

/** `row`: which numbering this is. Another one begins where the mark is gone, and whoever has lost it is no copy. */
const Mark = v.object({
  row: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/)),
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
})
type Mark = Readonly<v.InferOutput<typeof Mark>>
const AsText = v.pipe(v.string(), v.parseJson(), Mark)

/** Opens the starts for the time in which this tab writes: each time it begins to is another start. */
export function openStarts(options: {
  readonly hall: string
  readonly disk: JournalDisk
  readonly chance: Chance
  readonly log: Pick<SyncedLog, 'hall' | 'journal' | 'openNewJournal'>
}): Starts {
  const { chance, disk, log } = options
  const name = `starts-${fileName(options.hall)}`
  const id = bytesToHex(chance.bytes(4))
  let ours: Promise<Mark> | null = null

  async function read(): Promise<Mark | null> {
    if (!(await disk.names()).includes(name)) return null
    const mark = v.safeParse(AsText, new TextDecoder().decode(await disk.read(name)))
    return mark.success ? mark.output : null
  }

  async function raise(): Promise<Mark> {
    const before = await read()
    const mark = { row: before?.row ?? bytesToHex(chance.bytes(4)), number: 1 + (before?.number ?? 0) }
    await disk.replace(name, new TextEncoder().encode(JSON.stringify(mark)))
    return mark
  }

  async function said(): Promise<string> {
    ours ??= raise().catch((fault) => {
      ours = null
      throw fault
    })
    const { row, number } = await ours
    // Copies that know of each other have sub-lanes of their own, and each counts its own starts.
    return `${row}${log.hall.journals.get(log.journal)?.sub ?? ''}.${number}.${id}`
  }

  return {
    said,
    async hearOfCopy(told) {
      const [mark, there] = [await ours, await read()]
      // Where the disk has another number by now, another tab of this very tablet has begun.
      const isNewest = there !== null && there.row === mark?.row && there.number === mark.number
      if (isNewest && (await said()) === told) await log.openNewJournal('copied')
    },
  }
}
