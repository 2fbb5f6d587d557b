/**
 * @module device
 * This tablet, put together: paired with a hall, kept up to date, and met by the screens. Browser code without Vue.
 */
import type { Carrier } from '#device/carry/carrier.ts'
import type { OpenedDoor } from '#device/door/letIn.ts'
import type { HallLog } from '#device/hallLog/hallLog.ts'
import type { SealedThings } from '#device/sealed/sealedThings.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import type { Quiet } from '#device/sync/quiet.ts'
import type { Identity } from '#device/who/identity.ts'
import type { PersonKey } from '#device/who/personKey.ts'
import type { ChangedPin, NewKey, RenewedKey, ShownPin } from '#device/who/pinBoxes.ts'
import type { Session, SignIn } from '#device/who/session.ts'
import type { Contact } from '#domain/command.ts'
import type { Place } from '#domain/kind.ts'
import type { SignedText } from '#log/signed.ts'
import type { FirstManager, Founded } from './founding.ts'
import type { HeldSheet } from './heldSheet.ts'
import type { Pairing, PairingAsk } from './pairing.ts'
import type { openRecovery } from './recovering.ts'
import type { TabletStatus } from './tabletStatus.ts'

/** This tablet as the screens meet it. */
export interface Tablet {
  readonly log: HallLog
  readonly identity: Identity | null
  readonly status: TabletStatus
  readonly session: Session | null
  /** The key of whoever is signed in; it is forgotten with the session. */
  readonly signer: PersonKey | null
  /** The hall key on this tablet, its sealed papers and drafts; null before pairing, on a wall, and for a moment after the start. */
  readonly sealed: SealedThings | null
  /** The same once it is there. */
  openSealed(): Promise<SealedThings | null>
  /** What commands on this tablet go by now: its share while alone, the tickets left to silent counters. */
  readonly contact: Contact
  /** Corrected time, ms since 1970. */
  now(): number
  /** A new id made on this tablet, with the prefix of its noun: `n_9f3c21a7b0d84e55`. */
  newId(prefix: string): string
  /** Called when identity, status or session change; the answer stops it. */
  onStatus(listener: () => void): () => void
  /** Brings this tablet into the hall: the first with the terminal's code, any other by knocking with a manager's. */
  pair(ask: PairingAsk): Promise<Pairing>
  signIn(staff: string, pin: string): Promise<SignIn>
  /** A second person shows with their PIN that they are here, e.g. as a witness; the answer holds their key. */
  prove(staff: string, pin: string): Promise<ShownPin>
  /** Founds the hall on its first tablet. */
  foundHall(first: FirstManager): Promise<Founded>
  /** The recovery sheet that nobody has read back, on the tablet that founded the hall. */
  openHeldSheet(): Promise<HeldSheet>
  /** Begins to use the recovery sheet, in the hall or from outside. */
  openRecovery(): ReturnType<typeof openRecovery>
  /**
   * A key sheet is typed in where nobody can sign in, because this tablet lacks the desk secret that was made after a
   * theft: from then on PINs can be checked here. False: it is not the sheet of the hall key that is in use.
   */
  takeKeySheet(typed: string): Promise<boolean>
  /** Locks this tablet, whatever other tabs of it show. */
  signOut(): void
  /** Somebody touched the screen: the idle lock starts again. */
  touched(): void
  /** Makes a key for somebody, and its box under their first PIN. Throws when PINs cannot be stretched here. */
  makeKey(staff: string, pin: string): Promise<NewKey>
  /** The same for whoever is signed in, under another PIN than theirs until now. */
  renewKey(pin: string): Promise<RenewedKey>
  /**
   * A new box for the key of whoever is signed in, under another PIN; null: in place of the one that somebody else chose,
   * with which they have just signed in.
   */
  changePin(oldPin: string | null, newPin: string): Promise<ChangedPin>
  /** Makes a code for another tablet, and waits for it to knock (manager places only); it stands in the status from then on. */
  openDoor(ask: { place: Place; name: string; onChange?: () => void }): Promise<OpenedDoor>
  /** A signature over a slip's payload, base64url, for its QR code. */
  sign(text: SignedText): Promise<string>
  /** True when the signature is one of the hall's tablets' over the text; works without the network. */
  verify(text: SignedText, signature: string, tablet: string): Promise<boolean>
  /** Sends the hall server what is no JSON, e.g. a slip; null when nobody answers. */
  readonly post: HallServer['post']
  /** Carries events to and from other tablets without a server; null before pairing. */
  openCarrier(): Promise<Carrier | null>
  /** Try to reach the hall server now. */
  syncNow(): void
  /** A manager says that the hall server's time is right; false: it did not hear that. */
  confirmServerTime(): Promise<boolean>
  /** Somebody says what time it is now (ms since 1970), where no two clocks do. */
  sayTime(now: number): void
  /** Cuts this tablet off from the network, for so long (ms) or until somebody ends it. Nothing that is done is lost. */
  goQuiet(why: Quiet['why'], forMs: number | null): Promise<void>
  endQuiet(): Promise<void>
  /** While a guard holds, no update is activated and the idle lock comes later (a form, a customer, a call). Answer releases. */
  holdStill(reason: string): () => void
  applyUpdate(): void
  askPersistence(): Promise<boolean>
  close(): Promise<void>
}
