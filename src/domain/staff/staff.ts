import type { PinHash, Role } from './events.ts'

/** A member of staff. */
export interface StaffMember {
  readonly id: string
  readonly workNumber: string
  readonly callName: string
  readonly roles: readonly Role[]
  readonly pin: PinHash | null
  readonly removed: boolean
}

/** Everybody who works or worked here, by id. */
export interface StaffPart {
  readonly staff: ReadonlyMap<string, StaffMember>
}
