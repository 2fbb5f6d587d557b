import type { BackOff } from '#device/basics/backOff.ts'
import type { OwnJournal } from '#device/journal/pen.ts'
import type { Cursor } from '#device/store/database.ts'
import type { HallChange, PenAt, Performed } from './hallLog.ts'
import type { Arrival } from './workingSet.ts'

/**
 * One pen among the tabs of a device: whoever has it writes. Opening → Writing when the lock is free, else Following; Following → Writing
 * when the lock is passed on, or stolen from a tab that does not answer; Writing → Following when it is stolen from us.
 * Any → Refused when the browser gives no lock at all; Refused → asking again after a while. A page that goes away asks
 * no more: some browsers refuse it everything at once, and whoever asked again at once would never come to rest.
 */

/** The lock that the tab with the pen holds. */
export interface PenLock {
  /** Runs `hold` with the lock; says how it ended. `try` does not wait, `steal` takes it from whoever has it. */
  request(mode: 'try' | 'wait' | 'steal', hold: () => Promise<void>, signal: AbortSignal): Promise<LockEnd>
}
/** Held and let go; held and lost; another tab has it (`try`); the browser gives it to nobody, or we gave up. */
export type LockEnd = 'released' | 'stolen' | 'not-available' | 'refused'

/** What tabs say to each other reaches every other tab, in order. */
export interface PenChannel {
  post(message: PenMessage): void
  listen(listener: (message: PenMessage) => void): void
  close(): void
}

/** The ports through which a tab meets the others. */
export interface PenPorts {
  readonly lock: PenLock
  readonly channel: PenChannel
  /** Runs a task once after `ms`; the answer cancels it. */
  readonly after: (ms: number, task: () => void) => () => void
  /** How long a refused tab waits before it asks again. */
  readonly backOff: BackOff
  /** Tells when the page goes away for good, and when it is there again after all; the answer stops it. */
  readonly onPage: (tell: (page: 'gone' | 'back') => void) => () => void
}

/** A command in the hands of another tab. Its id makes a repeat harmless. */
export interface HandedCommand {
  readonly id: string
  readonly name: string
  readonly ask: unknown
  /** Who is signed in at the tab where it was tapped. */
  readonly by: string | null
}

/** What goes over the channel. */
export type PenMessage =
  | { readonly kind: 'command'; readonly call: HandedCommand }
  | { readonly kind: 'heard'; readonly id: string }
  | { readonly kind: 'result'; readonly id: string; readonly result: Performed }
  /** A tab has got the pen. */
  | { readonly kind: 'writer' }
  | { readonly kind: 'changed'; readonly news: News }

/** What the tab that writes has stored: events, seqs of known lines, and where it stands; or that all is to be read again. */
export type News =
  | { readonly kind: 'read-again' }
  | {
      readonly kind: 'stored'
      readonly arrivals: readonly Arrival[]
      readonly known: readonly { readonly journal: string; readonly n: number; readonly seq: number }[]
      readonly origin: HallChange['origin']
      readonly journals: readonly OwnJournal[]
      readonly cursor: Cursor
      readonly oldest: number | null
    }

/** This tab among the others. */
export interface SharedPen {
  readonly at: PenAt
  /** Has the tab that writes perform a command; takes the pen if nobody answers. Refused where nobody can. */
  handOver(call: HandedCommand): Promise<Performed>
  /** Tells the tabs that follow what has changed. */
  tell(news: News): void
  /** The store says that another tab writes now. */
  lost(): void
  close(): Promise<void>
}

/** No sign of life from the tab that writes for so long (ms) and its lock is stolen. */
const HEARD_WITHIN = 500
/** A tab that has heard a command is given this long (ms) to save it. */
const SAVED_WITHIN = 5_000

const noPen: Performed = { ok: false, why: 'no-pen', facts: {} }
const lockRefused: Performed = { ok: false, why: 'lock-refused', facts: {} }

