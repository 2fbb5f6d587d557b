import type { LogEvent } from '#log/event.ts'
import type { Mark } from '../incidents/mark.ts'
import type { BACKUPS } from './backupEvents.ts'
import type { HANDED_OVER } from './events.ts'

export type BackupKind = (typeof BACKUPS)[number]
export type Item = (typeof HANDED_OVER)[number]

/** Equipment or a place that business can move to. */
export interface Backup {
  readonly id: string
  readonly backup: BackupKind
  readonly name: string
  readonly where: string
  readonly keeper: string
  readonly phone: string
  /** When it was listed first, ms since 1970. */
  readonly listedAt: number
  readonly dropped: boolean
  /** The newest readiness test; null: never tested. */
  readonly test: (Mark & { readonly passed: boolean; readonly note: string }) | null
}

/** How business moves in an incident or a drill. */
export interface Move {
  readonly backup: string
  readonly began: Mark
  readonly items: ReadonlyMap<Item, Mark>
  /** The newest trial. */
  readonly trial: (Mark & { readonly passed: boolean }) | null
  readonly resumed: Mark | null
}

/** Backups by id, and moves by incident. */
export interface Continuity {
  readonly backups: ReadonlyMap<string, Backup>
  readonly moves: ReadonlyMap<string, Move>
}

export const noContinuity: Continuity = { backups: new Map(), moves: new Map() }

/** Backup equipment and places, and how business moved to them. */
export interface ContinuityPart {
  readonly continuity: Continuity
  /** What was done about a move whose incident is declared, or that begins, later in the order of the log, oldest first. */
  readonly earlyMoves: readonly LogEvent[]
}
