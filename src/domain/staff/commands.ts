import type { authorityKinds } from '../authority/events.ts'
import { commandsOf, type NewEventOf, needRole, ROOT, type Situation } from '../command.ts'
import type { Role } from '../roles.ts'
import type { rosterKinds } from '../roster/events.ts'
import type { HallWith } from '../shelf.ts'
import type { tabletKinds } from '../tablets/events.ts'
import type { PersonBox, staffKinds } from './events.ts'
import { managers, presentStaff } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'hall-is-founded',
  'last-manager',
  'server-not-heard',
  'staff-unknown',
  'work-number-is-taken',
] as const
type Why = (typeof refusals)[number]

const needs = [] as const
type Hall = HallWith<typeof needs>
type Kinds = typeof staffKinds & typeof tabletKinds & typeof authorityKinds & Pick<typeof rosterKinds, 'StaffPlaced'>
const { command, accept, refuse } = commandsOf<Kinds, Why>()(...needs)

/** A key that was made for somebody: its public half, and the private one boxed under a PIN. */
interface MadeKey {
  readonly key: string
  readonly box: PersonBox
}

/** Somebody who joins, with the key that was made for them. */
interface NewStaff extends MadeKey {
  readonly staff: string
  readonly workNumber: string
  readonly callName: string
  readonly roles: readonly Role[]
}

/**
 * Begins the hall: its root key vouches for its server, this tablet and the first manager, and is asked for no more until
 * the recovery sheet is needed.
 */
export const foundHall = command<
  {
    root: string
    /** This tablet, with the keys that others know it by. */
    tablet: { name: string; key: string; sealKey: string }
    staff: string
    workNumber: string
    callName: string
  } & MadeKey
>('foundHall', (hall, ask, situation) => {
  if (hall.staff.size > 0) return refuse('hall-is-founded')
  const server = [...hall.journals.values()].find(({ tablet }) => tablet === 'server')?.key
  if (server === undefined || !hall.lanes.has(situation.tablet.id)) return refuse('server-not-heard')
  const { root, staff, workNumber, callName, key, box } = ask
  const { name, ...keys } = ask.tablet
  const { id } = situation.tablet
  const tablet = { id, ...keys }
  const person = { id: staff, key, roles: ['manager' as const] }
  return accept(
    { kind: 'HallFounded', subject: hall.id, body: { root, server, tablet, person, after: [] }, signer: ROOT },
    { kind: 'PersonDescribed', subject: staff, body: { workNumber, callName }, signer: staff },
    { kind: 'KeyBoxed', subject: staff, body: { key, box }, signer: staff },
    { kind: 'TabletDescribed', subject: id, body: { name }, signer: staff },
  )
})

/**
 * Uses the recovery sheet: the root key says that this tablet is in the hall and that this person, of the list or new, is
 * a manager with a new key, and is asked for nothing else.
 */
export const recover = command<
  {
    tablet: { name: string; key: string; sealKey: string | null }
    secret: string | null
    staff: string
    workNumber: string
    callName: string
  } & MadeKey
>('recover', (hall, ask, situation) => {
  const person = hall.staff.get(ask.staff)
  if (person?.removed) return refuse('staff-unknown')
  if (!person && presentStaff(hall).some((each) => each.workNumber === ask.workNumber))
    return refuse('work-number-is-taken')
  const { staff, workNumber, callName, key, box, secret } = ask
  const { id, place } = situation.tablet
  const { name, ...keys } = ask.tablet
  const tablet = { id, place, ...keys }
  const known = Object.fromEntries(situation.heads)
  return accept(
    {
      kind: 'Recovered',
      subject: hall.id,
      body: { tablet, person: staff, key, secret, known, after: after(hall) },
      signer: ROOT,
    },
    ...(person
      ? []
      : [{ kind: 'PersonDescribed' as const, subject: staff, body: { workNumber, callName }, signer: staff }]),
    { kind: 'KeyBoxed', subject: staff, body: { key, box }, signer: staff },
    ...(hall.tablets.has(id) ? [] : [{ kind: 'TabletDescribed' as const, subject: id, body: { name }, signer: staff }]),
  )
})

/** Adds a member of staff with a key, boxed under a first PIN. */
export const addStaff = command<NewStaff>('addStaff', (hall, ask, situation) => {
  const refusal = mayManage(hall, situation)
  if (refusal) return refusal
  if (presentStaff(hall).some((each) => each.workNumber === ask.workNumber)) return refuse('work-number-is-taken')
  if (managers(hall).length === 0 && !ask.roles.includes('manager')) return refuse('last-manager')
  return accept(...joins(hall, ask))
})

/**
 * Adds everybody of a list (at most `MOST_AT_ONCE`), each with a key boxed under a first PIN, and a telephone in the roster
 * where one is given: all of them or nobody.
 */
