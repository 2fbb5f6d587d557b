import { browserPorts } from '#device/browser/browserPorts.ts'
import { openTablet } from '#device/openTablet.ts'
import { unpackEntries, unpackLines } from '#device/store/segments.ts'
import type { Tablet } from '#device/tablet.ts'
import { commandsOf } from '#domain/command.ts'
import type { Kinds, NewHallEvent } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { QUICK_COST } from '#support/quickCost.ts'

/** A record of the bench: about 600 bytes. */
interface PeerRecord {
  readonly id: string
  readonly day: string
  readonly at: number
  readonly dev: string
  readonly seq: number
  readonly hash: string
  readonly status: string
}

const { command, accept } = commandsOf<Kinds>()()
const saveRecords = command<{ drafts: readonly NewHallEvent[] }>('saveRecords', (_, { drafts }) => accept(...drafts))
const closeDay = command<{ day: string; next: string }>('closeDay', (_, { day, next }, { heads }) =>
  accept({ kind: 'DayClosed', subject: day, body: { open: 'void', next, known: Object.fromEntries(heads) } }),
)

/** A form that saves much at once saves so many events with one command. */
const AT_ONCE = 60

// The app is built by Vite; a bench bundles it otherwise: no service worker, and workers have addresses of their own.
Object.assign(import.meta, { env: { DEV: true } })
const NativeWorker = globalThis.Worker
globalThis.Worker = class extends NativeWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    const [name] = /opfsWorker|pinWorker/.exec(String(url)) ?? []
    super(name ? `/stayopen/${name}.js` : url, options)
  }
}

