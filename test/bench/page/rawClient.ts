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
  const shownAt = new Map<string, number>()
  const hearers = new Set<() => void>()

  const reached = (holds: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const look = () => {
        if (!holds()) return
        hearers.delete(look)
        resolve(Date.now())
      }
      hearers.add(look)
      look()
    })

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
        const now = performance.timeOrigin + performance.now()
        for (const { id } of events) shownAt.set(id, now)
        for (const each of hearers) each()
      }
    },
    /** One tap, stored and sent: what it made, and when (ms since 1970). */
    async tapOnce(): Promise<{ subject: string; at: number }> {
      const event = make(1)
      const at = performance.timeOrigin + performance.now()
      await db.events.add(event)
      void fetch('/raw', { method: 'POST', body: `${JSON.stringify(event)}\n` })
      return { subject: event.id, at }
    },
    /** When this was stored here (ms since 1970), once it is. */
    async shown(subject: string): Promise<number> {
      await reached(() => shownAt.has(subject))
      return shownAt.get(subject) ?? Number.NaN
    },
    allHere: (events: number): Promise<number> => reached(() => received >= events),
  }
}
