import type { OpenHall } from '#domain/openHall.ts'
import { eventId, type LogEvent } from '#log/event.ts'
import type { Timeline } from './timeline.ts'

/** The seqs that the hall server gave the events in memory, and the hall as it was when everything up to one of them was known. */
export interface AsOf {
  note(id: string, seq: number): void
  /** Whether the hall server has given an event a seq. */
  has(event: LogEvent): boolean
  hall(seq: number, timeline: Timeline): OpenHall
  /** The lowest seq that was asked for of late; infinite where none was. */
  lowestAsked(): number
  /** Whether an event has a seq up to this one. */
  isUpTo(event: LogEvent, seq: number): boolean
  /** What counts is something else now: what was worked out is worked out anew. */
  workOutAnew(): void
  /** The seqs that were read from the disk, besides those that came meanwhile. */
  take(read: ReadonlyMap<string, number>): void
  /** Events have left memory. */
  forget(ids: readonly string[]): void
  /** A new server epoch: the seqs of the old one mean nothing any more. */
  forgetAll(): void
}

/** So many answers are kept. */
const MOST_ANSWERS = 4

/** Begins with no seqs. */
export function createAsOf(): AsOf {
  let seqs = new Map<string, number>()
  let answers = new Map<number, OpenHall>()
  const seqOf = (event: LogEvent) => seqs.get(eventId(event)) ?? Number.POSITIVE_INFINITY
  return {
    note(id, seq) {
      seqs.set(id, seq)
      for (const asked of answers.keys()) if (seq <= asked) answers.delete(asked)
    },
    has: (event) => seqs.has(eventId(event)),
    hall(seq, timeline) {
      const known = answers.get(seq)
      if (known) return known
      const hall = timeline.foldOnly((event) => seqOf(event) <= seq)
      answers = new Map([...answers, [seq, hall] as const].slice(-MOST_ANSWERS))
      return hall
    },
    lowestAsked: () => Math.min(...answers.keys()),
    isUpTo: (event, seq) => seqOf(event) <= seq,
    workOutAnew() {
      answers = new Map()
    },
    take(read) {
      seqs = new Map([...seqs, ...read])
      answers = new Map()
    },
    forget(ids) {
      for (const id of ids) seqs.delete(id)
    },
    forgetAll() {
      seqs = new Map()
      answers = new Map()
    },
  }
}
