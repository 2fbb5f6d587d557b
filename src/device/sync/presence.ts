import { shareOf } from '#domain/calls/share.ts'
import { type Contact, inTouch } from '#domain/command.ts'
import { lostAs } from '#domain/counters/queries.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { SyncState } from './sync.ts'

/** Who hears whom, as commands need to know it. */
export interface Presence {
  /** Whether this tablet hears the hall server, and which tickets belong to counters that nobody hears. */
  contact(): Contact
  /** The share that this tablet's own counters have as of what it had received when it was last confirmed, by ticket. */
  ownShare(confirmed: number): readonly string[]
}

/**
 * Works out contact from what the hall server last said. While it is heard, every silent counter keeps its share of the
 * line for the hall's `shareMinutes`, unless a person declared it lost. Alone, this tablet's counter has the share that
 * the others leave it: of the hall as far as the server knows that this tablet had it.
 */
export function createPresence(options: {
  readonly tablet: string
  readonly hall: () => OpenHall
  readonly hallAsOf: (seq: number) => OpenHall
  /** How far this tablet has received, and from which server. */
  readonly cursor: () => { readonly server: string | null; readonly seq: number }
  readonly state: () => Pick<SyncState, 'link' | 'silent'>
  /** The cursor of the last hello that was answered, on this start or an earlier one; null: never. */
  readonly confirmed: () => number | null
  /** The share of this tablet's own counters as of then, when what it was worked out of is lost. */
  readonly rememberedShare: () => readonly string[]
  /** Corrected time. */
  readonly now: () => number
}): Presence {
  const { tablet, hall, hallAsOf } = options
  const shares = new Map<string, readonly string[]>()

  /** Shares as of one cursor never change once everything up to it is here; those asked for last are remembered. */
  function shareAsOf(seq: number, counter: string): readonly string[] {
    const { server, seq: reached } = options.cursor()
    const key = `${server}/${seq}/${counter}`
    const share = shares.get(key) ?? shareOf(hallAsOf(seq), counter)
    // What is asked for again and again stays: the hall as of long ago is not held for ever.
    shares.delete(key)
    const [oldest] = shares.size >= 64 ? shares.keys() : []
    if (oldest !== undefined) shares.delete(oldest)
    if (seq <= reached) shares.set(key, share)
    return share
  }

  const countersAt = (id: string) => [...hall().counters.values()].filter((counter) => counter.tablet === id)

  /** What belongs to silent counters. Alone, nobody can say that a share's time is up: it stays theirs. */
  function leftToSilent(alone: boolean): Map<string, string> {
    const { silentAfterSeconds, shareMinutes } = hall().settings.rules
    const leftTo = new Map<string, string>()
    for (const [id, { seq, since }] of options.state().silent) {
      const seconds = (options.now() - since) / 1_000
      if (id === tablet || (!alone && (seconds < silentAfterSeconds || seconds > shareMinutes * 60))) continue
      for (const counter of countersAt(id)) {
        if (lostAs(hall(), counter) === null)
          for (const ticket of shareAsOf(seq, counter.id)) leftTo.set(ticket, counter.id)
      }
    }
    return leftTo
  }

  const ownShare = (confirmed: number) => countersAt(tablet).flatMap(({ id }) => shareAsOf(confirmed, id))

  return {
    ownShare,
    contact() {
      if (options.state().link !== 'connected') {
        const confirmed = options.confirmed()
        const mine = confirmed === null ? options.rememberedShare() : ownShare(confirmed)
        // Shares of counters that fell silent before this one did were dealt from another line and can overlap with ours.
        return { share: new Set(mine), leftTo: leftToSilent(true) }
      }
      const leftTo = leftToSilent(false)
      return leftTo.size === 0 ? inTouch : { share: null, leftTo }
    },
  }
}
