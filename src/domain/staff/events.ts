import * as v from 'valibot'
import { kind, MANAGER, type Place } from '../kind.ts'
import { Count, Id, PersonKey, ShownText, StaffId } from '../shapes.ts'

/** How colleagues call someone on the shared screens, e.g. 小王. Not a full name: it is in the log. */
const CallName = v.pipe(ShownText, v.minLength(1), v.maxLength(12))
const WorkNumber = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,12}$/))
const signInPlaces: readonly Place[] = ['reception', 'counter', 'backoffice', 'manager']

/**
 * The private half of somebody's key as it lies in the log: sealed under what Argon2id makes of the PIN (salt in hex,
 * memory in KiB) and a secret that only desk tablets have: `under` marks which one, so that a tablet without it does not
 * take a right PIN for a wrong one.
 */
export const PersonBox = v.object({
  salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  memory: v.pipe(v.number(), v.safeInteger(), v.minValue(1024), v.maxValue(1 << 20)),
  passes: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(16)),
  under: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  sealed: v.pipe(v.string(), v.maxLength(512), v.regex(/^[A-Za-z0-9+/]+=*$/)),
})
export type PersonBox = Readonly<v.InferOutput<typeof PersonBox>>

const ofStaff = {
  subject: StaffId,
  keeps: 'lasting',
  writers: signInPlaces,
  readers: signInPlaces,
  carried: 'never',
} as const

/**
 * What is told of people besides what they may do, which stands in the list of authority. Only desk places read it. The
 * subject is the member of staff: `s_0012`.
 */
export const staffKinds = {
  /** How colleagues call somebody, and the work number. */
  PersonDescribed: kind({
    body: v.object({ workNumber: WorkNumber, callName: CallName }),
    ...ofStaff,
    needs: MANAGER,
    words: ['callName'],
  }),
  /** The box with somebody's key is another one: a PIN was set or changed. No hash of a PIN is in the log. */
  KeyBoxed: kind({ body: v.object({ key: PersonKey, box: PersonBox }), ...ofStaff, needs: 'whoever' }),
  /**
   * Somebody has typed so many wrong PINs of this person in a row. A locked tablet says so, from where the next try has to
   * wait, and so no oftener than tries have to.
   */
  WrongPinsTyped: kind({ body: v.object({ count: v.pipe(Count, v.minValue(1)) }), ...ofStaff }),
  /** A manager knows of it, as it was told in this line. */
  WrongPinsSeen: kind({ body: v.object({ journal: Id, n: Count }), ...ofStaff, needs: MANAGER }),
}
