import { createBackOff } from '#device/basics/backOff.ts'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import { createPump, type Pump } from '#device/basics/pump.ts'
import type { Outgoing, SyncedLog } from '#device/hallLog/hallLog.ts'
import { hashOfLine } from '#log/lines.ts'
import type { SignedText } from '#log/signed.ts'
import { signedHead } from '#log/signedHead.ts'
import type { HallServer } from './hallServer.ts'
import { judgePush, type PushVerdict } from './pushAnswer.ts'
import { type PushBody, packLines } from './pushBody.ts'

/** Lines that the hall server cannot take in: from line `n` of the journal on they stay on this tablet. */
export interface RefusedLines {
  readonly journal: string
  readonly n: number
  readonly code: string
}

/** Lines that are ready to be sent to the server of one epoch. */
interface Ready {
  readonly outgoing: Outgoing
  readonly signature: string
  readonly packed: PushBody | null
  readonly epoch: string | null
}

/** The most a push carries. Larger pieces hold up whoever reads and packs them, and bring nothing sooner. */
const MOST = { lines: 500, bytes: 2 * 1024 * 1024 }
/** Half of it again and again is never less than this; one line always goes. */
const LEAST_BYTES = 8 * 1024

/**
 * Makes the push pump: while the outbox is not empty and the server is heard, it sends the oldest lines, one journal at
 * a time, and takes out only what the server has kept. Every other answer leaves the outbox as it was.
 */
