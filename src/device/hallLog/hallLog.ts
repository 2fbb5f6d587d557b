/**
 * @module device/hallLog
 * The log of the hall on this tablet: a command is decided, its lines are saved, lines of others come in, all of them
 * are folded and shown. What is performed, what it prints from, own lines, received lines, how they join the hall, what is
 * shown and the other tabs are a file each; `openHallLog` puts them together.
 */

import type { LineId, Range } from '#device/journal/heldLines.ts'
import type { SetAside } from '#device/store/database.ts'
import type { Facts } from '#domain/command.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { Slice } from '#domain/slice.ts'
import type { HallCommand, HallEvent, Refusal } from '#domain/whole.ts'
import type { Carriable } from '#log/carriedRuns.ts'
import type { LogEvent } from '#log/event.ts'
import type { JournalHead, Line } from '#log/lines.ts'
import type { SignedText } from '#log/signed.ts'
import type { SignedHead } from '#log/signedHead.ts'
import type { Carried } from './carriedLines.ts'
import type { Wanted } from './carrying.ts'
import type { LookOver } from './lookingOver.ts'
import type { OwnHole } from './ownHoles.ts'
import type { TextLine } from './readTextLines.ts'
import type { Admitted } from './sortRun.ts'
import type { LineRange } from './vouching.ts'

/** What performing a command gave: the events as they were saved on this tablet, or the refusal. */
export type Performed =
  | { readonly ok: true; readonly events: readonly HallEvent[] }
  | { readonly ok: false; readonly why: Refusal | LogRefusal; readonly facts: Facts }

/** Refusals of the log itself. */
export type LogRefusal =
  | 'line-too-long'
  | 'disk-is-full'
  | 'disk-failed'
  | 'own-mistake'
  | 'not-paired'
  | 'no-pen'
  | 'lock-refused'
  | 'not-your-place'
  | 'tablet-is-revoked'
  | 'looks-personal'

/** What changed with a batch: the hall before and after, and the events that came in. */
export interface HallChange {
  readonly hall: OpenHall
  readonly before: OpenHall
  readonly events: readonly HallEvent[]
  /** Own: performed on this tablet; live: just happened elsewhere; history: catching up after a gap or at start. */
  readonly origin: 'own' | 'live' | 'history'
}

/** How a command is asked for. */
export interface Asked {
  /** Whoever wrote it says that what looks like somebody's number is nobody's. */
  readonly harmless?: boolean
}

/** What a screen needs of the log. */
export interface HallLog {
  /** The hall now, with all that is open. Replaced, never changed. */
  readonly hall: OpenHall
  /** Takes slices from the shelf; answers when the hall has them. Nothing else waits for it. */
  open(...slices: readonly Slice[]): Promise<void>
  /** Opens what the command needs, decides, flushes to this tablet's disk, folds, shows. Waits neither for the network nor for the database, which follows. */
  perform<Ask>(command: HallCommand<Ask>, ask: Ask, how?: Asked): Promise<Performed>
  /**
   * The whole record of an incident or a drill, however long ago it was: from the hall, or from this tablet's disk when
   * only its outline is left there. Null when it is not on this tablet.
   */
  recordOf(incident: string): Promise<Incident | null>
  /** The newest lines on this tablet that people wrote in words of their own, those included that were taken out. */
  textLines(): Promise<readonly TextLine[]>
  /** Called after each batch; the answer stops it. */
  onChange(listener: (change: HallChange) => void): () => void
}

/** Which tab writes: this one, another; none: the disk fails, it is full, the browser gives no lock. */
export type PenAt = 'this-tab' | 'another-tab' | 'none' | 'no-room' | 'refused'

