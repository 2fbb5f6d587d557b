import type { BackOff } from '#device/basics/backOff.ts'
import type { OwnJournal } from '#device/journal/pen.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import type { Cursor } from '#device/store/database.ts'
import type { HallChange, Performed } from './hallLog.ts'
import type { Arrival } from './workingSet.ts'

/** How the tabs of a device meet: the lock that one of them holds, and what they say to each other. */

/** The lock that the tab with the pen holds. */
export interface PenLock {
  /** Runs `hold` with the lock; says how it ended. `try` does not wait, `steal` takes it from whoever has it. */
  request(mode: 'try' | 'wait' | 'steal', hold: () => Promise<void>, signal: AbortSignal): Promise<LockEnd>
}
/** Held and let go; held and lost; another tab has it (`try`); the browser gives it to nobody, or we gave up. */
export type LockEnd = 'released' | 'stolen' | 'not-available' | 'refused'

/** What tabs say to each other reaches every other tab, in order. */
export interface PenChannel {
  post(message: PenMessage): void
  listen(listener: (message: PenMessage) => void): void
  close(): void
}

/** The page goes away for good; it is put aside, and does nothing until it is wanted again; it is there, after all or again. */
export type PageTurn = 'gone' | 'asleep' | 'back'

/** The ports through which a tab meets the others. */
export interface PenPorts {
  readonly lock: PenLock
  readonly channel: PenChannel
  /** Runs a task once after `ms`; the answer cancels it. */
  readonly after: (ms: number, task: () => void) => () => void
  /** How long a refused tab waits before it asks again. */
  readonly backOff: BackOff
  /** Tells what becomes of the page; the answer stops it. */
  readonly onPage: (tell: (page: PageTurn) => void) => () => void
}

/** A command in the hands of another tab. Its id makes a repeat harmless. */
export interface HandedCommand {
  readonly id: string
  readonly name: string
  readonly ask: unknown
  /** Who is signed in at the tab where it was tapped. */
  readonly by: string | null
  /** Who has shown their PIN at that tab: they sign what needs them. */
  readonly signers: readonly ActSigner[]
  /** Whoever wrote it has looked at its words once more. */
  readonly harmless?: boolean
}

/** What goes over the channel. */
export type PenMessage =
  | { readonly kind: 'command'; readonly call: HandedCommand }
  | { readonly kind: 'heard'; readonly id: string }
  /** Whether the tab that heard it is still at it: it says once more that it has heard. */
  | { readonly kind: 'still'; readonly id: string }
  | { readonly kind: 'result'; readonly id: string; readonly result: Performed }
  /** A tab is about to take the pen. */
  | { readonly kind: 'taking' }
  /** A tab has got the pen. The word is an old one: after an update tabs of two versions talk for a while. */
  | { readonly kind: 'writer' }
  | { readonly kind: 'changed'; readonly news: News }

/** What the tab that writes has stored: events, seqs of known lines, and where it stands; or that all is to be read again. */
export type News =
  | { readonly kind: 'read-again' }
  /** Lines that nobody had folded are set aside. */
  | { readonly kind: 'set-aside' }
  | {
      readonly kind: 'stored'
      readonly arrivals: readonly Arrival[]
      readonly known: readonly { readonly journal: string; readonly n: number; readonly seq: number }[]
      readonly origin: HallChange['origin']
      readonly journals: readonly OwnJournal[]
      readonly cursor: Cursor
      readonly oldest: number | null
    }

/** The tab that is alone on its device: it always writes. */
export const onlyTab: PenPorts = {
  lock: { request: async (_mode, hold) => hold().then(() => 'released') },
  channel: { post: () => undefined, listen: () => undefined, close: () => undefined },
  after: () => () => undefined,
  backOff: { next: () => 0, reset: () => undefined },
  onPage: () => () => undefined,
}
