/**
 * @module device/who
 * Who this tablet is and who is signed in on it: identity, the key it signs with, PINs and the lock.
 */
import * as v from 'valibot'
import type { Guards } from '#device/basics/guards.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Clock, OnFault } from '#device/basics/ports.ts'
import type { HallChange } from '#device/hallLog/hallLog.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { Role } from '#domain/staff/events.ts'
import type { StaffMember } from '#domain/staff/staff.ts'
import type { PinStretch } from './pinStretch.ts'

/** Who is signed in. */
export interface Session {
  readonly staff: string
  readonly callName: string
  readonly roles: readonly Role[]
}

/** What a PIN showed. `wait` counts seconds until the next try is allowed. */
export type Proof =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly why: 'wrong-pin' | 'wait' | 'no-pin-set' | 'staff-unknown'
      readonly waitSeconds: number
    }

/** What signing in gave. */
export type SignIn = { readonly ok: true; readonly session: Session } | Extract<Proof, { readonly ok: false }>

/** Who is signed in on this tablet, and the lock. Works without the network; a reload locks. */
export interface Sessions {
  readonly session: Session | null
  signIn(staff: string, pin: string): Promise<SignIn>
  /** A second person shows with their PIN that they are here; who is signed in stays so. Wrong tries count as always. */
  prove(staff: string, pin: string): Promise<Proof>
  signOut(): void
  /** Somebody touched the screen: the idle lock starts again. */
  touched(): void
  /** Signs out when whoever was removed is signed in; roles follow. */
  follow(change: HallChange): void
  close(): void
}

/** Something on this tablet that opens to the person who is signed in. */
export interface PersonsLock {
  open(staff: string, pin: string): Promise<unknown>
  lock(): void
  /** This person opens nothing here any more. */
  forget(staff: string): Promise<void>
}

/** Seconds until the next try after 1, 2, 3 … wrong PINs in a row; the last one stays. */
const WAITS_AFTER_WRONG_PINS = [0, 0, 5, 15, 30, 60, 120, 300] as const

const Wrong = v.record(v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0)))
const NAME = 'wrong-pins'

/**
 * Opens the sessions. Wrong tries are counted on the disk before a PIN is judged, so that closing the app gives nobody a
 * free try; the wait is measured in running time, never by the clock, and starts again after a reload.
 */
export async function openSessions(options: {
  readonly hall: () => OpenHall
  readonly keepsakes: Keepsakes
  readonly stretch: PinStretch
  /** What only the person signed in may open: told who signed in with which PIN, and when nobody is any more. */
  readonly vault: PersonsLock
  readonly guards: Guards
  readonly clock: Clock
  readonly onSession: () => void
  readonly onFault: OnFault
}): Promise<Sessions> {
  const { hall, keepsakes, clock, guards } = options
  const wrong = new Map(Object.entries((await keepsakes.read(NAME, Wrong)) ?? {}))
  const waits = new Map<string, number>()
  let session: Session | null = null
  let cancelLock = () => {}
  let cancelTick: (() => void) | null = null
  let touchedAt = clock.now()
  /** One PIN is judged at a time. */
  let judging: Promise<unknown> = Promise.resolve()

  for (const [staff, count] of wrong) startWait(staff, count)

  function startWait(staff: string, count: number): void {
    const seconds = waitAfter(count)
    if (seconds === 0) return
    waits.set(staff, seconds)
    cancelTick ??= clock.after(1_000, tick)
  }

  function tick(): void {
    for (const [staff, left] of waits) {
      if (left > 1) waits.set(staff, left - 1)
      else waits.delete(staff)
    }
    cancelTick = waits.size > 0 ? clock.after(1_000, tick) : null
  }

  const countWrong = async (staff: string, count: number) => {
    if (count > 0) wrong.set(staff, count)
    else wrong.delete(staff)
    await keepsakes.write(NAME, Object.fromEntries(wrong))
  }

  async function judge(staff: string, pin: string): Promise<Proof> {
    const person = hall().staff.get(staff)
    if (!person || person.removed) return { ok: false, why: 'staff-unknown', waitSeconds: 0 }
    if (!person.pin) return { ok: false, why: 'no-pin-set', waitSeconds: 0 }
    const left = waits.get(staff) ?? 0
    if (left > 0) return { ok: false, why: 'wait', waitSeconds: left }
    const count = (wrong.get(staff) ?? 0) + 1
    await countWrong(staff, count)
    const { salt, memory, passes, hash } = person.pin
    const stretched = await options.stretch({ pin, salt, memory, passes }).catch(async (fault: unknown) => {
      // Nobody tried a wrong PIN: it could not be checked.
      await countWrong(staff, count - 1)
      throw fault
    })
    if (!same(stretched, hash)) {
      startWait(staff, count)
      return { ok: false, why: 'wrong-pin', waitSeconds: waitAfter(count) }
    }
    await countWrong(staff, 0)
    return { ok: true }
  }

  async function begin(staff: string, pin: string): Promise<SignIn> {
    const proof = await judge(staff, pin)
    const person = hall().staff.get(staff)
    if (!proof.ok || !person) return proof.ok ? { ok: false, why: 'staff-unknown', waitSeconds: 0 } : proof
    await options.vault.open(staff, pin)
    session = sessionOf(person)
    touchedAt = clock.now()
    touched()
    options.onSession()
    return { ok: true, session }
  }

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = judging.then(task)
    judging = done.catch(options.onFault)
    return done
  }

  function signOut(): void {
    cancelLock()
    if (!session) return
    session = null
    options.vault.lock()
    options.onSession()
  }

  const lockAfterMs = () => hall().settings.rules.lockAfterMinutes * 60_000

  function touched(): void {
    const idle = clock.now() - touchedAt
    touchedAt = clock.now()
    cancelLock()
    if (!session) return
    cancelLock = clock.after(lockAfterMs(), lock)
    // A tablet that slept has no running timers: the first touch after a long sleep finds it locked.
    if (idle > lockAfterMs()) lock()
  }

  function lock(): void {
    if (!guards.holding) signOut()
  }

  const stopFree = guards.onFree(() => {
    touchedAt = clock.now()
    touched()
  })

  return {
    get session() {
      return session
    },
    signIn: (staff, pin) => inTurn(() => begin(staff, pin)),
    prove: (staff, pin) => inTurn(() => judge(staff, pin)),
    signOut,
    touched,
    follow({ hall, before }) {
      if (hall.staff === before.staff) return
      for (const { id, removed } of hall.staff.values())
        if (removed && !before.staff.get(id)?.removed) options.vault.forget(id).catch(options.onFault)
      if (!session) return
      const person = hall.staff.get(session.staff)
      if (!person || person.removed) return signOut()
      const next = sessionOf(person)
      if (JSON.stringify(next) === JSON.stringify(session)) return
      session = next
      options.onSession()
    },
    close() {
      cancelLock()
      cancelTick?.()
      stopFree()
    },
  }
}

const sessionOf = ({ id, callName, roles }: StaffMember): Session => ({ staff: id, callName, roles })

const waitAfter = (count: number): number =>
  WAITS_AFTER_WRONG_PINS[Math.min(count, WAITS_AFTER_WRONG_PINS.length) - 1] ?? 0

/** Compares in the same time whatever differs. */
function same(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ (b.charCodeAt(i) || 0)
  return difference === 0
}
