import type { Place } from '#domain/kind.ts'
import { kindOf } from '#domain/kinds.ts'
import type { StoredRun } from './eventStore.ts'
import { isRedacted } from './redaction.ts'

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
    const head = `{"seq":${seq},"received":"${received}"${branch}`
    const code = quarantined.length > 0 ? quarantined.find((one) => one.n === n)?.code : undefined
    if (isHiddenFrom(kinds[index] ?? '', reader.place) && journal !== reader.mine)
      text += `{"seq":${seq},"hidden":true}\n`
    else if (isRedacted(line)) text += `${head},${line.slice(1)}\n`
    else if (journal === reader.mine) text += `${head},"yours":{"journal":"${journal}","n":${n}}}\n`
    else if (code !== undefined) text += `${head},"line":${JSON.stringify(line)},"quarantined":"${code}"}\n`
    else text += `${head},"line":${JSON.stringify(line)}}\n`
  }
  return text
}

/** Whether a place may not read a kind. A kind from a newer tablet is passed on to everyone. */
function isHiddenFrom(kind: string, place: Place): boolean {
  const declared = kindOf(kind)
  return declared !== undefined && !declared.readers.includes(place)
}
