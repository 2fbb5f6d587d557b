import type { HallLog } from '#device/hallLog/hallLog.ts'
import { revealPaper } from '#domain/papers/commands.ts'
import type { OpenedPaper, PaperPlace, Papers } from './papers.ts'

/** A paper that somebody wants to read, and why. */
export interface AskedPaper extends PaperPlace {
  readonly name: string
  readonly reason: 'own-work' | 'review' | 'late-entry' | 'call-back' | 'ledger' | 'care' | 'watched'
}

/** Who stands at the door: who is signed in, and the log in which it is noted. */
interface Reader {
  readonly log: Pick<HallLog, 'perform'>
  readonly session: object
}

/** The one door to what papers say. Papers and vault as a tablet hands them out open nothing. */
export type PaperDoor = (reader: Reader, asked: AskedPaper) => Promise<OpenedPaper>

/** Shuts papers behind a door: it asks for the role, notes who reads what and why, and opens when that was accepted. */
export function shutBehindDoor(papers: Pick<Papers, 'open'>): PaperDoor {
  /** What was revealed to whom while they are signed in: what belongs to one thing is noted once. */
  const revealed = new WeakMap<object, Set<string>>()
  return async ({ log, session }, { name, reason, ...place }) => {
    const known = revealed.get(session) ?? new Set()
    const what = `${place.subject} ${reason}`
    if (!known.has(what)) {
      if (!(await log.perform(revealPaper, { ...place, reason })).ok) return { ok: false, why: 'not-allowed' }
      revealed.set(session, known.add(what))
    }
    return papers.open(name, place)
  }
}

/** The tablet as far as reading a paper needs it. */
interface AtTheDoor extends Pick<Reader, 'log'> {
  readonly sealed: { readonly door: PaperDoor } | null
  readonly session: object | null
}

/** Reads a paper at this tablet's door. Whoever reads a sealed paper comes through here. */
export const openPaper = async ({ sealed, log, session }: AtTheDoor, asked: AskedPaper): Promise<OpenedPaper> =>
  sealed && session ? sealed.door({ log, session }, asked) : { ok: false, why: 'locked' }