export function openPush(options: {
  readonly log: SyncedLog
  readonly server: HallServer
  readonly clock: Clock
  readonly chance: Chance
  readonly sign: (text: SignedText) => Promise<string>
  readonly connected: () => boolean
  readonly onKept: () => void
  /** The hall server takes nothing for now and says why, by a code; null: it has taken something again. */
  readonly onHeldOff: (code: string | null) => void
  readonly onRefused: (refused: readonly RefusedLines[]) => void
  readonly onLost: () => void
  /** Lines lie far ahead of the hall server's time. */
  readonly onAhead: () => void
  readonly onRevoked: () => void
  readonly onNewJournal: () => void
  readonly onFault: OnFault
}): Pump {
  const { log, server, connected } = options
  const backOff = createBackOff(options.chance)
  /** Lines that the hall server does not take, by journal and number. */
  const refused = new Map<string, RefusedLines>()
  /** Journals of which nothing more is taken. */
  const stopped = new Set<string>()
  /** Refused lines that were looked at on this tablet's own disk. */
  const lookedAt = new Set<string>()
  /** Journals of which lines are lost, and the line that says so: they wait until the hall server has heard it. */
  const declared = new Map<string, { readonly from: number; readonly line: Parameters<SyncedLog['isKept']>[0] }>()
  /** Journals of which lines are lost while nothing could be saved that says so. */
  const untold = new Set<string>()
  /** From where a journal was last offered in vain. */
  const offered = new Map<string, number>()
  /** Journals that wait until the server has heard in another one where their lines belong. */
  const ahead = new Set<string>()
  let limit = MOST
  /** What goes next, as soon as it is read, signed and packed. */
  let behind: Promise<Ready | null> | null = null
  /** The server asked for peace until a timer ends; not even a tap disturbs it. */
  let cancelPeace: (() => void) | null = null
  /** What a gap or a refusal says about the next push of a journal: where it starts, where it must end. */
  let narrow: { readonly journal: string; readonly from?: number; readonly before?: number } | null = null

  async function run(): Promise<number | null> {
    const following = behind
    behind = null
    if (!connected() || cancelPeace) return null
    const epoch = log.cursor.server
    const ready = (await following) ?? null
    if (ready?.epoch === epoch) return send(ready)
    forgetKept()
    const unsent = await log.unsent(limit, new Set([...stopped, ...untold, ...waiting(), ...ahead]))
    if (!unsent && ahead.size > 0) {
      ahead.clear()
      return backOff.next()
    }
    if (!unsent || stopped.has(unsent.journal)) return null
    const outgoing = narrowed(unsent)
    const signature = await options.sign(signedHead(outgoing.name, outgoing.head))
    return send({ outgoing, signature, packed: null, epoch })
  }

  async function send({ outgoing, signature, packed, epoch }: Ready): Promise<number | null> {
    const answer = server.push(outgoing, signature, packed)
    const next = log.backlog.count > outgoing.lines.length ? prepare(outgoing, epoch) : null
    const verdict = judgePush(await answer)
    // An acknowledgement counts only for the server that gave it.
    if (log.cursor.server !== epoch) return 0
    const wait = await settle(verdict, outgoing, epoch)
    // Any other answer may ask for other lines.
    if (verdict.kind === 'kept' && verdict.n === outgoing.head.n && stopped.size === 0 && wait === 0) behind = next
    return wait
  }

  /** While lines travel, those behind them are read, signed and packed. */
  async function prepare(travels: Outgoing, epoch: string | null): Promise<Ready | null> {
    try {
      const outgoing = await log.unsent(limit, new Set(), travels)
      // A hole, or another name of the journal, is met where nothing is under way.
      if (outgoing?.from !== travels.head.n + 1 || outgoing.name !== travels.name) return null
      const [signature, packed] = await Promise.all([
        options.sign(signedHead(outgoing.name, outgoing.head)),
        packLines(outgoing.lines),
      ])
      return { outgoing, signature, packed, epoch }
    } catch {
      // It is read again when it is its turn.
      return null
    }
  }

  /** Cuts what the log offers to what the server asked for. */
  function narrowed(unsent: Outgoing): Outgoing {
    if (narrow?.journal !== unsent.journal) return unsent
    const { from = unsent.from, before = unsent.from + unsent.lines.length } = narrow
    const lines = unsent.lines.slice(Math.max(0, from - unsent.from), Math.max(0, before - unsent.from))
    const last = lines.at(-1)
    if (last === undefined) return unsent
    const start = Math.max(from, unsent.from)
    return { ...unsent, from: start, lines, head: { n: start + lines.length - 1, hash: hashOfLine(last) } }
  }

  async function settle(verdict: PushVerdict, outgoing: Outgoing, epoch: string | null): Promise<number | null> {
    const { journal, from } = outgoing
    const last = from + outgoing.lines.length - 1
    switch (verdict.kind) {
      case 'kept': {
        if (verdict.server !== null && verdict.server !== epoch) return lost()
        if (verdict.quarantined.length > 0) await log.quarantined(journal, verdict.quarantined)
        if (verdict.n >= from) await log.kept(journal, Math.min(verdict.n, last))
        if (journal === log.journal && verdict.n > log.head.n) await goOn('server-has-more')
        options.onHeldOff(null)
        options.onKept()
        if (verdict.n < from) return backOff.next()
        narrow = null
        ahead.clear()
        offered.delete(journal)
        backOff.reset()
        limit = { lines: Math.min(limit.lines * 2, MOST.lines), bytes: Math.min(limit.bytes * 2, MOST.bytes) }
        return 0
      }
      case 'gap':
        if (verdict.expected > from && verdict.expected <= last) {
          narrow = { journal, from: verdict.expected }
          return 0
        }
        // The server no longer has lines it once kept, and they are offered anew; or this tablet lost them too.
        if (verdict.expected < from && offered.get(journal) !== from) {
          offered.set(journal, from)
          await log.unkeep(journal, verdict.expected)
          return 0
        }
        if (verdict.expected >= from) return backOff.next()
        await declareLost({ journal, from: verdict.expected, to: from - 1 })
        return 0
      case 'fork':
        if (verdict.branch !== null) {
          await log.branchOff(journal, { from: verdict.n, name: verdict.branch })
          await log.kept(journal, Math.min(verdict.kept, last))
          options.onKept()
          // The other lines under these numbers are to come in now.
          options.onNewJournal()
          return 0
        }
        // An earlier line differs: the server has to see where they part.
        if (offered.get(journal) === from) setAside({ journal, n: Math.max(1, verdict.n), code: 'fork' })
        offered.set(journal, from)
        if (journal === log.journal) await goOn('fork')
        await log.unkeep(journal, 1)
        return 0
      case 'refused':
        if (verdict.n !== null && verdict.n > from && verdict.n <= last) {
          // What lies before the broken line is sound.
          narrow = { journal, before: verdict.n }
          return 0
        }
        if (journal === log.journal) await goOn('refused')
        // Which line it is nobody says; or it is line 1, which says whose journal it is: without it none is taken.
        if (verdict.n !== from || from === 1) setAside({ journal, n: verdict.n ?? from, code: verdict.code })
        else await passOver({ journal, n: from, code: verdict.code })
        return 0
      case 'too-large':
        if (outgoing.lines.length === 1) return backOff.next()
        limit = { lines: Math.max(1, outgoing.lines.length >> 1), bytes: Math.max(LEAST_BYTES, limit.bytes >> 1) }
        return 0
      case 'clock':
        // The next hello brings the time; what this tablet then says of its lines goes before them.
        ahead.add(journal)
        options.onAhead()
        return 0
      case 'wait':
        options.onHeldOff(verdict.code)
        cancelPeace = options.clock.after(verdict.ms, () => {
          cancelPeace = null
          pump.poke()
        })
        return null
      case 'revoked':
        options.onRevoked()
        return null
      case 'unreachable':
        // A slow network may need smaller pieces.
        limit = { lines: Math.max(1, limit.lines >> 1), bytes: Math.max(LEAST_BYTES, limit.bytes >> 1) }
        return lost()
      case 'unauthorised':
      case 'not-our-server':
      case 'retry':
        return lost()
    }
  }

  /**
   * A line that is not taken costs itself. What is damaged here is had again first, as a start has it; if it is not taken
   * then either, it is said to be lost, and what lies behind it goes on.
   */
  async function passOver(line: RefusedLines): Promise<void> {
    const { journal, n } = line
    const name = `${journal}:${n}`
    if (!lookedAt.has(name)) {
      lookedAt.add(name)
      let at: Awaited<ReturnType<SyncedLog['lookOver']>> = ['own', journal, 0]
      do at = await log.lookOver(at)
      while (at?.[0] === 'own' && at[1] === journal && at[2] <= n)
      return
    }
    show(line)
    const before = declared.get(journal)
    if (before?.from !== n || !log.isKept(before.line)) return declareLost({ journal, from: n, to: n })
    // The hall has heard that it does not come.
    await log.kept(journal, n)
    options.onKept()
  }

  /** What nobody has any more is said in another journal; when the server has heard that, it takes what lies behind. */
  async function declareLost(lines: { journal: string; from: number; to: number }): Promise<void> {
    const { journal, from } = lines
    const before = declared.get(journal)
    // The server has heard it and takes what lies behind all the same not in.
    if (before?.from === from && log.isKept(before.line)) return setAside({ journal, n: from, code: 'gap' })
    const line = await log.declareLost(lines)
    if (!line) return void untold.add(journal)
    declared.set(journal, { from, line })
    options.onNewJournal()
  }

  const waiting = () => [...declared].flatMap(([journal, { line }]) => (log.isKept(line) ? [] : [journal]))

  function lost(): number {
    options.onLost()
    return backOff.next()
  }

  /** Lines that another tablet wrote, as which this one was known before, have reached the hall server under its signature. */
  function forgetKept(): void {
    const kept = [...refused].filter(([, line]) => line.code === 'not-your-journal' && log.isKept(line))
    for (const [name, { journal }] of kept) {
      refused.delete(name)
      stopped.delete(journal)
    }
    if (kept.length > 0) options.onRefused([...refused.values()])
  }

  /** Nothing more of this journal is sent before the next start. */
  function setAside(line: RefusedLines): void {
    stopped.add(line.journal)
    show(line)
  }

  function show(line: RefusedLines): void {
    refused.set(`${line.journal}:${line.n}`, line)
    options.onRefused([...refused.values()])
  }

  async function goOn(why: 'fork' | 'refused' | 'server-has-more'): Promise<void> {
    await log.openNewJournal(why)
    options.onNewJournal()
  }

  const pump = createPump(options.clock, run, options.onFault)
  const stop = log.onChange(({ origin }) => {
    if (origin !== 'own') return
    // Something could be saved, and it may be what the hall server takes in whatever a clock said.
    untold.clear()
    ahead.clear()
  })
  return {
    ...pump,
    async close() {
      stop()
      cancelPeace?.()
      await pump.close()
    },
  }
}
