import { pause } from '#device/basics/pause.ts'
import { createQueue } from '#device/basics/queue.ts'
import { verifySignature } from '#device/basics/signatures.ts'
import { type Entry, nameOfEntry } from '#device/store/segments.ts'
import type { Newest } from '#device/store/soundRows.ts'
import type { LogEvent } from '#log/event.ts'
import { hashOfLine, headText, keptEvent, type Line } from '#log/lines.ts'
import { proofIn } from '#log/proofs.ts'
import { type SignedHead, signedHead } from '#log/signedHead.ts'
import { OTHER_BYTES } from './badRun.ts'

/** Lines of a journal, by number. */
export interface LineRange {
  readonly journal: string
  readonly from: number
  readonly to: number
}

/**
 * Whether the tablets wrote what the hall server says they wrote. A line that needs nobody's signature is shown before
 * anything of it is checked; in idle time the chain of each journal is followed up to the head that its tablet has signed.
 */
export interface Vouching {
  /** Lines have come from the hall server, in its order. */
  came(entries: readonly Entry[]): Promise<void>
  /** Something came that is no line, twice, and was passed over: it is to be had once more, as it may have been altered on the way. */
  passedOver(): Promise<void>
  /** The hall server lives, and says what tablets have signed since. */
  beat(heads: readonly SignedHead[]): Promise<void>
  /** Lines of these journals have gone from here: what has come of them means nothing for those that come in their place. */
  gone(journals: readonly string[]): Promise<void>
  /** Lines that came many heartbeats ago and that nobody has signed since. */
  readonly overdue: readonly LineRange[]
}

/** Lines that follow each other, up to the newest; a line that was left out begins another stretch. */
interface Stretch {
  /** The first that nobody has vouched for. */
  from: number
  last: number
  /** Hashes of the newest lines: heads are signed at the end of a push. */
  readonly hashes: Map<number, string>
  /** Lines that do not follow the one before them: what is below is not what the tablet wrote, or this one is not. */
  breaks: number[]
  /**
   * Lines that the list of authority judges by who signed them, and the one that the journal is named by: they are not set
   * aside with others.
   */
  readonly proven: Set<number>
  /** At which heartbeat the first unvouched line was here. */
  since: number
  /** Up to which number lines lay here before this start. */
  recalled: number
}

/** Lines looked at between two pauses. */
const PORTION = 100
/** Heads are signed at the end of pushes, and a push has at most this many lines. */
const KEPT_HASHES = 1_000
/** Lines that a tablet did not write, and when they are asked for once more. */
interface Wrong {
  readonly from: number
  /** At which heartbeat; null: they have been. */
  readonly at: number | null
  /** How often they came wrong. */
  readonly times: number
}

/** So many heartbeats, 1 to 4 s apart, are patience enough: a head comes with the first one. */
const OVERDUE_BEATS = 3
const PREV = /"prev":"([0-9a-f]{64})"/

/**
 * Makes it. `keyOf`: the key that the name of a journal comes from; `needsSomebody`: whether an event counts only with the
 * signature of somebody entitled; `recall`: what an earlier start has left, for a head may come only now that tells of lines
 * that came then; `onForged`: a tablet has signed other lines under these numbers; `haveAgain`: from this one on they are to
 * be had once more, or whatever was passed over, for whoever altered them may be gone from the way. It is asked for after a
 * heartbeat, and after twice as many each time that they come wrong again.
 */
