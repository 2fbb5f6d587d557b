import { stampTime } from '#log/stamp.ts'
import type { AuthorityPart } from '../authority/fold.ts'
import type { CasesPart } from '../cases/cases.ts'
import { changeCase, remembering, takeSerial, tell } from '../cases/change.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { lateEntryKinds } from './events.ts'

export const foldLateEntry: FoldOf<typeof lateEntryKinds, Folding<CasesPart> & Readonly<AuthorityPart>> = remembering({
  LateEntryTaken(hall, { subject, body, by, stamp }) {
    const found = hall.cases.get(subject)
    if (found?.status !== 'accepted' || by === null) return
    const { lease } = found.late
    // Two took it while apart: the earlier one keeps it until the lease runs out.
    if (lease && lease.by !== by && lease.until > stampTime(stamp)) return
    changeCase(hall, found, { late: { ...found.late, lease: { by, until: Date.parse(body.until) } } })
  },

  LateEntryPutBack(hall, { subject, by }) {
    const found = hall.cases.get(subject)
    if (!found || found.late.lease?.by !== by) return
    changeCase(hall, found, { late: { ...found.late, lease: null } })
  },

  CaseEntered(hall, event) {
    const { serial, confirmUntil } = event.body
    takeSerial(hall, event, serial)
    const found = hall.cases.get(event.subject)
    if (!found) return
    if (found.late.serial !== null && found.late.serial !== serial) {
      // Entered twice at the operator while apart: nobody may overlook it.
      tell(hall, event, 'entered-twice', serial)
      return
    }
    if (found.status !== 'accepted') {
      // Ended or given back meanwhile, and yet the operator has it: it must not be entered again, nor overlooked.
      if (found.late.serial === null) changeCase(hall, found, { late: { ...found.late, serial } })
      if (found.end?.serial !== serial) tell(hall, event, 'entered-twice', serial)
      return
    }
    const askedUntil = confirmUntil === null ? null : Date.parse(confirmUntil)
    changeCase(hall, found, { late: { ...found.late, serial, askedUntil, lease: null } })
  },

  CustomerCalledBack(hall, { subject, body, by, stamp }) {
    const found = hall.cases.get(subject)
    if (!found) return
    const callBack = { at: stampTime(stamp), by, result: body.result }
    changeCase(hall, found, { late: { ...found.late, callBacks: [...found.late.callBacks, callBack] } })
  },
})
