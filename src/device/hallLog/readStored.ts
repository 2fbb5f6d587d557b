import { pause } from '#device/basics/pause.ts'
import { isProven } from '#device/basics/signatures.ts'
import { nameAt } from '#device/journal/branches.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { type Entry, nameOfEntry } from '#device/store/segments.ts'
import { eventId, type LogEvent } from '#log/event.ts'
import { isRedacted, type Line } from '#log/lines.ts'
import { storedEvent } from './storedEvent.ts'

/** Events parsed from disk between two pauses. */
export const STEP = 200

/**
 * Hands over every stored event after a stamp that passes, what is signed once it has proven to be. Answers the seq of
 * each line that has one.
 */
export async function readStored(of: {
  readonly store: LineStore
  readonly stamp: string
  passes(event: LogEvent): boolean
  /** `received`: when it came, if it came from elsewhere. */
  take(event: LogEvent, received?: string): void
}): Promise<Map<string, number>> {
  const { store, stamp, passes, take } = of
  const { server } = await store.cursor()
  const seqs = new Map<string, number>()
  let read = 0
  let signed: { readonly event: LogEvent; readonly line: Line; readonly received: string | undefined }[] = []
  async function takeSigned(): Promise<void> {
    const proven = await Promise.all(signed.map(({ line }) => isProven(line)))
    for (const [i, { event, received }] of signed.entries()) if (proven[i]) take(event, received)
    signed = []
  }
  async function put(event: LogEvent | null, line: Line, received?: string): Promise<void> {
    read += 1
    if (read % STEP === 0) await pause()
    if (!event || !passes(event)) return
    if (event.proof === undefined) take(event, received)
    else signed.push({ event, line, received })
    if (signed.length >= STEP) await takeSigned()
  }
  for (const own of await store.journals()) {
    for (const { from, lines } of await store.ownAfter(own.journal, stamp))
      for (const [i, line] of lines.entries()) await put(storedEvent(line, nameAt(own, from + i)), line)
  }
  for await (const row of store.receivedAfter(stamp)) {
    for (const entry of row.entries) {
      // A head alone says nothing yet: the line counts from the seq on at which it comes.
      if (row.server === server && !isHeadAlone(entry)) seqs.set(eventId(nameOfEntry(entry)), entry.seq)
      if ('line' in entry) await put(eventIn(entry), entry.line, entry.received)
    }
  }
  await takeSigned()
  return seqs
}

const isHeadAlone = (entry: Entry): boolean => 'line' in entry && isRedacted(entry.line)

function eventIn(entry: Entry): LogEvent | null {
  if (!('line' in entry) || entry.quarantined !== undefined) return null
  return storedEvent(entry.line, entry.journal)
}
