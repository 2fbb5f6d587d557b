import { Dexie, type EntityTable } from 'dexie'

interface RawEvent {
  readonly n?: number
  readonly id: string
  readonly day: string
  readonly status: string
  readonly at: number
  readonly text: string
}

/** The bare minimum: one Dexie row per event, one POST of everything, rows added as they arrive. */
export function createRawClient() {
  const db = new Dexie('raw') as Dexie & { events: EntityTable<RawEvent & { n: number }, 'n'> }
  db.version(1).stores({ events: '++n, [day+status+at]' })
  let received = 0
  let heard: () => void = () => undefined

  const make = (at: number): RawEvent => {
    const day = at % 1_000 === 0 ? '2026-11-23' : '2026-11-22'
    const status = at % 3 === 0 ? 'waiting' : 'done'
    return { id: crypto.randomUUID(), day, status, at, text: crypto.randomUUID().repeat(14).slice(0, 480) }
  }

  return {
    /** Opens the database and reads the 50 newest who wait; answers how long both took (ms). */
    async open(): Promise<number> {
      const begin = performance.now()
      await db.open()
      const waiting = [
        ['2026-11-23', 'waiting', Dexie.minKey],
        ['2026-11-23', 'waiting', Dexie.maxKey],
      ]
      await db.events.where('[day+status+at]').between(waiting[0], waiting[1]).reverse().limit(50).toArray()
      return performance.now() - begin
    },
    async tap(count: number): Promise<number[]> {
      const saved: number[] = []
      for (let at = 0; at < count; at++) {
        const event = make(at)
        const begin = performance.now()
        await db.events.add(event)
        saved.push(performance.now() - begin)
      }
      return saved
    },
    async write(count: number): Promise<void> {
      for (let at = 0; at < count; at += 5_000) {
        await db.events.bulkAdd(Array.from({ length: Math.min(5_000, count - at) }, (_, i) => make(at + i)))
      }
    },
    /** Sends everything; answers when it began and when the server had it on disk. */
    async send(): Promise<{ begin: number; end: number }> {
      const begin = Date.now()
      const events = await db.events.toArray()
      const body = events.map(({ n, ...event }) => `${JSON.stringify(event)}\n`).join('')
      await fetch('/raw', { method: 'POST', body })
      return { begin, end: Date.now() }
    },
    /** Stores what comes from the server, from the beginning, for as long as the page lives. */
    async follow(): Promise<void> {
      const response = await fetch('/raw')
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      let rest = ''
      while (reader) {
        const { value, done } = await reader.read()
        if (done) return
        const text = rest + value
        const end = text.lastIndexOf('\n')
        rest = text.slice(end + 1)
        if (end < 0) continue
        const events: RawEvent[] = JSON.parse(`[${text.slice(0, end).replaceAll('\n', ',')}]`)
        await db.events.bulkAdd(events)
        received += events.length
        heard()
      }
    },
    allHere: (events: number): Promise<number> =>
      new Promise((resolve) => {
        heard = () => {
          if (received >= events) resolve(Date.now())
        }
        heard()
      }),
  }
}
