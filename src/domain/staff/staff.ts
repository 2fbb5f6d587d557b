import type { Role } from '../roles.ts'
import type { PersonBox } from './events.ts'

/** A member of staff. */
export interface StaffMember {
  readonly id: string
  readonly workNumber: string
  readonly callName: string
  readonly roles: readonly Role[]
  /** Public half of the key they sign with; null before the first PIN, and of whoever left. */
  readonly key: string | null
  /** The private half, under their PIN. Null where it is not read. */
  readonly box: PersonBox | null
  /** A manager set the PIN, and its owner has not changed it since. */
  readonly isGiven: boolean
  readonly removed: boolean
}

/** Everybody who works or worked here, by id. */
export interface StaffPart {
  readonly staff: ReadonlyMap<string, StaffMember>
}
