/**
 * @module server
 * The hall server: it keeps, it passes on, and it decides nothing about tickets. HTTP routes, event store, papers,
 * pairing, the server's own journal and static files. What an event means belongs to the domain.
 *
 * This file is what every storage engine offers. An engine keeps three promises: what `append` has answered is on disk;
 * seqs have no gaps and follow commit order; `(hall, journal, n)` is stored once, or twice where its head came first.
 */
import type { Place } from '#domain/kind.ts'
import type { JournalHead, LineName } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import type { Papers } from './papers.ts'

/** Who this hall and this store are. `server` is the epoch: a new store gets a new one. */
export interface Identity {
  readonly hall: string
  readonly server: string
  /** The server's own journal. */
  readonly journal: string
  /** Signing key of the server's own journal, PKCS#8 in base64. */
  readonly signingKey: string
}

/** A tablet that has had a token, with what the list of authority says of it. */
export interface PairedTablet {
  readonly id: string
  /** What it called itself where this server let it in; empty where a manager did: of those the log says it. */
  readonly name: string
  readonly place: Place
  /** Public signing key, SPKI in base64. */
  readonly key: string
  readonly lane: number
  /** vouched: the root key wants it in; the line that says so is on its way. */
  readonly status: 'paired' | 'vouched' | 'revoked'
}

/** What is known of a journal. After a declared hole the hash of its head is unknown: null. */
export interface JournalState {
  readonly journal: string
  readonly tablet: string
  readonly head: { readonly n: number; readonly hash: string | null }
  readonly holes: readonly Range[]
  /** Numbers of lines of which the head came alone, though nobody has redacted them: the rest may still come. */
  readonly bare: readonly number[]
}

/** Where a journal ends. */
export type JournalEnd = Pick<JournalState, 'journal' | 'head'>

/** Line numbers from … to, both included. */
interface Range {
  readonly from: number
  readonly to: number
}

/** A line number and why its body is kept away from every fold. */
export interface Quarantined {
  readonly n: number
  readonly code: string
}

/** A block of ticket numbers that one tablet alone may print. */
export interface Lease {
  readonly request: string
  readonly tablet: string
  readonly queue: string
  readonly day: string
  readonly from: number
  readonly to: number
}

/** Up to here numbers of a queue on a day may be on paper, as somebody has said, whoever may have given them. */
export interface NamedNumber {
  readonly queue: string
  readonly day: string
  readonly number: number
}

/** What lines change in the server's own books when they are stored, in the same transaction. */
export type Effect =
  | { readonly kind: 'opens-journal'; readonly tablet: string }
  | { readonly kind: 'moves-own-journal' }
  /** The store had no signing key, and this is the one by which the server signs from now on. */
  | { readonly kind: 'takes-key'; readonly signingKey: string }
  | {
      readonly kind: 'pairs-tablet'
      readonly tablet: PairedTablet
      readonly tokenHash: string
      /** Milliseconds since 1970. */
      readonly given: number
      readonly code: string | null
    }
  | { readonly kind: 'leases-numbers'; readonly lease: Lease }
  /** The epoch that was is over, and so is what else somebody has named. */
  | {
      readonly kind: 'opens-epoch'
      readonly epoch: string
      readonly closes: readonly string[]
      /** Milliseconds since 1970. */
      readonly at: number
      readonly gathers: Gathers
    }
  | ({ readonly kind: 'names-number' } & NamedNumber)

/** A start of the app on a tablet: which it is in which row of starts, and what tells it apart from all others. */
export interface Start {
  readonly row: string
  readonly number: number
  readonly id: string
}

/** How gathering what the store has lost ends: when all of it has come or a manager says so, or only when a manager says so. */
export type Gathers = 'by-itself' | 'until-told'

/** What events change in the books once they count. */
export type Consequence =
  | { readonly kind: 'changes-tablet'; readonly tablet: PairedTablet }
  /** The tablet that writes the journal `by` has lost these lines of one of its own. */
  | { readonly kind: 'declares-hole'; readonly journal: string; readonly by: string; readonly range: Range }
  | { readonly kind: 'redacts-line'; readonly line: LineName }
  | { readonly kind: 'shreds-papers'; readonly papers: readonly string[] }
  | { readonly kind: 'ends-gathering'; readonly epoch: string }
  | ({ readonly kind: 'names-number' } & NamedNumber)

