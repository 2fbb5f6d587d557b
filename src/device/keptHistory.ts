import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { OnFault } from '#device/basics/ports.ts'

/** What this tablet and the hall server have told each other of how far each has the history, on the disk for the next start. */
export interface KeptHistory {
  /** What the hall server last said that it has on its disk, and to which epoch all that is held here was brought back. */
  said(): { readonly receipt: string | null; readonly offered: string | null }
  /** Up to where (seq) that epoch of the hall server has heard this tablet; null: nothing of that epoch is known. */
  confirmedIn(server: string | null): number | null
  /** The share that this tablet had then as a counter. */
  confirmedShare(): readonly string[]
  /** When the hall server was last heard (ms since 1970), to the minute; null: never. */
  heardAt(): number | null
  hear(at: number): void
  hearReceipt(receipt: string): void
  hearConfirmed(confirmed: { readonly server: string; readonly seq: number }, share: () => Iterable<string>): void
  bringBack(offered: string): void
}

/** The share as of then is kept with it: a tablet that loses its database cannot work it out again while it is alone. */
const Confirmed = v.object({ server: v.string(), seq: v.number(), share: v.optional(v.array(v.string()), []) })
const CONFIRMED = 'confirmed'
const RECEIPT = 'receipt'
const OFFERED = 'offered'
const HEARD = 'heard'
/** How long (ms) the server is heard before it is written down again. */
const HEARD_EVERY_MS = 60_000

/** Reads what an earlier start has left. */
export async function openKeptHistory(keepsakes: Keepsakes, onFault: OnFault): Promise<KeptHistory> {
  let confirmed = await keepsakes.read(CONFIRMED, Confirmed)
  let receipt = await keepsakes.read(RECEIPT, v.string())
  let offered = await keepsakes.read(OFFERED, v.string())
  let heardAt = await keepsakes.read(HEARD, v.number())
  const write = (name: string, value: unknown) => void keepsakes.write(name, value).catch(onFault)
  return {
    said: () => ({ receipt, offered }),
    confirmedIn: (server) => (confirmed && confirmed.server === server ? confirmed.seq : null),
    confirmedShare: () => confirmed?.share ?? [],
    heardAt: () => heardAt,
    hear(at) {
      if (heardAt !== null && Math.abs(at - heardAt) < HEARD_EVERY_MS) return
      heardAt = at
      write(HEARD, at)
    },
    hearReceipt(told) {
      if (told === receipt) return
      receipt = told
      write(RECEIPT, told)
    },
    hearConfirmed(told, share) {
      if (confirmed?.seq === told.seq && confirmed.server === told.server) return
      confirmed = { ...told, share: [...share()] }
      write(CONFIRMED, confirmed)
    },
    bringBack(wants) {
      offered = wants
      write(OFFERED, wants)
    },
  }
}
