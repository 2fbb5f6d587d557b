import { isFull } from '#device/basics/faults.ts'
import { PenLost } from '#device/store/term.ts'
import type { PenAt, Performed } from './hallLog.ts'
import { createHandedCommands, noPen } from './handedCommands.ts'
import type { HandedCommand, News, PageTurn, PenPorts } from './penPorts.ts'

/**
 * One pen among the tabs of a device: whoever has it writes. Opening → Writing when the lock is free, else Following; Following → Writing
 * when the lock is passed on, or stolen from a tab that does not answer; Writing → Following when it is stolen from us.
 * Following → No room when the disk is too full to begin, → None when it fails; either → asking again after a while.
 * Following → Following when somebody else was quicker.
 * Any → Refused when the browser gives no lock at all; Refused → asking again after a while. A page that goes away asks
 * no more: some browsers refuse it everything at once, and whoever asked again at once would never come to rest. A page
 * that is put aside passes the pen on first, waits in no line for it, and reads anew what others have written meanwhile.
 */

/** This tab among the others. */
export interface SharedPen {
  readonly at: PenAt
  /** Has the tab that writes perform a command; takes the pen if nobody answers. Refused where nobody can. */
  handOver(call: HandedCommand): Promise<Performed>
  /** Takes the pen from the tab that has it, because somebody does here what only that tab can do; answers when that is settled. */
  take(): Promise<void>
  /** Tells the tabs that follow what has changed. */
  tell(news: News): void
  /** The store says that another tab writes now. */
  lost(): void
  close(): Promise<void>
}

const noRoom: Performed = { ok: false, why: 'disk-is-full', facts: {} }
const lockRefused: Performed = { ok: false, why: 'lock-refused', facts: {} }

/** Joins the tabs of this device; answers when it is clear whether this tab writes. */
export async function openSharedPen({
  ports,
  takePen,
  follow,
  perform,
  hear,
  changed,
}: {
  readonly ports: PenPorts
  /** We have the lock: bring the disk to order and write from now on, unless the lock has gone meanwhile. */
  readonly takePen: (isOver: () => boolean) => Promise<void>
  /** Another tab writes: what it wrote before is on the disk. */
  readonly follow: () => Promise<void>
  /** Performs a handed-over command here, once. */
  readonly perform: (call: HandedCommand) => Promise<Performed>
  /** The tab that writes tells what has changed. */
  readonly hear: (news: News) => void
  /** Another tab has the pen now, or this one. */
  readonly changed: () => void
}): Promise<SharedPen> {
  const { lock, channel, after, backOff, onPage } = ports
  const handed = createHandedCommands({ ports, perform, silent: steal })
  let at: PenAt = 'another-tab'
  const become = (next: PenAt): void => {
    if (at === next) return
    at = next
    changed()
  }
  let closed = false
  let away: Exclude<PageTurn, 'back'> | null = null
  let cancelAgain: () => void = () => undefined
  let release: () => void = () => undefined
  /** The lock is asked for, or held. */
  let asked: AbortController | null = null
  /** The lock is held and the pen is being taken: nobody steals from themselves. */
  let isTaking = false
  const wanting = new Set<() => void>()
  /** Whether this tab writes is clear. */
  const settled = (): void => {
    for (const done of wanting) done()
    wanting.clear()
  }

  async function hold(isOver: () => boolean): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      release = resolve
    })
    isTaking = true
    channel.post({ kind: 'taking' })
    try {
      await takePen(isOver)
    } catch (fault) {
      if (isOver()) return
      become(isFull(fault) ? 'no-room' : fault instanceof PenLost ? 'another-tab' : 'none')
      return
    } finally {
      isTaking = false
    }
    if (isOver() || away === 'asleep') return
    backOff.reset()
    become('this-tab')
    channel.post({ kind: 'writer' })
    opened()
    settled()
    handed.performHere()
    await ended
  }

  let opened: () => void = () => undefined
  const open = new Promise<void>((resolve) => {
    opened = resolve
  })

  async function seek(mode: 'try' | 'wait' | 'steal'): Promise<void> {
    const ask = new AbortController()
    asked = ask
    let isOver = false
    const end = await lock.request(mode, () => hold(() => isOver), ask.signal)
    isOver = true
    if (asked === ask) {
      asked = null
      settled()
    }
    if (away === 'asleep') become('another-tab')
    if (closed || away !== null || ask.signal.aborted) return
    if (end === 'released' && at !== 'this-tab') return tryLater()
    // Whoever waits for a lock or steals it gets it, or is refused.
    if (end === 'refused' || (end === 'not-available' && mode !== 'try')) return standBy()
    if (end !== 'released' || at === 'this-tab') {
      become('another-tab')
      await follow().catch(() => undefined)
      opened()
    }
    askAgain('wait')
  }

  /** Nothing can be written: shows what is here, and tries again after a while, for somebody may make room. */
  async function tryLater(): Promise<void> {
    if (at === 'no-room') handed.refuse(noRoom)
    if (at === 'none') handed.refuse(noPen)
    await follow().catch(() => undefined)
    opened()
    if (closed) return
    cancelAgain()
    cancelAgain = after(backOff.next(), () => {
      askAgain('try')
      handed.askAgain()
    })
  }

  /** The browser gives no lock: says so, and asks again after a while, for it may be a mood. */
  async function standBy(): Promise<void> {
    if (at !== 'refused') {
      become('refused')
      handed.refuse(lockRefused)
      await follow().catch(() => undefined)
    }
    opened()
    if (closed) return
    cancelAgain()
    cancelAgain = after(backOff.next(), () => askAgain('try'))
  }

  function askAgain(mode: 'try' | 'wait' | 'steal'): void {
    cancelAgain()
    if (!closed && away === null && !asked) void seek(mode)
  }

  function steal(): void {
    if (at === 'this-tab') handed.performHere()
    if (at === 'this-tab' || isTaking) return
    asked?.abort()
    asked = null
    askAgain('steal')
  }

  const stopPage = onPage((page) => {
    const before = away
    away = page === 'back' ? null : page
    if (page === 'asleep') {
      // Whoever sleeps in the line would be given the lock, and hold it asleep.
      if (at !== 'this-tab' && !isTaking) asked?.abort()
      release()
    }
    if (page !== 'back') return
    // What the others told meanwhile was told to nobody here.
    if (before === 'asleep') follow().catch(() => undefined)
    askAgain('try')
    handed.askAgain()
  })

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
    if (message.kind === 'still' && at === 'this-tab') channel.post({ kind: 'heard', id: message.id })
    handed.hear(message)
    if (message.kind === 'changed' && at !== 'this-tab') hear(message.news)
    if (message.kind === 'writer' && at === 'another-tab') {
      follow().catch(() => undefined)
      handed.askAgain()
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
      if (at === 'no-room') return noRoom
      return handed.hand(call)
    },
    take: () =>
      at === 'another-tab' && !closed
        ? new Promise((done) => {
            wanting.add(done)
            steal()
          })
        : Promise.resolve(),
    tell(news) {
      if (at === 'this-tab') channel.post({ kind: 'changed', news })
    },
    lost() {
      if (at !== 'this-tab') return
      release()
    },
    async close() {
      closed = true
      settled()
      stopPage()
      cancelAgain()
      asked?.abort()
      handed.close()
      release()
      channel.close()
    },
  }
}
