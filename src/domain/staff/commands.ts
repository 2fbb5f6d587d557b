import { commandsOf, needRole, type Situation } from '../command.ts'
import type { Role } from '../roles.ts'
import type { HallWith } from '../shelf.ts'
import type { PersonBox, staffKinds } from './events.ts'
import { managers, presentStaff } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['last-manager', 'staff-unknown', 'work-number-is-taken'] as const
type Why = (typeof refusals)[number]

const needs = [] as const
type Hall = HallWith<typeof needs>
const { command, accept, refuse } = commandsOf<typeof staffKinds, Why>()(...needs)

/** Adds a member of staff with a key, boxed under a first PIN. The first one of a hall is a manager and needs nobody's leave. */
export const addStaff = command<{
  staff: string
  workNumber: string
  callName: string
  roles: readonly Role[]
  key: string
  box: PersonBox
}>('addStaff', (hall, ask, situation) => {
  const refusal = mayManage(hall, situation)
  if (refusal) return refusal
  if (presentStaff(hall).some((each) => each.workNumber === ask.workNumber)) return refuse('work-number-is-taken')
  if (managers(hall).length === 0 && !ask.roles.includes('manager')) return refuse('last-manager')
  const { staff, workNumber, callName, roles, key, box } = ask
  return accept(
    { kind: 'StaffAdded', subject: staff, body: { workNumber, callName, roles: [...roles] } },
    { kind: 'KeyBoxed', subject: staff, body: { key, box } },
  )
})

export const changeStaff = command<{ staff: string; callName?: string; roles?: readonly Role[] }>(
  'changeStaff',
  (hall, ask, situation) => {
    const refusal = mayManage(hall, situation)
    if (refusal) return refusal
    const person = hall.staff.get(ask.staff)
    if (!person || person.removed) return refuse('staff-unknown')
    if (ask.roles && !ask.roles.includes('manager') && isLastManager(hall, ask.staff)) return refuse('last-manager')
    const callName = ask.callName === undefined ? {} : { callName: ask.callName }
    const roles = ask.roles === undefined ? {} : { roles: [...ask.roles] }
    return accept({ kind: 'StaffChanged', subject: ask.staff, body: { ...callName, ...roles } })
  },
)

/** Takes somebody off the list: the PIN works nowhere from the moment a tablet hears of it. */
export const removeStaff = command<{ staff: string }>('removeStaff', (hall, ask, situation) => {
  const refusal = mayManage(hall, situation)
  if (refusal) return refusal
  const person = hall.staff.get(ask.staff)
  if (!person || person.removed) return refuse('staff-unknown')
  if (isLastManager(hall, ask.staff)) return refuse('last-manager')
  return accept({ kind: 'StaffRemoved', subject: ask.staff, body: {} })
})

/** Sets a PIN: one's own, or anybody's, with a new key, for a manager. */
export const boxKey = command<{ staff: string; key: string; box: PersonBox }>('boxKey', (hall, ask, situation) => {
  const refusal = situation.by === ask.staff ? null : mayManage(hall, situation)
  if (refusal) return refusal
  const person = hall.staff.get(ask.staff)
  if (!person || person.removed) return refuse('staff-unknown')
  return accept({ kind: 'KeyBoxed', subject: ask.staff, body: { key: ask.key, box: ask.box } })
})

const mayManage = (hall: Hall, situation: Situation) =>
  hall.staff.size === 0 && situation.tablet.place === 'manager' ? null : needRole(hall, situation, 'manager')

const isLastManager = (hall: Hall, staff: string): boolean => {
  const left = managers(hall)
  return left.length === 1 && left[0]?.id === staff
}
