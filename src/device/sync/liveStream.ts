import * as v from 'valibot'
import type { Clock } from '#device/basics/ports.ts'
import type { Admitted } from '#device/hallLog/sortRun.ts'
import { SignedHeadShape } from '#log/signedHead.ts'
import { Silent } from './hallServer.ts'

const Seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
/** The commonest first: the first that fits is taken. */
const Entry = v.union([
  v.object({
    seq: Seq,
    received: v.string(),
    line: v.string(),
    quarantined: v.optional(v.string()),
    journal: v.optional(v.string()),
  }),
  v.object({ seq: Seq, received: v.string(), yours: v.object({ journal: v.string(), n: Seq }) }),
  v.object({ seq: Seq, hidden: v.literal(true) }),
  v.object({ seq: Seq, lost: v.literal(true) }),
])
const Heartbeat = v.object({
  head: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  time: v.string(),
  server: v.optional(v.string()),
  silent: v.optional(v.array(Silent)),
  heads: v.optional(v.array(SignedHeadShape)),
})
/** A sign of life between events. */
export type Heartbeat = Readonly<v.InferOutput<typeof Heartbeat>>

/** Why a stream was left. Every one of them is answered by connecting again from the cursor. */
export type StreamEnd = 'ended' | 'gap' | 'not-understood' | 'silent' | 'stopped' | 'not-stored'

/** No byte for this long (ms): the connection is only half open. The server promises a heartbeat every 5 s. */
const WATCHDOG_MS = 15_000
/** A longer unfinished line (characters) is not one of ours: 64 KiB of event, escaped once more. */
const LONGEST_LINE = 512 * 1024
/** Entries handed on at once, so that a long history does not freeze the screen. */
const BATCH = 1_000

/**
 * Reads admitted events from a stream, checks that every seq is the last + 1, and hands on in one batch whatever has
 * arrived while the last batch was being stored. Until the first heartbeat it is history, from then on live.
 */
export async function readLiveStream(options: {
  body: ReadableStream<Uint8Array>
  /** The cursor: the first seq is one more. */
  after: number
  clock: Clock
  /** Stores a batch. What it throws ends the stream; nothing was skipped. */
  receive: (batch: readonly Admitted[], origin: 'live' | 'history') => Promise<void>
  /** False ends the stream: this is not the server we believed to hear. */
  onHeartbeat: (heartbeat: Heartbeat) => boolean
  /** Bytes have come. */
  onBytes: () => void
  /** For how long (ms) the first byte may be waited for. */
  patience: number
  stop: AbortSignal
  onFault: (fault: unknown) => void
}): Promise<StreamEnd> {
  const { body, clock, receive, onHeartbeat, stop } = options
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const waiting: { readonly entry: Admitted; readonly origin: 'live' | 'history' }[] = []
  let seen = options.after
  /** How far the last heartbeat said that there is something to bring. */
  let promised = 0
  let origin: 'live' | 'history' = 'history'
  let unfinished = ''
  let end: StreamEnd | null = null
  let storing: Promise<void> | null = null
  let unwatch = () => {}

  const leave = (why: StreamEnd) => {
    end ??= why
    // A reader that waits on a silent connection only comes back when it is cancelled.
    reader.cancel().catch(() => {})
  }
  const watch = (ms: number) => {
    unwatch()
    unwatch = clock.after(ms, () => leave('silent'))
  }
  const stopped = () => leave('stopped')
  stop.addEventListener('abort', stopped)
  if (stop.aborted) stopped()

  async function store(): Promise<void> {
    try {
      while (waiting.length > 0) {
        const { origin } = waiting[0]!
        const until = waiting.findIndex((each) => each.origin !== origin)
        const batch = waiting.splice(0, Math.min(until < 0 ? waiting.length : until, BATCH))
        await receive(
          batch.map(({ entry }) => entry),
          origin,
        )
      }
    } catch (fault) {
      waiting.length = 0
      options.onFault(fault)
      leave('not-stored')
    } finally {
      storing = null
    }
  }

  function take(text: string): void {
    const known = readEntry(text)
    if (!known) leave('not-understood')
    else if ('head' in known) {
      // Before a server says again that it lives, it has brought what it told of: this stream passes something over.
      if (seen < promised) leave('gap')
      else if (onHeartbeat(known)) origin = 'live'
      else leave('not-understood')
      promised = known.head
    } else if (known.seq !== seen + 1) leave('gap')
    else {
      seen = known.seq
      waiting.push({ entry: known, origin })
    }
  }

  watch(options.patience)
  try {
    while (!end) {
      const { done, value } = await reader.read()
      if (done) leave('ended')
      if (end || !value) break
      options.onBytes()
      const lines = (unfinished + decoder.decode(value, { stream: true })).split('\n')
      unfinished = lines.pop() ?? ''
      if (unfinished.length > LONGEST_LINE) leave('not-understood')
      for (const line of lines) if (line !== '' && !end) take(line)
      unwatch()
      if (waiting.length > 0) storing ??= store()
      // What arrives faster than it can be stored waits in the network, not in memory.
      if (waiting.length > BATCH) await storing
      if (!end) watch(WATCHDOG_MS)
    }
  } catch {
    leave(stop.aborted ? 'stopped' : 'ended')
  }
  unwatch()
  stop.removeEventListener('abort', stopped)
  await storing
  return end ?? 'ended'
}

/** Reads one line of a stream; null when it is none of ours. */
export function readEntry(text: string): Admitted | Heartbeat | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  if (isPlainLine(json)) return { seq: json.seq, received: json.received, line: json.line }
  const entry = v.safeParse(Entry, json)
  if (entry.success) return readAdmitted(entry.output)
  const heartbeat = v.safeParse(Heartbeat, json)
  return heartbeat.success ? heartbeat.output : null
}

/** What nearly all are: a thousand of them are looked at between two taps. */
function isPlainLine(
  json: unknown,
): json is { readonly seq: number; readonly received: string; readonly line: string } {
  if (typeof json !== 'object' || json === null || 'quarantined' in json || 'journal' in json) return false
  const { seq, received, line } = json as Readonly<Record<string, unknown>>
  return v.is(Seq, seq) && typeof received === 'string' && typeof line === 'string'
}

function readAdmitted(entry: v.InferOutput<typeof Entry>): Admitted {
  if (!('line' in entry)) return entry
  const { seq, received, line, journal, quarantined } = entry
  const branch = journal === undefined ? {} : { journal }
  return { seq, received, line, ...(quarantined === undefined ? {} : { quarantined }), ...branch }
}
