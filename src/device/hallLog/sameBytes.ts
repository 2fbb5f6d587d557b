import { pause } from '#device/basics/pause.ts'
import { nameAt } from '#device/journal/branches.ts'
import type { LineId } from '#device/journal/heldLines.ts'
import type { OwnJournal } from '#device/journal/pen.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { nameOfEntry } from '#device/store/segments.ts'
import { eventId } from '#log/event.ts'
import { hashOfLine, isRedacted, type Line } from '#log/lines.ts'
import type { Compared } from './sortRun.ts'

/** Tells how lines that come a second time compare with the first time. */
export interface SameBytes {
  compare(
    lines: ReadonlyMap<string, { readonly line: Line; readonly name: LineId }>,
    own: readonly OwnJournal[],
  ): Promise<Compared>
  /** Lines that were here have gone, or have been completed. */
  forget(): void
}

/** What is held of a line: the hash of its head, and whether that is all. */
interface Held {
  readonly hash: string
  readonly bare: boolean
}
const heldOf = (line: Line): Held => ({ hash: hashOfLine(line), bare: isRedacted(line) })

/** Lines hashed between two pauses. */
const PORTION = 200

/**
 * Makes the comparison. Own lines are looked up; received ones have no index, so when one of them comes again all are
 * hashed once and the hashes stay for as long as repeats go on coming: after a change of servers the whole history does.
 */
export function createSameBytes(store: LineStore): SameBytes {
  let received: Map<string, Held> | null = null

  async function hashReceived(): Promise<Map<string, Held>> {
    const hashes = new Map<string, Held>()
    for await (const row of store.receivedAfter('')) {
      for (const entry of row.entries) {
        if (!('line' in entry) || entry.quarantined === 'other-bytes') continue
        const id = eventId(nameOfEntry(entry))
        const one = heldOf(entry.line)
        // Its head may lie here too, as it came.
        hashes.set(id, { ...one, bare: one.bare && hashes.get(id)?.bare !== false })
        if (hashes.size % PORTION === 0) await pause()
      }
    }
    return hashes
  }

  async function hashOwn(ids: ReadonlySet<string>, own: readonly OwnJournal[]): Promise<Map<string, Held>> {
    const hashes = new Map<string, Held>()
    for (const journal of own) {
      const wanted = [...ids].flatMap((id) => {
        const n = Number(id.slice(id.lastIndexOf(':') + 1))
        return eventId({ journal: nameAt(journal, n), n }) === id ? [n] : []
      })
      if (wanted.length === 0) continue
      const last = Math.max(...wanted)
      await store.readOwn(journal.journal, Math.min(...wanted), ({ from, lines }) => {
        for (const [i, line] of lines.entries()) {
          const id = eventId({ journal: nameAt(journal, from + i), n: from + i })
          if (ids.has(id)) hashes.set(id, heldOf(line))
        }
        return from + lines.length > last
      })
    }
    return hashes
  }

  return {
    forget() {
      received = null
    },
    async compare(lines, own) {
      const here = await hashOwn(new Set(lines.keys()), own)
      const elsewhere = [...lines.keys()].filter((id) => !here.has(id))
      if (elsewhere.length === 0) received = null
      else if (!received || elsewhere.some((id) => !received?.has(id))) received = await hashReceived()
      const same = new Set<string>()
      const differing = new Set<string>()
      const bare = new Set<string>()
      for (const [id, { line }] of lines) {
        const held = here.get(id) ?? received?.get(id)
        if (held !== undefined) (held.hash === hashOfLine(line) ? same : differing).add(id)
        if (held?.bare) bare.add(id)
      }
      return { same, differing, bare }
    },
  }
}
