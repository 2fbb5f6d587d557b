import * as timers from 'node:timers'
import { deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib'
import type { Clock } from '#device/basics/ports.ts'
import { filesAtOnce } from './filesAtOnce.ts'

/** Time of one morning: it stands still until everybody has come to rest. */
export interface SimulatedTime extends Clock {
  /** Ms since the morning began, whatever any clock says. */
  elapsed(): number
  /** Lets `ms` go by: one thing happens at a time, and everybody comes to rest before the next. */
  pass(ms: number): Promise<void>
  /** Lets time go by until something holds; false when it does not within `ms`. */
  passUntil(holds: () => boolean, ms: number): Promise<boolean>
  /** A device's own clock on it, wrong by `offset` ms; stopped, nothing of what it planned happens any more. */
  device(offset: number): DeviceClock
  /** Says that something has begun that ends by itself, on another thread say; the answer says that it has ended. */
  begin(): () => void
  /** Gives the real timers back. */
  end(): void
}

/** A clock that may be wrong, may jump, and stops with its device. */
export interface DeviceClock extends Clock {
  jump(ms: number): void
  /** Somebody sets it right. */
  setRight(): void
  stop(): void
}

interface Planned {
  readonly at: number
  readonly order: number
  readonly task: () => void
}

/** Turns of the loop with nothing in them that are silence: streams and fake databases hand on to each other. */
const QUIET_TURNS = 3
/** After so many turns what is waited for is done by another thread, which gets no processor while this one turns. */
const TURNS_AT_ONCE = 10_000
/** More turns than this, by then of a real millisecond each, and something never ends. */
const MOST_TURNS = 70_000
/** More things than this at one moment are somebody who does the same again and again. */
const MOST_AT_ONCE = 5_000

/** Makes the time of a morning. Until `end` every timer of this process, also of the server's code, goes by it. */
export function createSimulatedTime(startsAt: string): SimulatedTime {
  const start = Date.parse(startsAt)
  let now = start
  let order = 0
  let under = 0
  const plan = new Set<Planned>()

  function after(ms: number, task: () => void): () => void {
    const planned = { at: now + Math.max(0, ms), order: order++, task }
    plan.add(planned)
    return () => void plan.delete(planned)
  }

  function nextDue(until: number): Planned | null {
    let next: Planned | null = null
    for (const each of plan) {
      if (each.at > until) continue
      if (!next || each.at < next.at || (each.at === next.at && each.order < next.order)) next = each
    }
    return next
  }

  async function rest(): Promise<void> {
    let turns = 0
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      if (turns++ > MOST_TURNS) throw new Error(`it does not come to rest: ${under} things have begun and do not end`)
      await new Promise<void>((resolve) =>
        turns < TURNS_AT_ONCE ? void timers.setImmediate(resolve) : void timers.setTimeout(resolve, 1),
      )
      const busy =
        under > 0 || process.getActiveResourcesInfo().some((name) => name === 'Immediate' || name.startsWith('FSReq'))
      quiet = busy ? 0 : quiet + 1
    }
  }

  async function pass(ms: number): Promise<void> {
    const until = now + ms
    let atOnce = 0
    await rest()
    for (let next = nextDue(until); next; next = nextDue(until)) {
      plan.delete(next)
      atOnce = next.at > now ? 0 : atOnce + 1
      if (atOnce > MOST_AT_ONCE) throw new Error('somebody does the same thing again and again at one moment')
      now = Math.max(now, next.at)
      next.task()
      await rest()
    }
    now = until
  }

  function device(offset: number): DeviceClock {
    let wrong = offset
    let stopped = false
    return {
      now: () => Math.floor(now + wrong),
      after: (ms, task) => after(ms, () => void (stopped || task())),
      jump(ms) {
        wrong += ms
      },
      setRight() {
        wrong = 0
      },
      stop() {
        stopped = true
      },
    }
  }

  const begin = () => {
    under++
    let over = false
    return () => {
      if (!over) under--
      over = true
    }
  }
  const end = takeOverTimers({ after, elapsed: () => now - start })
  return {
    now: () => now,
    elapsed: () => now - start,
    after,
    pass,
    device,
    begin,
    end,
    async passUntil(holds, ms) {
      const until = now + ms
      for (await rest(); !holds(); await pass(Math.min(STEP_MS, until - now))) if (now >= until) return false
      return true
    },
  }
}

const STEP_MS = 250

/** Puts timers that go by the simulated time in the place of the platform's, and lets nothing run on other threads. */
function takeOverTimers({ after, elapsed }: { after: Clock['after']; elapsed: () => number }): () => void {
  const { setTimeout, clearTimeout, setInterval, clearInterval, MessageChannel } = globalThis
  const { CompressionStream, DecompressionStream } = globalThis
  const readTime = performance.now
  type Task = (...given: unknown[]) => void
  type Handle = { cancel: () => void; ref(): Handle; unref(): Handle; hasRef(): boolean }
  const handle = (cancel: () => void): Handle => {
    const self = { cancel, ref: () => self, unref: () => self, hasRef: () => false }
    return self
  }
  const clear = (given: Partial<Handle> | undefined | null) => given?.cancel?.()
  Object.assign(globalThis, {
    setTimeout: (task: Task, ms = 0, ...given: unknown[]) => handle(after(ms, () => task(...given))),
    setInterval(task: Task, ms = 0, ...given: unknown[]) {
      let cancel = () => {}
      const again = () => {
        cancel = after(Math.max(1, ms), () => {
          again()
          task(...given)
        })
      }
      again()
      return handle(() => cancel())
    },
    clearTimeout: clear,
    clearInterval: clear,
    MessageChannel: NextTurn,
    CompressionStream: wholeStream({ gzip: gzipSync, 'deflate-raw': deflateRawSync }),
    DecompressionStream: wholeStream({ gzip: gunzipSync, 'deflate-raw': inflateRawSync }),
  })
  performance.now = elapsed
  const endFiles = filesAtOnce()
  return () => {
    endFiles()
    Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval, MessageChannel })
    Object.assign(globalThis, { CompressionStream, DecompressionStream })
    performance.now = readTime
  }
}

/** A message to oneself arrives with the next turn. */
class NextTurn {
  readonly port1 = { onmessage: () => {}, close: () => {} }
  readonly port2 = { postMessage: () => void timers.setImmediate(() => this.port1.onmessage()) }
}

/** A stream that packs or unpacks everything at its end, at once. */
function wholeStream(by: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>>) {
  return class extends TransformStream<Uint8Array, Uint8Array> {
    constructor(format: string) {
      const parts: Uint8Array[] = []
      super({
        transform: (part) => void parts.push(part.slice()),
        flush(controller) {
          const made = by[format]?.(Buffer.concat(parts))
          if (made) controller.enqueue(new Uint8Array(made))
        },
      })
    }
  }
}
