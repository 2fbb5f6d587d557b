import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { staffKinds } from './events.ts'
import type { StaffPart } from './staff.ts'

const folds: FoldOf<typeof staffKinds, Folding<StaffPart>> = {
  StaffAdded(hall, { subject, body }) {
    if (hall.staff.has(subject)) return
    hall.staff.set(subject, { id: subject, ...body, key: null, box: null, isGiven: false, removed: false })
  },
  StaffChanged(hall, { subject, body }) {
    const person = hall.staff.get(subject)
    if (!person) return
    hall.staff.set(subject, {
      ...person,
      callName: body.callName ?? person.callName,
      roles: body.roles ?? person.roles,
    })
  },
  StaffRemoved(hall, { subject }) {
    const person = hall.staff.get(subject)
    if (person) hall.staff.set(subject, { ...person, removed: true, key: null, box: null })
  },
  KeyBoxed(hall, { subject, body, by }) {
    const person = hall.staff.get(subject)
    if (person && !person.removed)
      hall.staff.set(subject, { ...person, ...body, isGiven: by !== null && by !== subject })
  },
}

export const staffSlice = slice<StaffPart>()('staff', {
  start: { staff: new Map() },
  needs: [],
  kinds: staffKinds,
  folds,
  forgets: { staff: 'as many as ever worked here: whatever is shown of old days names them' },
})
