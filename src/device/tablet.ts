import type { Place } from '#domain/kind.ts'
import type { Role } from '#domain/staff/events.ts'
import type { HallLog } from './hallLog.ts'

/** Who this tablet is, as pairing settled it. */
export interface Identity {
  readonly hall: string
  readonly tablet: string
  readonly name: string
  readonly place: Place
  readonly lane: number
}

/** The truth in the corner: whom this tablet hears, what is where. */
export interface TabletStatus {
  /** connected · offline (no network) · server-lost (network, no hall server) · revoked · not-paired. */
  readonly link: 'connected' | 'offline' | 'server-lost' | 'revoked' | 'not-paired'
  /** When the hall server was last heard, corrected ms since 1970; null: never on this start. */
  readonly heardAt: number | null
  /** The device clock was never compared with a hall server's. */
  readonly clock: 'set' | 'not-set'
  /** Own events the server does not have, and when the oldest happened. */
  readonly unsent: { readonly count: number; readonly oldest: number | null }
  /** Events the server has and this tablet does not yet. */
  readonly behind: number
  /** Tablets not heard by the server for the hall's `silentAfterSeconds`, with the time they were last heard. */
  readonly silent: ReadonlyMap<string, number>
  /** Journals of which the server, or this tablet, misses lines: "tablet 3 is missing events 399–412". */
  readonly missing: readonly { readonly journal: string; readonly from: number; readonly to: number }[]
  readonly storage: {
    readonly persisted: boolean | null
    readonly usedBytes: number
    readonly quotaBytes: number
    /** The database was rebuilt from the journal at this start. */
    readonly rebuilt: boolean
  }
  /** Whether this tab writes, hands its commands to another tab, or cannot save at all. */
  readonly writer: 'this-tab' | 'another-tab' | 'none'
  /** A new version of the app waits. */
  readonly updateWaits: boolean
}

/** Who is signed in. */
export interface Session {
  readonly staff: string
  readonly callName: string
  readonly roles: readonly Role[]
}

/** What signing in gave. `wait` counts seconds until the next try is allowed. */
export type SignIn =
  | { readonly ok: true; readonly session: Session }
  | {
      readonly ok: false
      readonly why: 'wrong-pin' | 'wait' | 'no-pin-set' | 'staff-unknown'
      readonly waitSeconds: number
    }

/** What pairing gave. */
export type Pairing =
  | { readonly ok: true; readonly identity: Identity }
  | {
      readonly ok: false
      readonly why:
        | 'code-wrong'
        | 'code-expired'
        | 'pairing-locked'
        | 'server-unreachable'
        | 'already-paired'
        | 'storage-unavailable'
      readonly waitSeconds: number
    }

/** This tablet as the screens meet it. */
export interface Tablet {
  readonly log: HallLog
  readonly identity: Identity | null
  readonly status: TabletStatus
  readonly session: Session | null
  /** Corrected time, ms since 1970. */
  now(): number
  /** Called when identity, status or session change; the answer stops it. */
  onStatus(listener: () => void): () => void
  pair(ask: { code: string; name: string }): Promise<Pairing>
  signIn(staff: string, pin: string): Promise<SignIn>
  signOut(): void
  /** Somebody touched the screen: the idle lock starts again. */
  touched(): void
  /** Stretches a new PIN for a `StaffPinSet` event. */
  stretchPin(pin: string): Promise<{ salt: string; hash: string; memory: number; passes: number }>
  /** Asks the hall server for a pairing code for another tablet (manager places only). */
  makeCode(ask: {
    place: Place
    name: string
  }): Promise<
    | { ok: true; code: string; expires: number; link: string }
    | { ok: false; why: 'server-unreachable' | 'not-your-place' }
  >
  /** A signature over a slip's payload, base64url, for its QR code. */
  sign(text: string): Promise<string>
  /** True when the signature is one of the hall's tablets' over the text; works without the network. */
  verify(text: string, signature: string, tablet: string): Promise<boolean>
  /** Try to reach the hall server now. */
  syncNow(): void
  /** While a guard holds, no update is activated and the idle lock waits (a form, a customer, a call). Answer releases. */
  holdStill(reason: string): () => void
  applyUpdate(): void
  askPersistence(): Promise<boolean>
  close(): Promise<void>
}
