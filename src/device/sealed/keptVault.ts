import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'

/** What lies on this tablet's disk of its vault: nothing in it can be read without a person's key, but for the vault key that waits. */
export interface KeptVault {
  /** The vault; null while this tablet has no hall key. */
  readonly kept: Kept | null
  /**
   * The vault key of a tablet that was handed the hall key before anybody had signed in there. It lies open on the disk
   * until then, like the tablet's token: whoever can read this origin's whole storage before the first sign-in can read it.
   */
  readonly waiting: string | null
  write(next: Kept): Promise<void>
  leaveWaiting(vaultKey: string): Promise<void>
  forgetWaiting(): Promise<void>
}

const Sealed = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+=*$/))
const Kept = v.object({ ring: Sealed, envelopes: v.record(v.string(), Sealed) })
/** The sealed ring of hall keys, and an envelope with the vault key for each who may open it. */
export type Kept = v.InferOutput<typeof Kept>
const Waiting = v.object({ vaultKey: v.nullable(v.string()) })

const NAME = 'vault'
const WAITING = 'vault-waiting'

/** What the sealed ring of a tablet is bound to. */
export const boundToVault = (hall: string, tablet: string): string => JSON.stringify([hall, tablet, 'vault'])

/** Reads what this tablet keeps of its vault. */
export async function openKeptVault(keepsakes: Keepsakes): Promise<KeptVault> {
  let kept: Kept | null = await keepsakes.read(NAME, Kept)
  let waiting: string | null = (await keepsakes.read(WAITING, Waiting))?.vaultKey ?? null

  async function writeWaiting(vaultKey: string | null): Promise<void> {
    await keepsakes.write(WAITING, { vaultKey })
    waiting = vaultKey
  }

  return {
    get kept() {
      return kept
    },
    get waiting() {
      return waiting
    },
    async write(next) {
      await keepsakes.write(NAME, next)
      kept = next
    },
    leaveWaiting: writeWaiting,
    async forgetWaiting() {
      if (waiting !== null) await writeWaiting(null)
    },
  }
}
