import type { Chance, JournalDisk } from '#device/basics/ports.ts'
import type { JournalOwner } from '#device/journal/pen.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import type { Database } from '#device/store/database.ts'
import type { Contact } from '#domain/command.ts'
import type { Place } from '#domain/kind.ts'
import type { Slice } from '#domain/slice.ts'
import type { HallCommand } from '#domain/whole.ts'
import type { PenPorts } from './penPorts.ts'

/** What the log of a paired tablet needs of the world. */
export interface LogOptions {
  /** Where the database lives; its name is given by the hall. */
  readonly database?: Omit<Database, 'name' | 'version'>
  /** The build of the app: another build folds history afresh, so that kinds it has learnt count. */
  readonly version: string
  readonly disk: JournalDisk
  /** How many bytes of it are kept for emergencies; left out in the hall: `RESERVE_BYTES`. */
  readonly reserveBytes?: number | undefined
  /** What is taken from the shelf at the start, because this place works with it. */
  readonly opens: readonly Slice[]
  readonly chance: Chance
  /** Corrected time, ms since 1970. */
  readonly now: () => number
  /** How long (ms) this tablet has run: what its clock says plays no part. */
  readonly running: () => Promise<number>
  /** Whose lines this tablet writes. */
  readonly identity: JournalOwner & { readonly place: Place }
  /** The root key by which rights are judged; null on the first tablet, which founds the hall. */
  readonly root?: string | null
  /** Who is signed in and whom this tablet hears, at the moment of a command. */
  readonly situation: () => {
    readonly by: string | null
    /** Who has shown their PIN here: whoever is signed in, and whoever stands beside them. */
    readonly signers: readonly ActSigner[]
    readonly contact: Contact
    /** Only one clock says that it is this time. */
    readonly isTimeUnchecked?: boolean
    /** This tablet was sent away: what is done here counts for nobody. */
    readonly isRevoked?: boolean
  }
  /** The hall server has passed on what tablets have signed of their journals. */
  readonly onSigned?: () => void
  /** Finds a command that another tab hands over, by name. Asked for rarely, so that no place has to load them all. */
  readonly commands?: (name: string) => Promise<HallCommand<never> | undefined>
  /** How the tabs of this device agree on who has the pen; without it this tab is the only one. */
  readonly pen?: PenPorts | undefined
}