/** Consecutive lines of one journal that are stored together. */
export interface Run {
  /** The journal's name in the hall; for a branch `j_9f3c21a7b0d84e55~0a1b2c3d`. */
  readonly journal: string
  readonly from: number
  readonly lines: readonly string[]
  /** The kind of each line, so that reading needs no parsing. */
  readonly kinds: readonly string[]
  /** Papers that the lines name. */
  readonly papers: readonly string[]
  readonly quarantined: readonly Quarantined[]
  /** Lines a fresh tablet needs whatever the day, and lines that close a day. */
  readonly marks: readonly { readonly n: number; readonly mark: Mark }[]
  /** The tablet's signature over the head that its push reached, base64. */
  readonly signature: string
  /** The head moves from `before` to `after` or the run is not stored; null: the lines fill a hole, or complete. */
  readonly head: { readonly before: JournalState['head']; readonly after: JournalHead } | null
  /** Whole lines of which the heads alone are here. They get seqs of their own, for everybody who is past the heads. */
  readonly completes?: boolean
  /** Nobody can say when it first came: its lines were elsewhere before, and this server's clock is believed by nobody yet. */
  readonly isUndated?: boolean
  readonly effects: readonly Effect[]
}

/**
 * `lasting`: settings, staff, tablets, the hall key and what was shredded. `day-…`: how a closed day treated its open
 * tickets. `open/c_…`: about a case that no day closes, until a line marked `settled/c_…`.
 */
export type Mark = 'lasting' | 'day-void' | 'day-carried' | `open/${string}` | `settled/${string}`

/** A run as stored. */
export interface StoredRun {
  readonly firstSeq: number
  readonly lastSeq: number
  readonly journal: string
  readonly from: number
  /** The server's time of admission, ISO 8601; where nobody can say it, when the last of it was written. */
  readonly received: string
  readonly kinds: readonly string[]
  readonly quarantined: readonly Quarantined[]
  /** Frozen lines; a redacted one is its head alone. */
  readonly lines: readonly string[]
  /** Numbers of lines of which the disk has other bytes than were stored: they are nobody's. */
  readonly damaged: readonly number[]
}

/** What became of a run: its first seq, or nothing because another process has moved the journal. */
export type Appended = { readonly status: 'stored'; readonly firstSeq: number } | { readonly status: 'head-moved' }

/** A pairing code, hashed. Spent once; the same tablet key may repeat its call while the code lasts. */
interface PairingCode {
  readonly hash: string
  readonly place: Place
  readonly name: string
  /** Milliseconds since 1970. */
  readonly expires: number
  readonly usedBy: string | null
}

/** Where a tablet's cursor was when it was last heard. */
/** How far its tablet says that a journal reaches. */
export interface Claim {
  readonly journal: string
  readonly n: number
}

export interface Cursor {
  readonly tablet: string
  readonly seq: number
  /** Milliseconds since 1970. */
  readonly heard: number
}

/**
 * What a store found damaged when it was opened: pages; its log, and with it something that was answered; or the end of
 * its log alone, which nobody may have been answered.
 */
export type StoreDamage = 'pages' | 'log' | 'log-end'

/** Where a history ends: its last seq, what it comes to there, and when that was received. */
export interface HistoryEnd {
  readonly seq: number
  readonly tip: string
  readonly at: string
}

/** What is in a copy of a store. */
export interface CopiedStore {
  readonly hall: string
  readonly epoch: string
  /** Where its history ends, what it comes to there (hex), and when that was received (ISO 8601; null: it is empty). */
  readonly seq: number
  readonly tip: string
  readonly at: string | null
  /** Of the tables: an older hall server does not read a newer one. */
  readonly version: number
  readonly redactions: number
  /** How many lines of each journal there are. */
  readonly journals: Readonly<Record<string, number>>
}

/** What every engine offers. */
export interface EventStore {
  /** What was damaged when it was opened: it may have less than it had. */
  readonly damage: StoreDamage | null
  /** Null until `found` has been called on a new store. A copy has no signing key: it is empty. */
  identity(): Promise<Identity | null>
  /** `lane`: the highest that was given before this store was, if the hall is older than it. */
  found(identity: Identity, before?: { readonly lane: number }): Promise<void>

  /** Stores the runs in one transaction; a promise that resolves means they are on disk. */
  append(runs: readonly Run[], received: string): Promise<readonly Appended[]>
  /** Changes the books in one transaction. What is carried out twice is carried out once. */
  carryOut(consequences: readonly Consequence[]): Promise<void>
  head(): Promise<number>
  /** What the history came to behind a seq (hex); null beyond the head. */
  tipAt(seq: number): Promise<string | null>
  /** Epochs of this store that are over, and the highest lane that was given when the last of them ended. */
  closedEpochs(): Promise<{ readonly epochs: ReadonlySet<string>; readonly lane: number }>
  /** When the epoch that is now began (ms since 1970); null: it is the first. */
  epochBegun(): Promise<number | null>
  /**
   * A tablet has started: keeps the highest number of each row of its starts. Answers whether this one is not above that of
   * another start.
   */
  hearStart(tablet: string, start: Start): Promise<boolean>
  /** Whether what the store has lost is still coming back, and how that ends; null: it is over. */
  gathers(): Promise<Gathers | null>
  /** When the newest event was received of which that can be said, or null where there is none. */
  newestReceived(): Promise<string | null>
  /** Runs that reach beyond `after`, in seq order, about `maxBytes` of them but at least one. The first may begin at or before `after`. */
  read(after: number, maxBytes: number): Promise<readonly StoredRun[]>
  /** Calls back after each commit, before it is answered, with where the history ends. The answer stops it. */
  follow(listener: (end: HistoryEnd) => void): () => void

