/**
 * @module device/who
 * Who this tablet is and who is signed in on it: identity, the key it signs with, PINs and the lock.
 */
import { isFull } from '#device/basics/faults.ts'
import type { Guards } from '#device/basics/guards.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import type { HallChange, HallLog } from '#device/hallLog/hallLog.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { Role } from '#domain/roles.ts'
import type { StaffMember } from '#domain/staff/staff.ts'
import type { PersonKey } from './personKey.ts'
import type { ChangedPin, NewKey, NotOpened, PinBoxes, RenewedKey, ShownPin } from './pinBoxes.ts'
import type { PinCost, PinStretch } from './pinStretch.ts'

/** So long (ms) a colleague's key signs here after their PIN. */
const LENT_FOR = 120_000

/** Who is signed in. */
export interface Session {
  readonly staff: string
  readonly callName: string
  readonly roles: readonly Role[]
}

/** What signing in gave. */
export type SignIn = { readonly ok: true; readonly session: Session } | NotOpened

/** Who is signed in on this tablet, and the lock. Works without the network; a reload locks. */
export interface Sessions {
  readonly session: Session | null
  /** The key of whoever is signed in, and only while they are. */
  readonly signer: PersonKey | null
  /** Who signs here: whoever is signed in, and who has shown their PIN beside them. */
  readonly signers: readonly ActSigner[]
  /** Somebody signs here, too, what names them, until the answer is called or this tablet is locked. */
  lend(key: ActSigner): () => void
  signIn(staff: string, pin: string): Promise<SignIn>
  /** A second person shows with their PIN that they are here; who is signed in stays so. Wrong tries count as always. */
  prove(staff: string, pin: string): Promise<ShownPin>
  /** A new key for somebody. */
  makeKey(staff: string, pin: string): Promise<NewKey>
  /** A new key for whoever is signed in, under a PIN that is not theirs until now: that one may be known to a thief. */
  renewKey(pin: string): Promise<RenewedKey>
  /**
   * The key of the hall's first manager, or of the first after a recovery, boxed `under` a new desk secret then. It signs
   * at once: nobody is there who could have given it.
   */
  makeFirstKey(
    staff: string,
    pin: string,
    under?: Uint8Array,
  ): Promise<NewKey & Pick<PersonKey, 'wrap'> & { readonly lend: () => () => void }>
  /**
   * Who is signed in types their PIN once more, because the key in use cannot be read out to be boxed again; null: the PIN
   * that somebody else chose, with which they have just signed in.
   */
  changePin(oldPin: string | null, newPin: string): Promise<ChangedPin>
  signOut(): void
  /** Somebody touched the screen: the idle lock starts again. */
  touched(): void
  /** The tablet may have slept: locks if its time is up. */
  woke(): void
  /** Signs out when whoever was removed or got another key is signed in; roles follow. */
  follow(change: HallChange): void
  close(): void
}

/** Something on this tablet that opens to the person who is signed in. */
export interface PersonsLock {
  open(key: PersonKey): Promise<unknown>
  lock(): void
  /** This person opens nothing here any more. */
  forget(staff: string): Promise<void>
}

const TURNED_AWAY: NotOpened = { ok: false, why: 'tablet-revoked', waitSeconds: 0 }

/** An open form or a customer at the counter keeps the idle lock away for so many times the hall's time, and no longer. */
const LONGEST_HELD = 2

/**
 * Opens the sessions. Wrong tries are counted before a PIN is judged (`pinTries.ts`).
 */
