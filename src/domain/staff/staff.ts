import type { FoldOf } from '../hall.ts'
import type { PinHash, Role, staffKinds } from './events.ts'

/** A member of staff. */
export interface StaffMember {
  readonly id: string
  readonly workNumber: string
  readonly callName: string
  readonly roles: readonly Role[]
  readonly pin: PinHash | null
  readonly removed: boolean
}

export const foldStaff: FoldOf<keyof typeof staffKinds> = {
  StaffAdded(hall, { subject, body }) {
    if (hall.staff.has(subject)) return
    hall.staff.set(subject, { id: subject, ...body, pin: null, removed: false })
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
    if (person) hall.staff.set(subject, { ...person, removed: true, pin: null })
  },
  StaffPinSet(hall, { subject, body }) {
    const person = hall.staff.get(subject)
    if (person && !person.removed) hall.staff.set(subject, { ...person, pin: body })
  },
}
