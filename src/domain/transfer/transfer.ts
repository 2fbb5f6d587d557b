import { stampTime } from '#log/stamp.ts'
import type { FoldOf, HallDraft } from '../hall.ts'
import { type Incident, incidentOf, type Mark, markOf, recording } from '../incidents/incidents.ts'
import type { BACKUPS, backupKinds, HANDED_OVER, transferKinds } from './events.ts'

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
export interface Transfer {
  readonly backup: string
  readonly began: Mark
  readonly items: ReadonlyMap<Item, Mark>
  /** The newest trial. */
  readonly trial: (Mark & { readonly passed: boolean }) | null
  readonly resumed: Mark | null
}

/** Backups by id, and transfers by incident. */
export interface Continuity {
  readonly backups: ReadonlyMap<string, Backup>
  readonly transfers: ReadonlyMap<string, Transfer>
}

export const noContinuity: Continuity = { backups: new Map(), transfers: new Map() }

const changeBackup = (hall: HallDraft, id: string, fields: Partial<Backup>): void => {
  const before = hall.continuity.backups.get(id)
  if (!before) return
  const backups = new Map(hall.continuity.backups).set(id, { ...before, ...fields })
  hall.continuity = { ...hall.continuity, backups }
}

function changeTransfer(
  hall: HallDraft,
  found: Incident | null | undefined,
  change: (before: Transfer | undefined) => Transfer | undefined,
): void {
  const next = found ? change(hall.continuity.transfers.get(found.id)) : undefined
  if (!found || !next) return
  hall.continuity = { ...hall.continuity, transfers: new Map(hall.continuity.transfers).set(found.id, next) }
}

/** An item is ticked or not whatever backup was chosen: it is in somebody's hands all the same. */
const withItem = (before: Transfer | undefined, item: Item, mark: Mark | null): Transfer | undefined => {
  if (!before) return undefined
  const items = new Map(before.items)
  if (mark) items.set(item, items.get(item) ?? mark)
  else items.delete(item)
  return { ...before, items }
}

export const foldBackups: FoldOf<keyof typeof backupKinds> = {
  BackupListed(hall, { subject: id, body, stamp }) {
    const before = hall.continuity.backups.get(id)
    const fresh = { listedAt: stampTime(stamp), test: null }
    const backups = new Map(hall.continuity.backups)
    hall.continuity = {
      ...hall.continuity,
      backups: backups.set(id, { ...fresh, ...before, ...body, id, dropped: false }),
    }
  },
  BackupDropped: (hall, { subject }) => changeBackup(hall, subject, { dropped: true }),
  BackupTested(hall, event) {
    const { passed, note } = event.body
    changeBackup(hall, event.subject, { test: { ...markOf(event), passed, note } })
  },
}

export const foldTransfers: FoldOf<keyof typeof transferKinds> = recording({
  TransferBegan(hall, event) {
    changeTransfer(hall, incidentOf(hall, event), (before) => {
      if (before?.backup === event.body.backup) return before
      // Another backup was chosen: what was handed over stays so, what was tried there says nothing of here.
      const items = before?.items ?? new Map()
      return { backup: event.body.backup, began: markOf(event), items, trial: null, resumed: null }
    })
  },
  ItemHandedOver(hall, event) {
    changeTransfer(hall, incidentOf(hall, event), (before) => withItem(before, event.body.item, markOf(event)))
  },
  ItemTakenBack(hall, event) {
    changeTransfer(hall, incidentOf(hall, event), (before) => withItem(before, event.body.item, null))
  },
  TransferTried(hall, event) {
    const trial = { ...markOf(event), passed: event.body.passed }
    changeTransfer(hall, incidentOf(hall, event), (before) => before && { ...before, trial })
  },
  BusinessResumed(hall, event) {
    // The first who says so is believed: that is when customers were served again.
    changeTransfer(hall, incidentOf(hall, event), (before) =>
      before ? { ...before, resumed: before.resumed ?? markOf(event) } : undefined,
    )
  },
})
