import { pause } from '#device/basics/pause.ts'
import { nameAt } from '#device/journal/branches.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import type { Incident, Outline } from '#domain/incidents/incidents.ts'
import { belongsTo, recordFrom, wordsOf } from '#domain/incidents/record.ts'
import { eventId, type LogEvent } from '#log/event.ts'
import type { Line } from '#log/lines.ts'
import { storedEvent } from './storedEvent.ts'

/**
 * The whole of an incident of which the hall has only the outline, folded of its lines on this tablet's disk; null when
 * they are not here. Only lines that can be about it are read.
 */
export async function readRecord(store: LineStore, outline: Outline): Promise<Incident | null> {
  const since = new Date(outline.since).toISOString()
  const words = wordsOf(outline)
  const excluded = await store.quarantined()
  const found = new Map<string, LogEvent>()
  function put(line: Line, journal?: string): void {
    if (!words.some((word) => line.includes(word))) return
    const event = storedEvent(line, journal)
    if (event && !excluded.has(eventId(event)) && belongsTo(outline, event)) found.set(eventId(event), event)
  }
  for (const own of await store.journals()) {
    for (const { from, lines } of await store.ownAfter(own.journal, since))
      for (const [i, line] of lines.entries()) put(line, nameAt(own, from + i))
  }
  for await (const { entries } of store.receivedAfter(since)) {
    for (const entry of entries) if ('line' in entry && entry.quarantined === undefined) put(entry.line, entry.journal)
    await pause()
  }
  return recordFrom(outline, [...found.values()])
}