export const addStaffList = command<{ people: readonly (NewStaff & { readonly phone: string })[] }>(
  'addStaffList',
  (hall, { people }, situation) => {
    const refusal = mayManage(hall, situation)
    if (refusal) return refusal
    const numbers = [...presentStaff(hall), ...people].map(({ workNumber }) => workNumber)
    if (people.some(({ workNumber }) => numbers.indexOf(workNumber) !== numbers.lastIndexOf(workNumber)))
      return refuse('work-number-is-taken')
    if (managers(hall).length === 0 && !people.some(({ roles }) => roles.includes('manager')))
      return refuse('last-manager')
    return accept(
      ...people.flatMap((person) => [
        ...joins(hall, person),
        ...(person.phone === ''
          ? []
          : [{ kind: 'StaffPlaced' as const, subject: person.staff, body: { phone: person.phone } }]),
      ]),
    )
  },
)

/** Calls somebody otherwise, or gives them other roles. */
export const changeStaff = command<{ staff: string; callName?: string; roles?: readonly Role[] }>(
  'changeStaff',
  (hall, ask, situation) => {
    const refusal = mayManage(hall, situation)
    if (refusal) return refusal
    const person = hall.staff.get(ask.staff)
    if (!person || person.removed) return refuse('staff-unknown')
    if (ask.roles && !ask.roles.includes('manager') && isLastManager(hall, ask.staff)) return refuse('last-manager')
    const { workNumber, callName: before } = person
    const callName = ask.callName ?? before
    const { roles = person.roles } = ask
    const takes = person.roles.some((role) => !roles.includes(role))
    const changes = takes || roles.some((role) => !person.roles.includes(role))
    const known = takes ? { known: Object.fromEntries(situation.heads) } : {}
    return accept(
      ...(callName === before
        ? []
        : [{ kind: 'PersonDescribed' as const, subject: ask.staff, body: { workNumber, callName } }]),
      ...(changes
        ? [
            {
              kind: 'RolesChanged' as const,
              subject: ask.staff,
              body: { roles: [...roles], ...known, after: after(hall) },
            },
          ]
        : []),
    )
  },
)

/** Takes somebody off the list: the PIN works nowhere from the moment a tablet hears of it. */
export const removeStaff = command<{ staff: string }>('removeStaff', (hall, ask, situation) => {
  const refusal = mayManage(hall, situation)
  if (refusal) return refusal
  const person = hall.staff.get(ask.staff)
  if (!person || person.removed) return refuse('staff-unknown')
  if (isLastManager(hall, ask.staff)) return refuse('last-manager')
  const body = { known: Object.fromEntries(situation.heads), after: after(hall) }
  return accept({ kind: 'PersonRemoved', subject: ask.staff, body })
})

/** Sets a PIN: one's own, for the same key or another; or anybody's, with a new key, for a manager. */
export const boxKey = command<{ staff: string } & MadeKey>('boxKey', (hall, ask, situation) => {
  const refusal = situation.by === ask.staff ? null : mayManage(hall, situation)
  if (refusal) return refusal
  const person = hall.staff.get(ask.staff)
  if (!person || person.removed) return refuse('staff-unknown')
  const { staff, key, box } = ask
  const boxed = { kind: 'KeyBoxed', subject: staff, body: { key, box } } as const
  if (person.key === key) return accept(boxed)
  const known = Object.fromEntries(situation.heads)
  // Whoever changes their own signs both lines, and line 1 of a journal that begins here, with the key that ends by them.
  if (situation.by === staff) known[situation.tablet.journal] = (known[situation.tablet.journal] ?? 0) + 3
  return accept({ kind: 'KeyGiven', subject: staff, body: { key, known, after: after(hall) } }, boxed)
})

/** Tells of wrong PINs in a row, from the sign-in page: nobody has to be signed in. */
export const tellWrongPins = command<{ staff: string; count: number }>('tellWrongPins', (hall, { staff, count }) =>
  hall.staff.has(staff) ? accept({ kind: 'WrongPinsTyped', subject: staff, body: { count } }) : refuse('staff-unknown'),
)

/** A manager has seen of which wrong PINs this line tells. */
export const seeWrongPins = command<{ staff: string; journal: string; n: number }>(
  'seeWrongPins',
  (hall, { staff, journal, n }, situation) =>
    needRole(hall, situation, 'manager') ?? accept({ kind: 'WrongPinsSeen', subject: staff, body: { journal, n } }),
)

const joins = (
  hall: Hall,
  { staff, workNumber, callName, roles, key, box }: NewStaff,
): readonly NewEventOf<Kinds>[] => [
  { kind: 'PersonAdmitted', subject: staff, body: { key, roles: [...roles], after: after(hall) } },
  { kind: 'PersonDescribed', subject: staff, body: { workNumber, callName } },
  { kind: 'KeyBoxed', subject: staff, body: { key, box } },
]

const after = (hall: Hall): string[] => [...hall.authority.heads]

const mayManage = (hall: Hall, situation: Situation) =>
  hall.staff.size === 0 && situation.tablet.place === 'manager' ? null : needRole(hall, situation, 'manager')

const isLastManager = (hall: Hall, staff: string): boolean => {
  const left = managers(hall)
  return left.length === 1 && left[0]?.id === staff
}
