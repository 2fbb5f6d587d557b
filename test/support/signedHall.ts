/**
 * @module A founded hall as a tablet receives it: journals of its tablets with lines that people really signed.
 */
import type { Place } from '#domain/kind.ts'
import { journalName } from '#log/journalName.ts'
import { EMPTY_HEAD, hashOfLine, type JournalHead, type Line, writeLine } from '#log/lines.ts'
import { proofId, proofIn, signedAct, withProof } from '#log/proofs.ts'
import { createStampClock } from '#log/stamp.ts'
import { HALL, NINE } from './openLog.ts'
import { createHand, type Hand } from './signingTablet.ts'

/** Something that is written in a journal; `hand`: who signs it. */
interface Written {
  readonly kind: string
  readonly subject: string
  readonly body?: Record<string, unknown>
  readonly hand?: Hand
  readonly drill?: string
  /** What its tablet's clock says. */
  readonly at?: number
  readonly papers?: readonly string[]
}

/** A journal of a tablet of the hall, from its first line on. */
export interface HallBook {
  readonly journal: string
  readonly tablet: string
  readonly head: JournalHead
  write(said: Written): Line
  /** A copy of the tablet, which goes on by itself from here. */
  fork(): HallBook
}

/**
 * Founds a hall: `lines` is what has been said so far of who may do what. `keys`: public keys of tablets that really sign;
 * those of the others only look like keys.
 */
export function signedHall({ keys = {} }: { readonly keys?: Readonly<Record<string, string>> } = {}) {
  const root = createHand(null)
  const manager = createHand('s_0001')
  const lines: Line[] = []
  let heads: readonly string[] = []
  let salt = 0
  const keyOf = (tablet: string) => keys[tablet] ?? btoa(tablet.padEnd(60, '.'))

  function openBook(tablet: string, at = NINE): HallBook & { readonly opening: Line } {
    const key = keyOf(tablet)
    const nonce = `nonce-of-${tablet}`.padEnd(16, '0')
    const journal = journalName(key, nonce)
    const { write, ...book } = bookFrom({ journal, tablet, at, start: EMPTY_HEAD })
    return {
      ...book,
      write,
      get head() {
        return book.now()
      },
      opening: write({ kind: 'JournalOpened', subject: tablet, body: { tablet, key, nonce, lane: 3 } }),
    }
  }

  function bookFrom(of: { journal: string; tablet: string; at: number; start: JournalHead }) {
    const { journal, tablet, at } = of
    const clock = createStampClock(journal, null)
    let head = of.start
    function write({ kind, subject, body = {}, hand, drill, at: when = at, papers = [] }: Written): Line {
      const envelope = { hall: HALL, journal, n: head.n + 1, stamp: clock.next(when), prev: head.hash }
      const said = { kind, by: hand?.by ?? null, subject, drill: drill ?? null, body, papers: [...papers] }
      salt += 1
      const written = writeLine({ ...envelope, ...said }, new Uint8Array(16).fill(salt % 256))
      if (!written.ok) throw new Error(written.why)
      const line = hand ? withProof(written.line, hand.prove(signedAct(written.line))) : written.line
      head = { n: head.n + 1, hash: hashOfLine(line) }
      return line
    }
    return {
      journal,
      tablet,
      write,
      now: () => head,
      get head() {
        return head
      },
      fork: (): HallBook => bookFrom({ ...of, at: at + 1_000, start: head }),
    }
  }

  /** What is said of who may do what. */
  function say(book: HallBook, { body = {}, hand = manager, ...said }: Written): Line {
    const line = book.write({ ...said, hand, body: { ...body, after: [...heads] } })
    heads = [proofId(proofIn(line) ?? '')]
    lines.push(line)
    return line
  }

  const first = openBook('d_manager', NINE - 60_000)
  lines.push(first.opening)
  const tablet = { id: 'd_manager', key: keyOf('d_manager'), sealKey: keyOf('seal') }
  const person = { id: 's_0001', key: manager.publicKey, roles: ['manager'] }
  const founding = { root: root.publicKey, server: keyOf('server'), tablet, person }
  say(first, { kind: 'HallFounded', subject: HALL, hand: root, body: founding })

  return {
    root: root.publicKey,
    manager,
    /** The manager's journal. */
    first,
    lines,
    /** Who has to be named by whatever is said next of who may do what. */
    heads: () => heads,
    /** The hall server's own journal. */
    openServer: () => openBook('server'),
    say: (said: Written) => say(first, said),
    /** Lets a tablet in, and opens its journal. */
    admits(id: string, place: Place, at = NINE): HallBook & { readonly opening: Line } {
      const body = { place, key: keyOf(id), sealKey: null, box: null }
      say(first, { kind: 'TabletAdmitted', subject: id, body })
      const book = openBook(id, at)
      lines.push(book.opening)
      return book
    },
  }
}