/** The real tablet without screens, as a bench of sync stacks drives one, with a network cable that can be pulled. */
export async function openPeer({ client, idbIdle }: { client: string; idbIdle: () => Promise<void> }) {
  let opened: Tablet | null = null
  let cable = new AbortController()
  cable.abort()
  let tell: (ids: readonly string[]) => void = () => undefined
  let newest = 't_none'
  const lane = [...client].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 999, 0)

  const tablet = (): Tablet => {
    if (!opened) throw new Error('open it first')
    return opened
  }

  /** What a ticket says itself (day, time, who, number, hash) is not said twice. */
  function draftOf(record: PeerRecord): NewHallEvent {
    const { day, at, dev, seq, hash, status, ...rest } = record
    if (status !== 'waiting') {
      const body = { result: 'printed', copy: 1, rec: { ...rest, status } } as const
      return { kind: 'SlipPrinted', subject: newest, body }
    }
    newest = `t_${record.id}`
    const body = {
      label: `A${lane}-${String(seq % 100_000).padStart(3, '0')}`,
      number: seq + 1,
      origin: 'roll',
      queue: 'q-pay',
      service: null,
      day,
      priority: null,
      ahead: 0,
      quote: null,
      paperTime: new Date(at).toISOString(),
      rec: rest,
    } as const
    return { kind: 'TicketIssued', subject: newest, body }
  }

  async function must(performing: Promise<{ ok: true } | { ok: false; why: string }>): Promise<void> {
    const performed = await performing
    if (!performed.ok) throw new Error(`refused: ${performed.why}`)
  }

  const save = (records: readonly PeerRecord[]): Promise<void> =>
    must(tablet().log.perform(saveRecords, { drafts: records.map(draftOf) }, { harmless: true }))

  async function putMany(records: readonly PeerRecord[]): Promise<void> {
    for (let at = 0; at < records.length; at += AT_ONCE) await save(records.slice(at, at + AT_ONCE))
  }

  const reached = (holds: (status: Tablet['status']) => boolean): Promise<void> =>
    new Promise((done) => {
      const stop = tablet().onStatus(look)
      function look(): void {
        if (!holds(tablet().status)) return
        stop()
        done()
      }
      look()
    })

  function online(): void {
    cable = new AbortController()
    tablet().syncNow()
  }

  const isSynced = ({ link, behind, unsent }: Tablet['status']): boolean =>
    link === 'connected' && behind === 0 && unsent.count === 0

  /**
   * Pairing is done before any clock runs: a tablet of the hall has been in touch before an outage. One that joins a hall
   * full of records has not.
   */
  async function pair(): Promise<void> {
    const [code = '', records] = (await (await fetch(`/stayopen/code/${client}`)).text()).split(' ')
    cable = new AbortController()
    const pairing = await tablet().pair({ code, name: client })
    if (!pairing.ok) throw new Error(`not paired: ${pairing.why}`)
    if (Number(records) > 0) cable.abort()
    else await reached((status) => isSynced(status))
    const [own] = (await rowsOf('own')) as { journal: string; to: number }[]
    if (!own) throw new Error('a tablet that is paired has written line 1')
    await fetch(`/stayopen/begins/${own.journal}/${own.to}`)
    cable.abort()
    await reached(({ link }) => link !== 'connected')
  }

  const rowsOf = (store: string): Promise<unknown[]> =>
    new Promise((done, failed) => {
      const opening = indexedDB.open(`stayopen-${tablet().identity?.hall}`)
      opening.onerror = () => failed(opening.error)
      opening.onsuccess = () => {
        const db = opening.result
        const rows = db.transaction(store).objectStore(store).getAll()
        rows.onerror = () => failed(rows.error)
        rows.onsuccess = () => {
          db.close()
          done(rows.result)
        }
      }
    })

  return {
    async open(): Promise<void> {
      const ports = browserPorts({ version: 'bench' })
      opened = await openTablet({
        ...ports,
        updates: null,
        stretch: (ask) => ports.stretch({ ...ask, ...QUICK_COST }),
        fetch: (path, init) => {
          if (cable.signal.aborted) return Promise.reject(new TypeError('the cable is pulled'))
          const signals = [cable.signal, ...(init?.signal ? [init.signal] : [])]
          return fetch(path, { ...init, signal: AbortSignal.any(signals) })
        },
      })
      if (!opened.identity) await pair()
      opened.log.onChange(({ events }) => {
        const ids = events.flatMap((event) => recordOf(event)?.id ?? [])
        if (ids.length > 0) tell(ids)
      })
    },
    onRecords(listener: (ids: readonly string[]) => void): void {
      tell = listener
    },
    put: (record: PeerRecord) => save([record]),
    putMany,
    online,
    connected: () => reached(isSynced),

    /** Days that are over are closed, by a manager who is signed in here. */
    async seed(records: readonly PeerRecord[]): Promise<void> {
      online()
      await reached(isSynced)
      const [manager = ''] = [...tablet().log.hall.staff.values()].flatMap(({ id, roles }) =>
        roles.includes('manager') ? [id] : [],
      )
      const signedIn = await tablet().signIn(manager, await (await fetch('/stayopen/pin')).text())
      if (!signedIn.ok) throw new Error(`the manager could not sign in: ${signedIn.why}`)
      let from = 0
      for (let i = 1; i <= records.length; i++) {
        const day = records[from]?.day ?? ''
        const next = records[i]?.day
        if (next === day) continue
        await putMany(records.slice(from, i))
        tablet().touched()
        if (next !== undefined) await must(tablet().log.perform(closeDay, { day, next }))
        from = i
      }
      await reached(isSynced)
    },
    settleMs: 3_000,

    /** Records in the database. */
    async count(): Promise<number> {
      const own = (await rowsOf('own')) as { lines: string | Uint8Array<ArrayBuffer> }[]
      const received = (await rowsOf('received')) as { entries: string | Uint8Array<ArrayBuffer> }[]
      let found = 0
      const look = (line: string): void => {
        if (line.includes('"rec":{')) found += 1
      }
      for (const { lines } of own) for (const line of await unpackLines(lines)) look(line)
      for (const { entries } of received)
        for (const entry of await unpackEntries(entries)) if ('line' in entry) look(entry.line)
      return found
    },
    async query(day: string): Promise<string[]> {
      const waiting = [...tablet().log.hall.tickets.values()].filter(
        (ticket) => ticket.status === 'waiting' && ticket.day === day,
      )
      return waiting
        .sort((a, b) => b.issuedAt - a.issuedAt)
        .slice(0, 50)
        .map(({ id }) => id.slice(2))
    },
    idle: idbIdle,
    close: () => tablet().close(),
  }
}

const recordOf = ({ body }: Pick<LogEvent, 'body'>): { readonly id: string } | undefined =>
  (body as { rec?: { id: string } }).rec
