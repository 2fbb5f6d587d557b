import * as v from 'valibot'
import { kind, type Place } from '../kind.ts'
import { ROLES } from '../roles.ts'
import { ShownText, StaffId } from '../shapes.ts'

const Roles = v.pipe(v.array(v.picklist(ROLES)), v.minLength(1), v.maxLength(ROLES.length))
/** How colleagues call someone on the shared screens, e.g. 小王. Not a full name: it is in the log. */
const CallName = v.pipe(ShownText, v.minLength(1), v.maxLength(12))
const WorkNumber = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,12}$/))
const signInPlaces: readonly Place[] = ['reception', 'counter', 'backoffice', 'manager']

/**
 * The private half of somebody's key as it lies in the log: sealed under what Argon2id makes of the PIN (salt in hex,
 * memory in KiB) and a secret that only desk tablets have.
 */
export const PersonBox = v.object({
  salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  memory: v.pipe(v.number(), v.safeInteger(), v.minValue(1024), v.maxValue(1 << 20)),
  passes: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(16)),
  sealed: v.pipe(v.string(), v.maxLength(512), v.regex(/^[A-Za-z0-9+/]+=*$/)),
})
export type PersonBox = Readonly<v.InferOutput<typeof PersonBox>>

/** Public half of a person's signing key: the uncompressed point of P-256 (65 bytes), base64url. */
const PersonKey = v.pipe(v.string(), v.regex(/^[\w-]{87}$/))

const ofStaff = { subject: StaffId, keeps: 'lasting' } as const

/** What can happen to the staff list. The subject is the staff member: `s_0012`. */
export const staffKinds = {
  StaffAdded: kind({
    body: v.object({ workNumber: WorkNumber, callName: CallName, roles: Roles }),
    ...ofStaff,
    writers: ['manager'],
  }),
  StaffChanged: kind({
    body: v.object({ callName: v.optional(CallName), roles: v.optional(Roles) }),
    ...ofStaff,
    writers: ['manager'],
  }),
  StaffRemoved: kind({ body: v.object({}), ...ofStaff, writers: ['manager'] }),
  /** The box with somebody's key is another one: a PIN was set or changed. No hash of a PIN is in the log. */
  KeyBoxed: kind({
    body: v.object({ key: PersonKey, box: PersonBox }),
    ...ofStaff,
    writers: signInPlaces,
    readers: signInPlaces,
  }),
}
