import { ROLES, type Role } from '../roles.ts'
import type { Known } from './events.ts'
import type { ListEvent } from './listed.ts'

/** What takes a right away: from whom, and which. */
export interface Taking {
  readonly person: string | null
  readonly roles: readonly Role[]
  /** Keys of the person other than this one are cut; none is this: all of them. */
  readonly keysBut: string | null
  readonly tablet: string | null
  readonly known: Known
}

/** What an event of the list takes away; null when it takes nothing. */
export function takingOf({ kind, subject, body }: ListEvent): Taking | null {
  const none = { person: null, roles: [], keysBut: null, tablet: null }
  switch (kind) {
    case 'PersonRemoved':
      return { ...none, person: subject, roles: ROLES, keysBut: '', known: body.known }
    case 'RolesChanged': {
      const roles = ROLES.filter((role) => !body.roles.includes(role))
      return body.known === undefined ? null : { ...none, person: subject, roles, known: body.known }
    }
    case 'KeyGiven':
      return { ...none, person: subject, keysBut: body.key, known: body.known }
    case 'Recovered':
      return { ...none, person: body.person, keysBut: body.key, known: body.known }
    case 'TabletRevoked':
      return { ...none, tablet: subject, known: body.known }
    default:
      return null
  }
}

/** The person, key and roles that an event of the list gives; null when it gives none. */
export function givenBy({
  kind,
  subject,
  body,
}: ListEvent): { person: string; key: string | null; roles: readonly Role[] } | null {
  switch (kind) {
    case 'HallFounded':
      return { person: body.person.id, key: body.person.key, roles: body.person.roles }
    case 'Recovered':
      return { person: body.person, key: body.key, roles: ['manager'] }
    case 'PersonAdmitted':
      return { person: subject, key: body.key, roles: body.roles }
    case 'RolesChanged':
      return { person: subject, key: null, roles: body.roles }
    case 'KeyGiven':
      return { person: subject, key: body.key, roles: [] }
    default:
      return null
  }
}

/** Whether somebody says which key they have themselves: it entitles nobody else to anything. */
export const isOwnKey = ({ kind, by, subject }: ListEvent): boolean => kind === 'KeyGiven' && by === subject
