import type { Place } from '#domain/kind.ts'
import { kinds } from '#domain/whole.ts'
import type { StoredRun } from './eventStore.ts'

/** Who reads: a place, and the journal whose lines the reader has itself. */
export interface Reader {
  readonly place: Place
  readonly mine: string | null
}

/**
 * Writes a stored run as the wire carries it, one entry per line, from the seq after `after` on. Frozen lines are passed
 * on as they are; nothing is parsed. A line of a branch says so, because its own envelope still names the journal it
 * branched off.
 */
export function entriesOf(run: StoredRun, after: number, reader: Reader): string {
  const { firstSeq, from, journal, kinds, quarantined, received } = run
  const branch = journal.includes('~') ? `,"journal":"${journal}"` : ''
  let text = ''
  for (const [index, line] of run.lines.entries()) {
    const seq = firstSeq + index
    if (seq <= after) continue
    const n = from + index
    if (run.damaged.includes(n)) {
      // Nobody waits for it: it comes once more when somebody has brought it back.
      text += `{"seq":${seq},"lost":true}\n`
      continue
    }
    const head = `{"seq":${seq},"received":"${received}"${branch}`
    const code = quarantined.length > 0 ? quarantined.find((one) => one.n === n)?.code : undefined
    if (isHiddenFrom(kinds[index] ?? '', reader.place) && journal !== reader.mine)
      text += `{"seq":${seq},"hidden":true}\n`
    else if (journal === reader.mine) text += `${head},"yours":{"journal":"${journal}","n":${n}}}\n`
    else if (code !== undefined) text += `${head},"line":${JSON.stringify(line)},"quarantined":"${code}"}\n`
    else text += `${head},"line":${JSON.stringify(line)}}\n`
  }
  return text
}

/** Writes runs for many readers, and what is the same for several of them only once. */
export interface Wire {
  bytesOf(run: StoredRun, after: number, reader: Reader): Uint8Array
}

/**
 * A run that has just been admitted goes to every listener in the hall. All who stand at the same kind of place get the
 * same bytes, which live as long as the run stays in the store's memory.
 */
export function createWire(): Wire {
  const written = new WeakMap<StoredRun, Map<Place, Uint8Array>>()
  return {
    bytesOf(run, after, reader) {
      if (after >= run.firstSeq || run.journal === reader.mine) return Buffer.from(entriesOf(run, after, reader))
      const byPlace = written.get(run) ?? new Map<Place, Uint8Array>()
      const known = byPlace.get(reader.place)
      if (known) return known
      const bytes = Buffer.from(entriesOf(run, run.firstSeq - 1, { place: reader.place, mine: null }))
      written.set(run, byPlace.set(reader.place, bytes))
      return bytes
    },
  }
}

/**
 * Whether a place may not read a kind. A kind from a newer tablet is passed on to every desk, and to no wall: nobody here
 * knows what stands in it.
 */
function isHiddenFrom(kind: string, place: Place): boolean {
  const declared = kinds.get(kind)
  return declared ? !declared.readers.includes(place) : place === 'wall'
}