export function createVouching(of: {
  readonly keyOf: (journal: string) => string | null
  readonly needsSomebody: (event: LogEvent) => boolean
  readonly recall: () => Promise<Newest>
  readonly onForged: (journal: string, numbers: readonly number[]) => Promise<void>
  readonly haveAgain: (journal: string | null, from: number) => Promise<void>
}): Vouching {
  const inTurn = createQueue()
  const stretches = new Map<string, Stretch>()
  /** A heartbeat overtakes the lines before it, and what names their key: the newest head of each journal that is to come. */
  const early = new Map<string, SignedHead>()
  /** By journal; null: what was passed over. */
  const wrongs = new Map<string | null, Wrong>()
  let beats = 0
  let hasRecalled = false

  /** Whether a person vouches for a line: where nobody has to, any key may stand on it. */
  function isJudged(line: Line): boolean {
    const event = proofIn(line) === null ? null : keptEvent(line)
    return event !== null && of.needsSomebody(event)
  }

  function follow(journal: string, n: number, line: Line): void {
    const prev = PREV.exec(headText(line))?.[1]
    let stretch = stretches.get(journal)
    // Older than what is known, or the rest of a head: its own head vouches for it, or none does.
    if (stretch && n <= stretch.last) {
      // It was recalled, and has only just come.
      if (hasRecalled && n <= stretch.recalled) Object.assign(stretch, { recalled: n - 1, since: beats })
      return
    }
    if (stretch?.last !== n - 1) {
      stretch = { from: n, last: n - 1, hashes: new Map(), breaks: [], proven: new Set(), since: beats, recalled: 0 }
      stretches.set(journal, stretch)
    } else if (stretch.hashes.get(n - 1) !== prev) stretch.breaks.push(n)
    if (Math.max(stretch.from - 1, stretch.recalled) >= stretch.last) stretch.since = beats
    stretch.last = n
    if (!hasRecalled) stretch.recalled = n
    stretch.hashes.set(n, hashOfLine(line))
    if (n === 1 || isJudged(line)) stretch.proven.add(n)
    if (stretch.hashes.size > KEPT_HASHES) stretch.hashes.delete(n - KEPT_HASHES)
  }

  function isWrong(journal: string | null, from: number): void {
    const { times, ...before } = wrongs.get(journal) ?? { from, at: null, times: 0 }
    const first = before.at === null ? from : Math.min(from, before.from)
    wrongs.set(journal, {
      from: first,
      at: before.at ?? beats + 2 ** times,
      times: before.at === null ? times + 1 : times,
    })
  }

  async function vouch(head: SignedHead): Promise<void> {
    const { journal, n } = head
    const stretch = stretches.get(journal)
    const key = of.keyOf(journal)
    if (!stretch || n > stretch.last || key === null) {
      early.set(journal, head)
      return
    }
    const hash = stretch.hashes.get(n)
    if (hash === undefined || n < stretch.from) return
    if (!(await verifySignature(key, signedHead(journal, head), head.signature))) return
    const broken = stretch.breaks.filter((at) => at <= n)
    const sound = hash === head.hash ? Math.max(stretch.from, ...broken) : n + 1
    if (stretch.from < sound) isWrong(journal, stretch.from)
    else if (wrongs.get(journal)?.at === null) wrongs.delete(journal)
    const forged: number[] = []
    for (let at = stretch.from; at < sound; at++) if (!stretch.proven.has(at)) forged.push(at)
    stretch.from = n + 1
    stretch.since = beats
    stretch.breaks = stretch.breaks.filter((at) => at > n)
    stretch.hashes.set(n, head.hash)
    for (const at of stretch.proven) if (at <= n) stretch.proven.delete(at)
    if (forged.length > 0) await of.onForged(journal, forged)
  }

  async function followAll(entries: readonly Entry[]): Promise<void> {
    for (const [i, entry] of entries.entries()) {
      if (i % PORTION === PORTION - 1) await pause()
      // What came under the name of another line is not what is shown.
      if (!('line' in entry) || entry.quarantined === OTHER_BYTES) continue
      const { journal, n } = nameOfEntry(entry)
      follow(journal, n, entry.line)
    }
  }

  async function recallOnce(): Promise<void> {
    if (hasRecalled) return
    const { entries, heads } = await of.recall()
    await followAll(entries)
    hasRecalled = true
    for (const head of heads) if (stretches.get(head.journal)?.hashes.has(head.n)) await vouch(head)
  }

  return {
    came: (entries) =>
      inTurn(async () => {
        await recallOnce()
        await followAll(entries)
        for (const [journal, head] of early) {
          if ((stretches.get(journal)?.last ?? 0) < head.n) continue
          early.delete(journal)
          await vouch(head)
        }
      }),

    passedOver: () => inTurn(async () => isWrong(null, 0)),

    beat: (heads) =>
      inTurn(async () => {
        beats += 1
        await recallOnce()
        for (const head of heads) await vouch(head)
        for (const [journal, wrong] of wrongs) {
          if (wrong.at === null || wrong.at > beats) continue
          wrongs.set(journal, { ...wrong, at: null })
          if (journal !== null) stretches.delete(journal)
          await of.haveAgain(journal, wrong.from)
        }
      }),

    gone: (journals) =>
      inTurn(async () => {
        for (const journal of journals) stretches.delete(journal)
      }),

    get overdue() {
      return [...stretches].flatMap(([journal, { last, since, ...stretch }]) => {
        // What lay here before was named then.
        const from = Math.max(stretch.from, stretch.recalled + 1)
        return from <= last && beats - since > OVERDUE_BEATS ? [{ journal, from, to: last }] : []
      })
    },
  }
}