/** Joins the tabs of this device; answers when it is clear whether this tab writes. */
export async function openSharedPen({
  ports: { lock, channel, after, backOff, onPage },
  takePen,
  follow,
  perform,
  hear,
  changed,
}: {
  readonly ports: PenPorts
  /** We have the lock: bring the disk to order and write from now on. */
  readonly takePen: () => Promise<void>
  /** Another tab writes: what it wrote before is on the disk. */
  readonly follow: () => Promise<void>
  /** Performs a handed-over command here, once. */
  readonly perform: (call: HandedCommand) => Promise<Performed>
  /** The tab that writes tells what has changed. */
  readonly hear: (news: News) => void
  /** Another tab has the pen now, or this one. */
  readonly changed: () => void
}): Promise<SharedPen> {
  let at: PenAt = 'another-tab'
  const become = (next: PenAt): void => {
    if (at === next) return
    at = next
    changed()
  }
  let closed = false
  let gone = false
  let cancelAgain: () => void = () => undefined
  let release: () => void = () => undefined
  /** The lock is asked for, or held. */
  let asked: AbortController | null = null
  const pending = new Map<string, { call: HandedCommand; done: (result: Performed) => void; cancel: () => void }>()

  async function hold(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      release = resolve
    })
    try {
      await takePen()
    } catch {
      become('none')
      return
    }
    backOff.reset()
    become('this-tab')
    channel.post({ kind: 'writer' })
    opened()
    for (const [id, { call, done, cancel }] of [...pending]) {
      cancel()
      pending.delete(id)
      perform(call).then(done, () => done(noPen))
    }
    await ended
  }

  let opened: () => void = () => undefined
  const open = new Promise<void>((resolve) => {
    opened = resolve
  })

  async function seek(mode: 'try' | 'wait' | 'steal'): Promise<void> {
    const ask = new AbortController()
    asked = ask
    const end = await lock.request(mode, hold, ask.signal)
    if (asked === ask) asked = null
    if (closed || gone || ask.signal.aborted) return
    if (end === 'released' && at === 'none') return opened()
    // Whoever waits for a lock or steals it gets it, or is refused.
    if (end === 'refused' || (end === 'not-available' && mode !== 'try')) return standBy()
    if (end !== 'released' || at === 'this-tab') {
      become('another-tab')
      await follow().catch(() => undefined)
      opened()
    }
    askAgain('wait')
  }

  /** The browser gives no lock: says so, and asks again after a while, for it may be a mood. */
  async function standBy(): Promise<void> {
    if (at !== 'refused') {
      become('refused')
      for (const { cancel, done } of pending.values()) {
        cancel()
        done(lockRefused)
      }
      pending.clear()
      await follow().catch(() => undefined)
    }
    opened()
    if (closed) return
    cancelAgain()
    cancelAgain = after(backOff.next(), () => askAgain('try'))
  }

  function askAgain(mode: 'try' | 'wait' | 'steal'): void {
    cancelAgain()
    if (!closed && !gone && !asked) void seek(mode)
  }

  function steal(): void {
    if (at === 'this-tab') return
    asked?.abort()
    asked = null
    askAgain('steal')
  }

  const stopPage = onPage((page) => {
    gone = page === 'gone'
    if (gone || at === 'none') return
    askAgain('try')
    for (const { call } of [...pending.values()]) post(call)
  })

  function post(call: HandedCommand): void {
    const entry = pending.get(call.id)
    if (!entry) return
    entry.cancel()
    pending.set(call.id, { ...entry, cancel: after(HEARD_WITHIN, steal) })
    channel.post({ kind: 'command', call })
  }

  channel.listen((message) => {
    if (closed) return
    if (message.kind === 'command' && at === 'this-tab') {
      const { call } = message
      channel.post({ kind: 'heard', id: call.id })
      // When the pen is lost meanwhile there is no result: the next one announces itself and is asked again.
      perform(call).then(
        (result) => channel.post({ kind: 'result', id: call.id, result }),
        () => undefined,
      )
    }
    const entry = 'id' in message ? pending.get(message.id) : undefined
    if (message.kind === 'heard' && entry) {
      entry.cancel()
      pending.set(message.id, { ...entry, cancel: after(SAVED_WITHIN, steal) })
    }
    if (message.kind === 'result' && entry) {
      entry.cancel()
      pending.delete(message.id)
      entry.done(message.result)
    }
    if (message.kind === 'changed' && (at === 'another-tab' || at === 'refused')) hear(message.news)
    if (message.kind === 'writer' && at === 'another-tab') {
      follow().catch(() => undefined)
      for (const { call } of [...pending.values()]) post(call)
    }
  })

  void seek('try')
  await open

  return {
    get at() {
      return at
    },
    async handOver(call) {
      if (at === 'none') return noPen
      if (at === 'refused') return lockRefused
      return new Promise((done) => {
        pending.set(call.id, { call, done, cancel: () => undefined })
        post(call)
      })
    },
    tell(news) {
      if (at === 'this-tab') channel.post({ kind: 'changed', news })
    },
    lost() {
      if (at !== 'this-tab') return
      release()
    },
    async close() {
      closed = true
      stopPage()
      cancelAgain()
      asked?.abort()
      for (const { cancel } of pending.values()) cancel()
      release()
      channel.close()
    },
  }
}

/** The tab that is alone on its device: it always writes. */
export const onlyTab: PenPorts = {
  lock: { request: async (_mode, hold) => hold().then(() => 'released') },
  channel: { post: () => undefined, listen: () => undefined, close: () => undefined },
  after: () => () => undefined,
  backOff: { next: () => 0, reset: () => undefined },
  onPage: () => () => undefined,
}
