/**
 * @module device/sync
 * The hall server as this tablet meets it: calls and their answers, the exchange of lines, corrected time, numbers, and
 * who hears whom. Decides nothing about the hall.
 */
import { createBackOff } from '#device/basics/backOff.ts'
import type { Chance, Clock, JournalDisk, Network, OnFault } from '#device/basics/ports.ts'
import { createPump, type Pump } from '#device/basics/pump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { SignedText } from '#log/signed.ts'
import type { HallServer, Hello, HelloAsk } from './hallServer.ts'
import type { HallTime, TimesApart } from './hallTime.ts'
import { isOutOfDate, silentMap, timesOf, whyOf } from './helloAnswer.ts'
import type { LiveLink } from './liveLink.ts'
import type { Asked, compare, settleHoles } from './meeting.ts'
import type { RefusedLines } from './push.ts'
import type { Starts } from './starts.ts'

/**
 * asking (not answered yet on this start, and no try has failed) · connected · offline (no network) · server-lost (network,
 * no hall server) · revoked.
 */
export type Link = 'asking' | 'connected' | 'offline' | 'server-lost' | 'revoked'

/** What sync knows of the world outside this tablet. */
export interface SyncState {
  readonly link: Link
  /** Why the hall server that answers does not take this tablet's lines: the code of its problem, `other-hall`, or `not-our-server`. */
  readonly why: string | null
  /** Both times, where the hall server's is not believed. */
  readonly apart: TimesApart | null
  /** Corrected ms since 1970 of the last sign of life of the hall server on this start. */
  readonly heardAt: number | null
  /** Corrected ms since 1970 when the hall server told of no more than what is shown here now; null: not yet on this start. */
  readonly freshAt: number | null
  /** Nothing comes of itself, only what is asked for: something on the way holds back what has not ended. */
  readonly byPages: boolean
  /** The highest seq the hall server has told of. */
  readonly head: number
  /** Tablets the server has not heard: their last confirmed cursor, and since when (ms). */
  readonly silent: ReadonlyMap<string, { readonly seq: number; readonly since: number }>
  readonly missing: Hello['missing']
  readonly troubles: Hello['troubles']
  /** Tablets that want in. */
  readonly knocks: Hello['knocks']
  /** What is to be brought back to the hall server. */
  readonly wants: Hello['wants']
  readonly gathers: Hello['gathers']
  /** Lines the server refused; they stay on this tablet. */
  readonly refused: readonly RefusedLines[]
}

/** The exchange of events with the hall server, until both have the union. */
export interface Sync {
  readonly state: SyncState
  /** Try now: a tap, a person, the network woke up. */
  poke(): void
  /** The way to the hall server has changed, by a switch: lets go of the stream and says hello anew. */
  restart(): void
  close(): Promise<void>
}

/** What came of asking for another token. `not-now`: it goes on with the one it has, and asks again. */
export type Renewal = 'renewed' | 'revoked' | 'not-now'

/** What sync needs. */
export interface SyncOptions {
  readonly hall: string
  readonly log: SyncedLog
  readonly server: HallServer
  readonly time: HallTime
  readonly clock: Clock
  readonly chance: Chance
  readonly disk: JournalDisk
  readonly network: Network
  readonly sign: (text: SignedText) => Promise<string>
  /** Exchanges the token for another one, or gets one with the tablet's key alone. */
  readonly renewToken: () => Promise<Renewal>
  /** What the hall server last said that it has on its disk, and to which epoch all that is held here was brought back. */
  readonly history: () => Pick<HelloAsk, 'receipt' | 'offered'>
  /** When the hall server was heard on an earlier start (ms since 1970); null: never. */
  readonly heardAt: number | null
  readonly onReceipt: (receipt: string) => void
  /** The hall server has confirmed that it heard this tablet with everything up to `seq`. */
  readonly onConfirmed: (seq: number) => void
  readonly onState: () => void
  readonly onFault: OnFault
}

/** The ways of lines: to the hall server, and from it. */
interface Exchange {
  readonly push: Pump
  readonly live: LiveLink
  readonly compare: typeof compare
  readonly settleHoles: typeof settleHoles
}

