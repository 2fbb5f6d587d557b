import type { Identity } from '#device/who/identity.ts'
import type { Session } from '#device/who/session.ts'
import type { Place } from '#domain/kind.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { isNewHall } from '#domain/settings/queries.ts'

/** Where this tablet is at home: to be paired, to set up a new hall, or at the place it was paired for. */
export function homeOf(identity: Identity | null, hall: OpenHall): '/pair' | '/setup' | `/${Place}` {
  if (!identity) return '/pair'
  if (identity.place === 'manager' && isNewHall(hall, identity.tablet)) return '/setup'
  return `/${identity.place}`
}

/** Places where nothing can be done, and nothing of a customer is to be seen, until somebody signs in. */
export const lockedPlaces: ReadonlySet<Place> = new Set<Place>(['counter', 'backoffice', 'manager'])

/** Whether somebody else chose the PIN of whoever is signed in. */
export const hasGivenPin = (hall: OpenHall, session: Session | null): boolean =>
  session !== null && (hall.staff.get(session.staff)?.given ?? null) !== null
