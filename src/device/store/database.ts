import { Dexie, type EntityTable, type Table } from 'dexie'
import { OldRecords } from '#device/basics/faults.ts'
import type { Branch } from '#device/journal/branches.ts'
import type { HeldLines, LineId } from '#device/journal/heldLines.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { Position } from '#log/event.ts'
import type { LineName } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import type { Packed } from './segments.ts'

/** A run of own lines as one row: what one command wrote, or many of them in one compressed segment. */
export interface OwnRow {
  readonly journal: string
  readonly from: number
  readonly to: number
  /** Stamp of its last line. */
  readonly stamp: string
  /** The command that wrote it, if another tab may repeat it. */
  readonly command: string | null
  readonly lines: Packed
}

/** What arrived in one go, as one row; many small ones become one compressed segment. */
export interface ReceivedRow {
  readonly id?: number
  /** The server epoch whose seqs these are, or `BY_HAND`. */
  readonly server: string
  /** Highest stamp in it; rows below a snapshot's stamp need not be read. */
  readonly stamp: string
  readonly count: number
  readonly entries: Packed
}

/** Build, and position of the last event in it. */
export type SnapshotKey = [version: string, stamp: string, journal: string, n: number]

interface SnapshotRow extends Position {
  /** The build that folded it: another build folds afresh, so that kinds it has learnt count. */
  readonly version: string
  /** The slices that are folded in it, by name. */
  readonly slices: readonly string[]
  readonly hall: OpenHall
}

/** How far one server epoch has been received, and which foreign lines are held. */
export interface Cursor {
  readonly server: string | null
  readonly seq: number
  readonly held: HeldLines
}

/** What is known of an own journal besides its lines. */
export interface OwnJournalRow {
  readonly journal: string
  /** Own journals in the order they were opened: 1, 2 … */
  readonly order: number
  /** The server holds it up to this n, on disk. */
  readonly kept: number
  /** Every line from 1 on is held; false after a rebuild from a journal whose first segments had been let go. */
  readonly whole: boolean
  /** Under which other names the hall knows some of its lines; missing in rows of older builds. */
  readonly branches?: readonly Branch[]
}

type MetaRow =
  | { readonly key: 'term'; readonly term: number }
  | ({ readonly key: 'cursor' } & Cursor)
  | { readonly key: 'conflicts'; readonly lines: readonly SetAside[] }
  /** Of which received rows the lines that are needed no more have left their heads alone. */
  | { readonly key: 'left'; readonly rows: HeldLines }
  /** Lines that another tablet carried here and that no hall server has sent yet. */
  | { readonly key: 'carried'; readonly held: HeldLines }

/** In the place of a server epoch: another tablet carried these lines here, and they have no seq. */
export const BY_HAND = 'by-hand'

/**
 * A line that is kept and counts for nobody here, and why: `other-bytes` when the hall server sent other bytes than this
 * tablet holds, otherwise what the hall server said when it quarantined the line.
 */
export interface SetAside extends LineId {
  /** Missing in rows of older builds, which knew `other-bytes` only. */
  readonly code?: string
}

/** Where the database lives: a browser's own, or a stand-in under Node. */
export interface Database {
  readonly name: string
  /** The build of the app: snapshots of another build are not used. */
  readonly version: string
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof globalThis.IDBKeyRange
}

/** The tables of a tablet's database. */
export type Tables = Dexie & {
  own: Table<OwnRow, [string, number]>
  received: EntityTable<ReceivedRow & { id: number }, 'id'>
  snapshots: Table<SnapshotRow, SnapshotKey>
  journals: Table<OwnJournalRow, string>
  /** Lines that no fold may count: quarantined by the hall server, or redacted. */
  quarantined: Table<LineId & { readonly code: string }, [string, number]>
  /**
   * Lines that a manager has taken out, whether they have come or not: how long this tablet had run when that began to
   * count, and whether it is `done`, with no body of them left here.
   */
  redactions: Table<LineName & { readonly done: boolean; readonly since: number }, [string, number, string]>
  /** What tablets have signed of their journals, as the hall server passed it on. */
  heads: Table<SignedHead, [string, number]>
  meta: Table<MetaRow, string>
}

/** Makes the database; it is opened by whoever uses it. A transaction that answered survives a kill (durability strict). */
export function createDatabase({ name, indexedDB, IDBKeyRange }: Database): Tables {
  const db = new Dexie(name, {
    chromeTransactionDurability: 'strict',
    ...(indexedDB ? { indexedDB } : {}),
    ...(IDBKeyRange ? { IDBKeyRange } : {}),
  }) as Tables
  // Version 1 had lines of another shape; none of them was ever used in a hall.
  db.version(2)
    .stores({
      own: '[journal+from]',
      received: '++id, stamp',
      snapshots: '[version+stamp+journal+n]',
      journals: 'journal',
      quarantined: '[journal+n]',
      redactions: '[journal+n+hash]',
      meta: 'key',
    })
    .upgrade(() => {
      throw new OldRecords('the database of this tablet is of an early trial version')
    })
  db.version(3).stores({ heads: '[journal+n]' })
  return db
}
