import type { Page } from 'playwright-core'
import { type HallEvent, isHallEvent } from '#domain/whole.ts'
import { readLine } from '#log/lines.ts'

/** One event in the hall server's store; null is one that this tablet's place may not read. */
export interface StoredEvent {
  readonly seq: number
  readonly event: HallEvent | null
}

/** Reads the hall server's store from the start, with the token of the tablet in this page. */
export async function readStore(page: Page): Promise<StoredEvent[]> {
  const text = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('stayopen-keepsakes')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const kept = await new Promise<{ text: string }>((resolve, reject) => {
      const reading = database.transaction('keepsakes').objectStore('keepsakes').get('identity')
      reading.onsuccess = () => resolve(reading.result)
      reading.onerror = () => reject(reading.error)
    })
    database.close()
    const answer = await fetch('/api/events?after=0', {
      headers: { Authorization: `Bearer ${JSON.parse(kept.text).token}` },
    })
    return answer.text()
  })
  return text
    .split('\n')
    .filter((line) => line.startsWith('{"seq"'))
    .map((line) => {
      const entry: { seq: number; line?: string } = JSON.parse(line)
      return { seq: entry.seq, event: entry.line === undefined ? null : soundEvent(entry.line) }
    })
}

function soundEvent(line: string): HallEvent {
  const read = readLine(line)
  if (!read.ok) throw new Error(`the server keeps a line that is ${read.why}: ${line}`)
  if (!read.event || !isHallEvent(read.event)) throw new Error(`the server keeps an event that is not sound: ${line}`)
  return read.event
}