export async function openSessions(options: {
  readonly hall: () => OpenHall
  /** What is done on this tablet counts for nobody any more: nobody signs in, whatever the PIN. */
  readonly isRevoked: () => boolean
  readonly keepsakes: Keepsakes
  readonly chance: Chance
  readonly stretch: PinStretch
  readonly pinCost?: PinCost
  /** What only the person signed in may open: told whose key is in use, and when nobody's is any more. */
  readonly vault: PersonsLock
  readonly guards: Guards
  readonly clock: Clock
  /** Running time (ms since some moment). */
  readonly elapsed?: (() => number) | undefined
  readonly onSession: () => void
  readonly perform: HallLog['perform']
  readonly onFault: OnFault
}): Promise<Sessions> {
  const { hall, clock, guards } = options
  let boxes: PinBoxes | null = null
  let session: Session | null = null
  let signer: PersonKey | null = null
  let lent: readonly ActSigner[] = []
  /** The key that whoever is signed in made for themselves: theirs once the list says so. */
  let renewed: PersonKey | null = null
  /** The PIN of whoever is signed in with one that somebody else chose, until they have chosen their own. */
  let given: string | null = null
  let cancelLock = () => {}
  const { elapsed = () => performance.now() } = options
  const moment = () => ({ clock: clock.now(), running: elapsed() })
  let touched = moment()
  /** One PIN is judged at a time. */
  let judging: Promise<unknown> = Promise.resolve()

  /** No first screen waits for what works with PINs: it comes with the first, like the program that stretches it. */
  async function pinBoxes(): Promise<PinBoxes> {
    const { createPinBoxes } = await import('./pinBoxes.ts')
    boxes ??= createPinBoxes(options)
    return boxes
  }

  const prove = async (staff: string, pin: string): Promise<ShownPin> =>
    options.isRevoked() ? TURNED_AWAY : (await pinBoxes()).open(staff, pin)

  /** What a colleague who stands here has shown their PIN for is tapped at once, or not at all. */
  async function proveBeside(staff: string, pin: string): Promise<ShownPin> {
    const proof = await prove(staff, pin)
    if (proof.ok) clock.after(LENT_FOR, lend(proof.key))
    return proof
  }

  function lend(key: ActSigner): () => void {
    lent = [...lent.filter(({ staff }) => staff !== key.staff), key]
    return () => {
      lent = lent.filter((each) => each !== key)
    }
  }

  async function begin(staff: string, pin: string): Promise<SignIn> {
    const proof = await prove(staff, pin)
    const person = hall().staff.get(staff)
    if (!proof.ok || !person) return proof.ok ? { ok: false, why: 'staff-unknown', waitSeconds: 0 } : proof
    if (options.isRevoked()) return TURNED_AWAY
    // What opens with it can wait for room; whoever stands here cannot.
    await options.vault.open(proof.key).catch((fault: unknown) => {
      if (!isFull(fault)) throw fault
      options.onFault(fault)
    })
    session = sessionOf(person)
    signer = proof.key
    renewed = null
    given = person.given ? pin : null
    touched = moment()
    watchIdle()
    options.onSession()
    return { ok: true, session }
  }

  async function makeKey(staff: string, pin: string): Promise<NewKey> {
    const { inUse, ...made } = await (await pinBoxes()).make(staff, pin)
    if (staff === session?.staff) renewed = inUse
    return made
  }

  async function renewKey(pin: string): Promise<RenewedKey> {
    const staff = session?.staff ?? ''
    if (await (await pinBoxes()).isTheirs(staff, pin)) return { ok: false, why: 'same-pin' }
    return { ok: true, ...(await makeKey(staff, pin)) }
  }

  const changePin = async (typed: string | null, newPin: string): Promise<ChangedPin> =>
    (await pinBoxes()).change(session?.staff ?? '', typed ?? given, newPin)

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = judging.then(task)
    judging = done.catch(options.onFault)
    return done
  }

  function signOut(): void {
    cancelLock()
    if (!session) return
    session = null
    signer = null
    lent = []
    renewed = null
    given = null
    options.vault.lock()
    options.onSession()
  }

  /** Locks when nobody has touched the screen for long enough, and looks again when that may be so. */
  function watchIdle(): void {
    cancelLock()
    if (!session) return
    // A clock that was set back must not put the lock off, and running time may stand still while the tablet sleeps.
    const { clock: at, running } = moment()
    const idle = Math.max(at - touched.clock, running - touched.running)
    const longest = hall().settings.rules.lockAfterMinutes * 60_000 * (guards.holding ? LONGEST_HELD : 1)
    if (idle >= longest) signOut()
    else cancelLock = clock.after(longest - idle, watchIdle)
  }

  function touch(): void {
    // A tablet that slept has no running timers: the first touch after a long sleep finds it locked.
    watchIdle()
    touched = moment()
    watchIdle()
  }

  const stopFree = guards.onFree(watchIdle)

  return {
    get session() {
      return session
    },
    get signer() {
      return signer
    },
    get signers() {
      return signer ? [signer, ...lent] : lent
    },
    lend,
    signIn: (staff, pin) => inTurn(() => begin(staff, pin)),
    prove: (staff, pin) => inTurn(() => proveBeside(staff, pin)),
    makeKey,
    renewKey: (pin) => inTurn(() => renewKey(pin)),
    async makeFirstKey(staff, pin, under) {
      const { inUse, ...made } = await (await pinBoxes()).make(staff, pin, under)
      return { ...made, wrap: inUse.wrap, lend: () => lend(inUse) }
    },
    changePin: (oldPin, newPin) => inTurn(() => changePin(oldPin, newPin)),
    signOut,
    touched: touch,
    woke: watchIdle,
    follow({ hall, before }) {
      // A shorter time holds at once, also where nobody touches the tablet.
      if (hall.settings.rules.lockAfterMinutes !== before.settings.rules.lockAfterMinutes) watchIdle()
      if (hall.staff === before.staff) return
      for (const { id, removed, key } of hall.staff.values()) {
        const was = before.staff.get(id)
        if ((removed && !was?.removed) || (was && was.key !== null && was.key !== key))
          options.vault.forget(id).catch(options.onFault)
      }
      if (!session) return
      const person = hall.staff.get(session.staff)
      if (renewed && person?.key === renewed.publicKey) {
        signer = renewed
        renewed = null
        // The vault is open now and lets the new key in; later it would take a colleague.
        options.vault.open(signer).catch(options.onFault)
      }
      if (!person || person.removed || person.key !== signer?.publicKey) return signOut()
      const next = sessionOf(person)
      if (JSON.stringify(next) === JSON.stringify(session)) return
      session = next
      options.onSession()
    },
    close() {
      cancelLock()
      boxes?.close()
      stopFree()
    },
  }
}

const sessionOf = ({ id, callName, roles }: StaffMember): Session => ({ staff: id, callName, roles })
