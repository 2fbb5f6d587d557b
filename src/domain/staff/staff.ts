import type { Role } from '../roles.ts'
import type { PersonBox } from './events.ts'

/** A PIN that somebody was given. */
interface Given {
  readonly by: string | null
  readonly at: number
}

/** A member of staff. */
export interface StaffMember {
  readonly id: string
  readonly workNumber: string
  readonly callName: string
  readonly roles: readonly Role[]
  /** Public half of the key they sign with; null before the first PIN, and of whoever left. */
  readonly key: string | null
  /** Who made that key for them: a manager, or they themselves; null at the founding of the hall. */
  readonly keyBy: string | null
  /** The private half of the key, under their PIN. Null where it is not read. */
  readonly box: PersonBox | null
  /** Who set the PIN for them and when, as long as they have not changed it: that person can act under their name. */
  readonly given: Given | null
  readonly removed: boolean
}

/** Wrong PINs that were typed on one tablet, as its line says that told of them last. */
export interface WrongPins {
  readonly staff: string
  /** In a row. */
  readonly count: number
  readonly at: number
  readonly journal: string
  readonly n: number
}

/** Everybody who works or worked here, by id; and wrong PINs that no manager has seen yet, by person and journal. */
export interface StaffPart {
  readonly staff: ReadonlyMap<string, StaffMember>
  readonly wrongPins: ReadonlyMap<string, WrongPins>
}

/** Somebody as far as the hall has a name for them. */
export const describedAs = (staff: ReadonlyMap<string, StaffMember>, id: string): StaffMember =>
  staff.get(id) ?? {
    id,
    workNumber: '',
    callName: id.slice(-4),
    roles: [],
    key: null,
    keyBy: null,
    box: null,
    given: null,
    removed: true,
  }
