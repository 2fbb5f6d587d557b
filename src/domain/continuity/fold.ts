import type { LogEvent } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { type AuthorityPart, authoritySlice } from '../authority/fold.ts'
import { slice } from '../daily.ts'
import { foldOnceKnown } from '../foldOnceKnown.ts'
import { isLongAgo, those } from '../forgetting.ts'
import { incidentOf, isEarlyMoment } from '../incidents/change.ts'
import { incidentKinds } from '../incidents/events.ts'
import { type Declared, declare, incidentsSlice } from '../incidents/fold.ts'
import type { Incident, IncidentsPart } from '../incidents/incidents.ts'
import { type Mark, markOf } from '../incidents/mark.ts'
import { isLongOver } from '../incidents/outline.ts'
import type { EventOf } from '../kind.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { backupKinds } from './backupEvents.ts'
import { type Backup, type ContinuityPart, type Item, type Move, noContinuity } from './continuity.ts'
import { moveKinds } from './events.ts'

type FoldingContinuity = Folding<ContinuityPart> & IncidentsPart & AuthorityPart

const changeBackup = (hall: FoldingContinuity, id: string, fields: Partial<Backup>): void => {
  const before = hall.continuity.backups.get(id)
  if (!before) return
  const backups = new Map(hall.continuity.backups).set(id, { ...before, ...fields })
  hall.continuity = { ...hall.continuity, backups }
}

function changeMove(
  hall: FoldingContinuity,
  found: Incident | null | undefined,
  change: (before: Move | undefined) => Move | undefined,
): void {
  const next = found ? change(hall.continuity.moves.get(found.id)) : undefined
  if (!found || !next) return
  hall.continuity = { ...hall.continuity, moves: new Map(hall.continuity.moves).set(found.id, next) }
}

/** An item is ticked or not whatever backup was chosen: it is in somebody's hands all the same. */
const withItem = (before: Move | undefined, item: Item, mark: Mark | null): Move | undefined => {
  if (!before) return undefined
  const items = new Map(before.items)
  if (mark) items.set(item, items.get(item) ?? mark)
  else items.delete(item)
  return { ...before, items }
}

const foldBackups: FoldOf<typeof backupKinds, FoldingContinuity> = {
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

/** Whether an event about a move lies before its incident's declaration in the order of the log, or before the move began. */
function isEarlyMove(hall: FoldingContinuity, event: LogEvent): boolean {
  if (!(event.kind in moveKinds)) return false
  const found = incidentOf(hall, event)
  if (!found) return isEarlyMoment(hall, event)
  return event.kind !== 'TransferBegan' && !hall.continuity.moves.has(found.id)
}

const movesOnceKnown: FoldOf<typeof moveKinds, FoldingContinuity> = {
  TransferBegan(hall, event) {
    changeMove(hall, incidentOf(hall, event), (before) => {
      if (before?.backup === event.body.backup) return before
      // Another backup was chosen: what was handed over stays so, what was tried there says nothing of here.
      const items = before?.items ?? new Map()
      return { backup: event.body.backup, began: markOf(event), items, trial: null, resumed: null }
    })
  },
  ItemHandedOver(hall, event) {
    changeMove(hall, incidentOf(hall, event), (before) => withItem(before, event.body.item, markOf(event)))
  },
  ItemTakenBack(hall, event) {
    changeMove(hall, incidentOf(hall, event), (before) => withItem(before, event.body.item, null))
  },
  TransferTried(hall, event) {
    const trial = { ...markOf(event), passed: event.body.passed }
    changeMove(hall, incidentOf(hall, event), (before) => before && { ...before, trial })
  },
  BusinessResumed(hall, event) {
    // The first who says so is believed: that is when customers were served again.
    changeMove(hall, incidentOf(hall, event), (before) =>
      before ? { ...before, resumed: before.resumed ?? markOf(event) } : undefined,
    )
  },
}

const foldMoves = foldOnceKnown(movesOnceKnown, 'earlyMoves', isEarlyMove)

const foldDeclared: FoldOf<Pick<typeof incidentKinds, 'IncidentDeclared'>, FoldingContinuity> = {
  IncidentDeclared(hall, event) {
    if (hall.earlyMoves.length === 0) return
    const then = { ...onceDeclared(hall, event), earlyMoves: [] }
    for (const early of hall.earlyMoves as EventOf<typeof moveKinds>[])
      (foldMoves[early.kind] as (hall: FoldingContinuity, event: LogEvent) => void)(then, early)
    hall.continuity = then.continuity
    hall.earlyMoves = then.earlyMoves
  },
}

/** A hall as it is once this has been declared. */
function onceDeclared<Hall extends IncidentsPart & AuthorityPart>(hall: Hall, event: Declared): Hall {
  const { authority, waiting, incidents, sameIncidents, plannedDrills, outlines, earlyMoments } = hall
  const then = {
    authority,
    waiting,
    incidents: new Map(incidents),
    sameIncidents: new Map(sameIncidents),
    plannedDrills: new Map(plannedDrills),
    outlines: new Map(outlines),
    earlyMoments,
  }
  declare(then, event)
  return { ...hall, ...then }
}

export const continuitySlice = slice<ContinuityPart>()('continuity', {
  start: { continuity: noContinuity, earlyMoves: [] },
  needs: [authoritySlice, incidentsSlice],
  kinds: { ...backupKinds, ...moveKinds, IncidentDeclared: incidentKinds.IncidentDeclared },
  folds: { ...foldBackups, ...foldMoves, ...foldDeclared },
  forgets: {
    // Backups stay: there are few, and whatever is shown of old moves names them.
    continuity({ continuity, incidents }, closed) {
      const moves = those(continuity.moves, (_, id) => !isLongOver(incidents.get(id), closed))
      return { ...continuity, moves }
    },
    earlyMoves: ({ earlyMoves }, closed) => earlyMoves.filter(({ stamp }) => !isLongAgo(stampTime(stamp), closed)),
  },
})
