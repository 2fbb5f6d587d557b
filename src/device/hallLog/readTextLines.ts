import { pause } from '#device/basics/pause.ts'
import { nameAt } from '#device/journal/branches.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { UNTIL_DESTROYED_MS } from '#domain/papers/papers.ts'
import { takenOutBy } from '#domain/tablets/redaction.ts'
import { kinds, mayBeRedacted } from '#domain/whole.ts'
import type { EventHead } from '#log/event.ts'
import { hashOfLine, isRedacted, keptEvent, keptHead, type Line, type LineName } from '#log/lines.ts'

/** A line in somebody's own words, and what is left of it here. */
export interface TextLine {
  readonly line: LineName
  readonly head: EventHead
  /** What people wrote and chose; null once it was taken out. */
  readonly body: Readonly<Record<string, unknown>> | null
  /** Who took it out, as far as it is known here. */
  readonly takenOut: EventHead | null
  /** So long (ms of this tablet's running time) it is only hidden, and a manager can give it back; null: it is not, or is gone. */
  readonly goesIn: number | null
}

/** More than the newest so many nobody looks through. */
const MOST = 500
const words = [...kinds.keys()].filter(mayBeRedacted).map((kind) => `"kind":"${kind}"`)
const REDACTION = '"kind":"LineRedacted"'

/**
 * The newest lines on this tablet's disk that people wrote in words of their own, whatever is open of the hall. `now`: how
 * long (ms) this tablet has run.
 */
export async function readTextLines(store: LineStore, now: number): Promise<readonly TextLine[]> {
  const excluded = await store.quarantined()
  const waits = (await store.redactions()).filter(({ done }) => !done)
  const hiddenSince = new Map(waits.map((each) => [nameOf(each), each.since]))
  const found = new Map<string, { readonly head: EventHead; readonly text: Line }>()
  const redactions = new Map<string, EventHead>()
  function put(text: Line, id: string): void {
    if (text.includes(REDACTION)) {
      const event = keptEvent(text)
      const gone = event && takenOutBy(event)
      if (event && gone) redactions.set(nameOf(gone), event)
    }
    if (!words.some((word) => text.includes(word))) return
    const head = keptHead(text)
    if (mayBeRedacted(head.kind)) found.set(id, { head, text })
  }
  for (const own of await store.journals()) {
    for (const { from, lines } of await store.ownAfter(own.journal, ''))
      for (const [i, line] of lines.entries()) put(line, `${nameAt(own, from + i)}:${from + i}`)
  }
  for await (const { entries } of store.receivedAfter('')) {
    for (const entry of entries)
      if ('line' in entry && entry.quarantined === undefined) {
        const { journal, n } = keptHead(entry.line)
        put(entry.line, `${entry.journal ?? journal}:${n}`)
      }
    await pause()
  }
  return [...found]
    .sort(([, a], [, b]) => (a.head.stamp > b.head.stamp ? -1 : 1))
    .slice(0, MOST)
    .flatMap(([id, { head, text }]): TextLine[] => {
      const line = { journal: head.journal, n: head.n, hash: hashOfLine(text) }
      const redaction = redactions.get(nameOf(line)) ?? null
      // An own line that the hall server does not have yet is still whole here, and counts for nobody.
      if (isRedacted(text)) return [{ line, head, body: null, takenOut: redaction, goesIn: null }]
      if (redaction && excluded.has(id)) {
        const since = hiddenSince.get(nameOf(line))
        const goesIn = since === undefined ? null : Math.max(0, since + UNTIL_DESTROYED_MS - now)
        return [{ line, head, body: null, takenOut: redaction, goesIn }]
      }
      if (excluded.has(id)) return []
      return [{ line, head, body: keptEvent(text)?.body ?? null, takenOut: null, goesIn: null }]
    })
}

const nameOf = ({ journal, n, hash }: LineName): string => `${journal} ${n} ${hash}`
