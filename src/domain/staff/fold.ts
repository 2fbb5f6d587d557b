import { stampTime } from '#log/stamp.ts'
import { authorityKinds } from '../authority/events.ts'
import { type AuthorityPart, authoritySlice } from '../authority/fold.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { staffKinds } from './events.ts'
import { describedAs, type StaffMember, type StaffPart } from './staff.ts'

const kinds = {
  ...staffKinds,
  HallFounded: authorityKinds.HallFounded,
  PersonAdmitted: authorityKinds.PersonAdmitted,
  RolesChanged: authorityKinds.RolesChanged,
  PersonRemoved: authorityKinds.PersonRemoved,
  KeyGiven: authorityKinds.KeyGiven,
}

type FoldingStaff = Folding<StaffPart> & Readonly<AuthorityPart>

function change(hall: FoldingStaff, id: string, to: Partial<StaffMember>): void {
  hall.staff.set(id, { ...describedAs(hall.staff, id), ...to })
}

/** As long as no root key judges, the list is taken as it comes; afterwards it says by itself who is who (`staffUnder`). */
function unjudged(hall: FoldingStaff, id: string, to: Partial<StaffMember>): void {
  if (hall.authority.root === null) change(hall, id, to)
}

const folds: FoldOf<typeof kinds, FoldingStaff> = {
  PersonDescribed(hall, { subject, body }) {
    change(hall, subject, body)
  },
  KeyBoxed(hall, { subject, body: { key, box }, by, stamp }) {
    const person = describedAs(hall.staff, subject)
    if (person.removed || (person.key !== null && person.key !== key)) return
    // Whoever made a key for somebody boxes it once; from the first PIN of their own on it is theirs.
    const isOwn = by === subject
    if (!isOwn && (by !== person.keyBy || (person.box !== null && person.given === null))) return
    change(hall, subject, { box, given: isOwn ? null : { by, at: stampTime(stamp) } })
  },

  WrongPinsTyped(hall, { subject: staff, body: { count }, journal, n, stamp }) {
    // Nobody makes the list longer than persons and journals there are.
    if (hall.staff.has(staff))
      hall.wrongPins.set(`${staff} ${journal}`, { staff, count, at: stampTime(stamp), journal, n })
  },
  WrongPinsSeen(hall, { subject, body: { journal, n } }) {
    const told = hall.wrongPins.get(`${subject} ${journal}`)
    if (told && told.n <= n) hall.wrongPins.delete(`${subject} ${journal}`)
  },

  HallFounded(hall, { body: { person } }) {
    unjudged(hall, person.id, { roles: person.roles, key: person.key, keyBy: null, removed: false })
  },
  PersonAdmitted(hall, { subject, body, by }) {
    if (hall.staff.get(subject)?.key) return
    unjudged(hall, subject, { roles: body.roles, key: body.key, keyBy: by, removed: false })
  },
  RolesChanged(hall, { subject, body }) {
    unjudged(hall, subject, { roles: body.roles })
  },
  PersonRemoved(hall, { subject }) {
    unjudged(hall, subject, { roles: [], key: null, box: null, removed: true })
  },
  KeyGiven(hall, { subject, body, by }) {
    unjudged(hall, subject, { key: body.key, keyBy: by, box: null })
  },
}

export const staffSlice = slice<StaffPart>()('staff', {
  start: { staff: new Map(), wrongPins: new Map() },
  needs: [authoritySlice],
  kinds,
  folds,
  forgets: {
    staff: 'as many as ever worked here: whatever is shown of old days names them',
    wrongPins: 'until a manager has seen them',
  },
})