  journal(name: string): Promise<JournalState | null>
  /** The heads of the journals that have moved after this seq, as their tablets signed them. */
  signedHeads(after: number): Promise<readonly SignedHead[]>
  /** How many journals of a tablet, branches included, have got lines later than this (ISO 8601). */
  journalsSince(tablet: string, received: string): Promise<number>
  /** Where journals of a tablet end, the one that moved last first. `most`: no more than so many of them. */
  journalsOf(tablet: string, most?: number): Promise<readonly JournalEnd[]>
  /** The stored line, whole if it ever came whole, or null if it never came or is damaged. */
  line(journal: string, n: number): Promise<string | null>
  /** Seqs of marked lines behind `after`, ascending. */
  marked(marks: readonly Mark[], after?: number): Promise<readonly { readonly seq: number; readonly mark: Mark }[]>
  /** Seqs up to `since` of lines about what was not settled at `head`, ascending. */
  unsettled(range: { readonly since: number; readonly head: number }): Promise<readonly number[]>
  /** Lines found damaged that have not come again, by journal. */
  damaged(): Promise<readonly { readonly journal: string; readonly n: number }[]>
  /** How many lines were ever found damaged. */
  damages(): Promise<number>
  quarantine(): Promise<readonly { readonly seq: number; readonly code: string }[]>
  /** How many lines have been redacted; changes when stored bytes do. */
  redactions(): Promise<number>

  tablets(): Promise<readonly PairedTablet[]>
  /** Whose token this is and when it was given (ms since 1970). The next one is good as well. */
  tabletByToken(tokenHash: string): Promise<{
    readonly tablet: PairedTablet
    readonly given: number
    readonly isNext: boolean
  } | null>
  /** Gives a tablet its next token; one that was given before and never used is good no longer. */
  giveNextToken(tablet: string, next: { readonly tokenHash: string; readonly given: number }): Promise<void>
  /** The tablet has used its next token: the one before is good no longer. */
  confirmToken(tokenHash: string): Promise<void>

  saveCode(code: PairingCode): Promise<void>
  code(hash: string): Promise<PairingCode | null>

  lease(tablet: string, request: string): Promise<Lease | null>
  /** How many numbers of a queue on a day a tablet has been given. */
  leasedTo(tablet: string, queue: string, day: string): Promise<number>
  /** The highest number leased of a queue on a day, or printed as far as anybody has named it; 0 before the first. */
  lastNumber(queue: string, day: string): Promise<number>

  /** How long (ms) servers of this store had run when it was last saved. */
  running(): Promise<number>
  saveRunning(ms: number): Promise<void>
  /** Acts that cannot be taken back and are not carried out yet, with how long servers had run when each began to count. */
  pending(): Promise<ReadonlyMap<string, number>>
  /** Null: it is carried out, or counts no more. */
  savePending(act: string, since: number | null): Promise<void>

  /** In idle time: what has been written goes from where a damaged byte costs all behind it to where it costs itself. */
  settle(): Promise<void>
  /**
   * Copies everything but papers into a file, while writing goes on, and leaves out what only this machine may have: the
   * server's key, tokens and codes. The file lies on the disk of the store. One at a time.
   */
  copyTo(file: string): Promise<CopiedStore>
  saveCursors(cursors: readonly Cursor[]): Promise<void>
  cursors(): Promise<readonly Cursor[]>
  /** What is said of a journal that the store does not have is forgotten: nobody can miss a line of it. */
  saveClaims(claims: readonly Claim[]): Promise<void>
  /** The claims of which not everything has come. */
  claims(): Promise<readonly Claim[]>

  readonly papers: Papers
  close(): Promise<void>
}

/** Another process already works on this store. */
export class StoreInUse extends Error {
  constructor(where: string) {
    super(
      `${where} 里的数据已经有一个服务器在用。先停下它，或换一个文件夹。/ Another hall server is already running on the store in ${where}. Stop it first, or choose another folder.`,
    )
    this.name = 'StoreInUse'
  }
}