/** What sync needs of the log. */
export interface SyncedLog extends HallLog {
  /** This tablet's journal and its end. */
  readonly journal: string
  readonly head: JournalHead
  /** The journal whose lines need not be sent back because every one of them is here; null after a rebuild that lost some. */
  readonly mine: string | null
  /**
   * Everything of the open or an older own journal that the server has not kept, oldest first, one journal a batch.
   * Journals in `except` are passed over: the server refused them and a person has to look; they stay unsent.
   * `travels`: what goes behind these of the same journal, once they are kept.
   */
  unsent(
    limit: { lines: number; bytes: number },
    except: ReadonlySet<string>,
    travels?: Outgoing,
  ): Promise<Outgoing | null>
  /** Only this takes lines out of the outbox (rule 1): the server holds this journal up to `n`, on disk. */
  kept(journal: string, n: number): Promise<void>
  /** The server admitted these lines but will never fold them; neither do we. */
  quarantined(journal: string, notes: readonly { readonly n: number; readonly code: string }[]): Promise<void>
  /** A line this tablet wrote, as it lies on the disk; null when it did not. */
  ownLine(journal: string, n: number): Promise<Line | null>
  /** How many own lines the server does not have, and the stamp time (ms) of the oldest. */
  readonly backlog: { readonly count: number; readonly oldest: number | null }
  /** Highest seq up to which everything is stored here, per server epoch. */
  readonly cursor: { readonly server: string | null; readonly seq: number }
  /** Highest seq up to which everything is in the hall that is shown, with the signatures that were to be looked at. */
  readonly joined: number
  /** Stores a contiguous run of admitted events and moves the cursor in one transaction, then folds. */
  receive(batch: readonly Admitted[], origin: 'live' | 'history'): Promise<void>
  /** Nothing has been received here yet: the server's head start is worth asking for before the history. */
  readonly isFresh: boolean
  /** Stores and folds events from ahead of the cursor, which stays: they come again with the history and count once. */
  receiveAhead(batch: readonly Admitted[]): Promise<void>
  /**
   * Stores and folds lines that another tablet carried here, whole or not at all. They are not this tablet's own: their
   * own tablet still sends them. What is here already changes nothing. Throws `Contradiction` when other lines are held
   * under their names; what the hall server sends later counts in any case.
   */
  carryIn(lines: readonly Carried[]): Promise<void>
  /** Journals, under the names of their own lines, of which lines were carried here that no hall server has sent. */
  carriedHere(): ReadonlySet<string>
  /** All lines held here, own and received, with which of them are wanted, and what their tablets have signed of them. */
  carryOut(wants: Wanted): Promise<ToCarry>
  /** What tablets have signed of their journals, as far as it is kept here. */
  signedHeads(): Promise<readonly SignedHead[]>
  /** The hall server lives, and passes on what tablets have signed of their journals since its last sign of life. */
  beat(heads: readonly SignedHead[]): void
  /** Lines that the hall server brought long ago in the name of tablets that have not signed them. */
  readonly unvouched: readonly LineRange[]
  /** Heads of journals with the signatures of their tablets, to be kept for whoever doubts this tablet. */
  noteHeads(heads: readonly SignedHead[]): void
  /** Their tablets have not signed these. */
  dropHeads(heads: readonly SignedHead[]): Promise<void>
  /** Lines that count for nobody here: the server quarantined them, or sent other bytes than this tablet holds. */
  readonly setAside: readonly SetAside[]
  /** Lines of others that count and lie far ahead of the time that is now: clocks were wrong, the hall server's with them. */
  ahead(): readonly LogEvent[]
  /** A new server epoch: everything counts as unsent until it is kept again; the cursor starts at 0. */
  startEpoch(server: string): Promise<void>
  /** The server lacks lines of an own journal that it had kept, or holds others in their place: they count as unsent. */
  unkeep(journal: string, from: number): Promise<void>
  /**
   * The server keeps an own journal from line `from` on under the name of a branch, because another device's lines were
   * there first: so does this tablet, like everybody else, and receives those others anew.
   */
  branchOff(journal: string, branch: { readonly from: number; readonly name: string }): Promise<void>
  /** Own lines that were lost here and that the server is not known to have. */
  readonly holes: readonly OwnHole[]
  /**
   * Says in a journal without holes which lines of an own one are lost, unless the hall has heard so; answers the line
   * that says it, or null while nothing can be saved.
   */
  declareLost(lost: Pick<OwnHole, 'journal' | 'from' | 'to'>): Promise<LineId | null>
  /** Whether the server holds this own line, on disk. */
  isKept(line: LineId): boolean
  /** Which of these lines are not held here, own or received. */
  lacks(journal: string, range: Range): readonly Range[]
  /** Closes this journal and goes on in a new one (fork, 422, foreign lines behind our head, a copy of this tablet). */
  openNewJournal(why: 'fork' | 'refused' | 'server-has-more' | 'copied'): Promise<void>
  /**
   * The time is known: says where own lines belong that were written while the clock ran far ahead. `isTold`: the hall server
   * has refused one for it, which may be of a kind that is not open here.
   */
  settleStamps(isTold?: boolean): Promise<void>
  /** Copies to the journal's disk what a start without a database needs; nothing that anybody waits for. */
  copyAside(): Promise<void>
  /** Signs the ends of own journals that no hall server has, behind the taps: nobody waits for it. */
  signEnds(sign: (text: SignedText) => Promise<string>): Promise<void>
  /** Lines of tickets of days closed long ago leave, up to the line of each journal that is safe elsewhere; answers how many. */
  letLinesGo(safe: Readonly<Record<string, number>>): Promise<number>
  /** The slow round: looks at what lies behind a place, and has again what is damaged. Null: it begins, or has come to its end. */
  lookOver: LookOver
  /** The hall as it was when everything up to `seq` and nothing else was known: for shares of silent counters. */
  hallAsOf(seq: number): OpenHall
  /** Which tab writes; another hands its commands over. Only the one that writes syncs. */
  readonly pen: PenAt
  /** Called when another tab has the pen; the answer stops it. */
  onPen(listener: () => void): () => void
  /** The database was rebuilt from the journal at this start. */
  readonly rebuilt: boolean
  /** Lets the pen and the database go. Everything performed before is saved. */
  close(): Promise<void>
}

/** What may be carried. */
export interface ToCarry {
  readonly lines: readonly Carriable[]
  readonly heads: readonly SignedHead[]
}

/** A run of lines to push. */
export interface Outgoing {
  readonly journal: string
  /** The journal's name at the hall server: another one for the lines of a branch. */
  readonly name: string
  readonly from: number
  readonly lines: readonly Line[]
  /** The head after the last of these lines; what the signature covers. */
  readonly head: JournalHead
}