/** A tablet says hello this often (ms) while it hears the server; that is its presence. */
const HELLO_EVERY_MS = 4_000
/** A lost server is knocked at with at most this much (ms) between two tries: hellos are small. */
const HELLO_MOST_MS = 10_000
/** What arrived is told within this time (ms): it is in a counter's share, should the server fall silent afterwards. */
const TELL_ARRIVED_MS = 1_000
const REVOKED_EVERY_MS = 30_000

/**
 * Opens sync; the first poke starts it. Three pumps, each level-triggered: hello (are we heard, by whom, what time is it), push (while the
 * outbox is not empty it tries) and live (history, then what happens). Asking → hello answered → connected → no answer →
 * lost → answered → connected. Only the tab that writes syncs.
 */
export function openSync(options: SyncOptions): Sync {
  const { log, server, time, clock, chance, network, onFault } = options
  let isAhead = false
  const helloBackOff = createBackOff(chance, { mostMs: HELLO_MOST_MS })
  let state: SyncState = {
    link: network.online() ? 'asking' : 'offline',
    why: null,
    apart: null,
    heardAt: options.heardAt,
    freshAt: null,
    byPages: false,
    head: 0,
    silent: new Map(),
    missing: [],
    troubles: [],
    knocks: [],
    wants: null,
    gathers: null,
    refused: [],
  }
  const change = (part: Partial<SyncState>) => {
    state = { ...state, ...part }
    options.onState()
  }
  const connected = () => state.link === 'connected' && log.pen === 'this-tab'

  const hello = createPump(clock, sayHello, onFault)
  let exchange: Exchange | null = null
  let starts: Starts | null = null
  let closed = false
  /** Why it takes no lines of this tablet although it is heard. */
  let heldOff: string | null = null

  /**
   * What brings and fetches lines is loaded when the hall server has first answered: no first screen waits for it, and
   * where it did not come, the next hello asks for it again.
   */
  async function openExchange(): Promise<Exchange | null> {
    const [{ openPush }, { createLiveLink }, meeting] = await Promise.all([
      import('./push.ts'),
      import('./liveLink.ts'),
      import('./meeting.ts'),
    ])
    if (closed) return null
    const live = createLiveLink({
      ...options,
      connected,
      head: () => state.head,
      onHeard: (heartbeat) => {
        const silent = heartbeat.silent ? { silent: silentMap(heartbeat.silent) } : {}
        change({ heardAt: time.now(), head: Math.max(heartbeat.head, log.cursor.seq), ...silent })
        measure(heartbeat.head)
        log.beat(heartbeat.heads ?? [])
      },
      onWay: (byPages) => {
        if (byPages !== state.byPages) change({ byPages })
      },
      onLost: () => hello.poke(),
    })
    const push = openPush({
      ...options,
      connected,
      onKept: () => change({}),
      onHeldOff(code) {
        heldOff = code
        if (connected()) change({ why: code })
      },
      onRefused: (refused) => change({ refused }),
      onLost: () => hello.poke(),
      onAhead() {
        isAhead = true
        hello.poke()
      },
      onRevoked: () => change({ link: 'revoked' }),
      onNewJournal: () => live.restart(),
    })
    return { push, live, compare: meeting.compare, settleHoles: meeting.settleHoles }
  }

  /** What was told of, and when (corrected ms); everything up to there is waited for. */
  let promised: { readonly head: number; readonly at: number } | null = null

  /** However long it takes to come: what is shown is as old as the word that it was complete. */
  function measure(head: number | null): void {
    settle()
    if (head === null) return
    promised ??= { head, at: time.now() }
    settle()
  }
  function settle(): void {
    if (!promised || log.joined < promised.head) return
    change({ freshAt: promised.at })
    promised = null
  }

  /** The cursor that the last answered hello named. */
  let told = 0
  let cancelTelling: (() => void) | null = null
  function tellArrived(): void {
    cancelTelling ??= clock.after(TELL_ARRIVED_MS, () => {
      cancelTelling = null
      if (connected() && log.cursor.seq !== told) hello.poke()
    })
  }

  async function greet(asked: Omit<HelloAsk, 'clock'>) {
    const askedAt = clock.now()
    return { askedAt, answer: await server.hello({ ...asked, clock: askedAt }) }
  }

  /** Null where the disk does not take it: nobody is heard later because of it. */
  async function thisStart(): Promise<string | null> {
    try {
      starts ??= (await import('./starts.ts')).openStarts(options)
      return await starts.said()
    } catch {
      return null
    }
  }

  async function sayHello(): Promise<number | null> {
    if (log.pen !== 'this-tab') return null
    const start = await thisStart()
    const { seq } = log.cursor
    const { journal, head } = log
    const all = log.backlog.count === 0
    const asked = { seq, journal, n: head.n, hash: head.hash, start, ...options.history() }
    const first = await greet(asked)
    const renewed = isOutOfDate(first.answer) ? await options.renewToken() : 'not-now'
    const { answer, askedAt } = renewed === 'renewed' ? await greet(asked) : first
    if (renewed === 'revoked' || answer.kind === 'revoked' || (answer.kind === 'ok' && answer.value.revoked)) {
      change({ link: 'revoked' })
      return REVOKED_EVERY_MS
    }
    if (answer.kind !== 'ok' || answer.value.hall !== options.hall) {
      change({ link: network.online() ? 'server-lost' : 'offline', why: whyOf(answer), apart: timesOf(answer) })
      // However long somebody on the way asks to wait: a hello is small, and is how a server that is back is found.
      return answer.kind === 'wait' ? Math.min(answer.ms, HELLO_MOST_MS) : helloBackOff.next()
    }
    helloBackOff.reset()
    time.learn(Date.parse(answer.value.time), askedAt, clock.now(), answer.value.agreed)
    if (answer.value.copied && start !== null) await starts?.hearOfCopy(start)
    exchange ??= await openExchange()
    const wasAhead = isAhead
    isAhead = false
    if (exchange) await meet(exchange, answer.value, { seq, journal, head, all, isAhead: wasAhead })
    // Only once it is stored which history it is of.
    if (answer.value.receipt !== null) options.onReceipt(answer.value.receipt)
    return HELLO_EVERY_MS
  }

  async function meet({ push, live, compare, settleHoles }: Exchange, heard: Hello, asked: Asked): Promise<void> {
    if (await compare(log, heard, asked)) {
      promised = null
      live.restart()
    }
    change({
      link: 'connected',
      why: log.backlog.count > 0 ? heldOff : null,
      apart: time.apart,
      heardAt: time.now(),
      head: heard.head,
      silent: silentMap(heard.silent),
      missing: heard.missing,
      troubles: heard.troubles,
      knocks: heard.knocks,
      wants: heard.wants,
      gathers: heard.gathers,
    })
    await settleHoles(log, heard)
    told = asked.seq
    options.onConfirmed(asked.seq)
    measure(heard.head)
    push.nudge()
    live.meet(heard.head)
  }

  const poke = () => {
    helloBackOff.reset()
    if (state.link === 'connected') exchange?.push.poke()
    else hello.poke()
  }
  const stops = [
    log.onChange(({ origin }) => {
      if (origin === 'own') poke()
      else tellArrived()
      measure(null)
    }),
    log.onPen(() => {
      starts = null
      // What comes in is for the tab that writes: this one does not have what that one has written.
      if (log.pen !== 'this-tab') exchange?.live.restart()
      hello.poke()
    }),
    network.onWake(() => {
      helloBackOff.reset()
      hello.poke()
    }),
  ]

  return {
    get state() {
      return state
    },
    poke() {
      helloBackOff.reset()
      hello.poke()
      exchange?.push.poke()
    },
    restart() {
      exchange?.live.restart()
      helloBackOff.reset()
      hello.poke()
    },
    async close() {
      for (const stop of stops) stop()
      cancelTelling?.()
      closed = true
      await Promise.all([exchange?.live.close(), exchange?.push.close(), hello.close()])
    },
  }
}
