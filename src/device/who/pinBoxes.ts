import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import type { HallLog } from '#device/hallLog/hallLog.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { tellWrongPins } from '#domain/staff/commands.ts'
import type { PersonBox } from '#domain/staff/events.ts'
import { markOfSecret, readDeskSecrets } from './deskSecret.ts'
import {
  type BoxTry,
  boxAgain,
  boxPersonKey,
  makePersonKey,
  openPersonBox,
  type PersonKey,
  personKeyOf,
} from './personKey.ts'
import { PIN_COST, type PinCost, type PinStretch } from './pinStretch.ts'
import { createPinTries } from './pinTries.ts'

/**
 * Why a PIN opened nothing. `wait` counts seconds until the next try is allowed; `no-desk-secret`: this
 * tablet never got what opens boxes besides PINs, or lost it; `newer-desk-secret`: it has not got the one that this box
 * was made with; `tablet-revoked`: whatever is done here counts for nobody.
 */
export interface NotOpened {
  readonly ok: false
  readonly why:
    | 'wrong-pin'
    | 'wait'
    | 'no-pin-set'
    | 'staff-unknown'
    | 'no-desk-secret'
    | 'newer-desk-secret'
    | 'tablet-revoked'
  readonly waitSeconds: number
}

/** What a PIN showed: it is right when it opens the box with the person's key. */
export type ShownPin = { readonly ok: true; readonly key: PersonKey } | NotOpened

/** A person's public key, and the box with its private half. */
export interface NewKey {
  readonly key: string
  readonly box: PersonBox
}

/** The new PIN is the one until now. */
interface SamePin {
  readonly ok: false
  readonly why: 'same-pin'
}

/** What changing one's PIN gave: the same key in a new box. */
export type ChangedPin = ({ readonly ok: true; readonly staff: string } & NewKey) | SamePin | NotOpened

/** What a new key under a new PIN comes to. */
export type RenewedKey = ({ readonly ok: true } & NewKey) | SamePin

/** The boxes of persons' keys, as PINs open, make and change them on this tablet. */
export interface PinBoxes {
  /** A PIN is right when it opens the box. */
  open(staff: string, pin: string): Promise<ShownPin>
  /** A new key in a box; `under` another desk secret than this tablet's. */
  make(staff: string, pin: string, under?: Uint8Array): Promise<NewKey & { readonly inUse: PersonKey }>
  /** Whether this is the PIN of somebody who is signed in: no try of a stranger, so that it is not counted. */
  isTheirs(staff: string, pin: string): Promise<boolean>
  /** The same key in a box under another PIN. */
  change(staff: string, oldPin: string | null, newPin: string): Promise<ChangedPin>
  close(): void
}

/** Makes what opens boxes. */
export function createPinBoxes(options: {
  readonly hall: () => OpenHall
  readonly keepsakes: Keepsakes
  readonly chance: Chance
  readonly stretch: PinStretch
  readonly pinCost?: PinCost
  readonly clock: Clock
  readonly perform: HallLog['perform']
  readonly onFault: OnFault
}): PinBoxes {
  const { hall, keepsakes } = options
  const boxing = { ...options, cost: options.pinCost ?? PIN_COST }
  const tries = createPinTries(options)

  /** Tries a PIN on the box of somebody's key. */
  async function judge<Found>(
    staff: string,
    tryOn: (box: Omit<BoxTry, 'pin'>) => Promise<Found | null>,
  ): Promise<{ readonly ok: true; readonly found: Found } | NotOpened> {
    const person = hall().staff.get(staff)
    if (!person || person.removed) return { ok: false, why: 'staff-unknown', waitSeconds: 0 }
    const { key: publicKey, box } = person
    if (publicKey === null || !box) return { ok: false, why: 'no-pin-set', waitSeconds: 0 }
    const deskSecrets = await readDeskSecrets(keepsakes)
    if (deskSecrets.length === 0) return { ok: false, why: 'no-desk-secret', waitSeconds: 0 }
    // No PIN is right or wrong here, so that nobody's try is counted.
    const marks = await Promise.all(deskSecrets.map(markOfSecret))
    if (!marks.includes(box.under)) return { ok: false, why: 'newer-desk-secret', waitSeconds: 0 }
    const left = tries.waitOf(staff)
    if (left > 0) return { ok: false, why: 'wait', waitSeconds: left }
    const count = await tries.count(staff)
    if (count === null) return { ok: false, why: 'wait', waitSeconds: tries.waitOf(staff) }
    const found = await tryOn({ hall: hall().id, staff, publicKey, box, deskSecrets }).catch(async (fault: unknown) => {
      // Nobody tried a wrong PIN: it could not be checked.
      await tries.forgive(staff, count - 1)
      throw fault
    })
    if (found === null) {
      const waitSeconds = tries.wait(staff, count)
      // A locked tablet tells the manager, from where tries have to wait: no oftener than they may be made.
      if (waitSeconds > 0) options.perform(tellWrongPins, { staff, count }).catch(options.onFault)
      return { ok: false, why: 'wrong-pin', waitSeconds }
    }
    await tries.forgive(staff, 0)
    return { ok: true, found }
  }

  return {
    async open(staff, pin) {
      const judged = await judge(staff, (box) => openPersonBox({ ...box, pin }, options.stretch))
      return judged.ok ? { ok: true, key: judged.found } : judged
    },
    async make(staff, pin, under) {
      const deskSecret = under ?? (await readDeskSecrets(keepsakes))[0]
      if (!deskSecret) throw new Error('makeKey() needs a tablet with a desk secret')
      const { publicKey, privateKey } = await makePersonKey()
      const box = await boxPersonKey({ hall: hall().id, staff, publicKey, privateKey, pin, deskSecret }, boxing)
      const inUse = await personKeyOf({ staff, publicKey, privateKey })
      if (!inUse) throw new Error('a key that was just made can be used')
      return { key: publicKey, box, inUse }
    },
    async isTheirs(staff, pin) {
      const { key: publicKey, box } = hall().staff.get(staff) ?? {}
      if (!publicKey || !box) return false
      const deskSecrets = await readDeskSecrets(keepsakes)
      const ask = { hall: hall().id, staff, publicKey, box, deskSecrets, pin }
      return (await openPersonBox(ask, options.stretch)) !== null
    },
    async change(staff, oldPin, newPin) {
      if (oldPin === null) return { ok: false, why: 'wrong-pin', waitSeconds: 0 }
      if (oldPin === newPin) return { ok: false, why: 'same-pin' }
      const judged = await judge(staff, async (box) => {
        const again = await boxAgain({ ...box, pin: oldPin, newPin }, boxing)
        return again && { staff, key: box.publicKey, box: again }
      })
      return judged.ok ? { ok: true, ...judged.found } : judged
    },
    close: tries.close,
  }
}
