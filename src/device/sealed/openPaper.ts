import type { HallLog } from '#device/hallLog/hallLog.ts'
import { revealPaper } from '#domain/papers/commands.ts'
import type { OpenedPaper, PaperPlace } from './papers.ts'
import type { SealedThings } from './sealedThings.ts'

/** A paper that somebody wants to read, and why. */
export interface AskedPaper extends PaperPlace {
  readonly name: string
  readonly reason: 'own-work' | 'review' | 'late-entry' | 'call-back' | 'ledger' | 'care' | 'watched'
}

/** The tablet as far as the door needs it: who is signed in, the log in which it is noted, what lies behind it. */
interface AtTheDoor {
  readonly sealed: { readonly papers: Pick<SealedThings['papers'], 'open'> } | null
  readonly log: Pick<HallLog, 'perform'>
  readonly session: object | null
}

/** What was revealed to whom while they are signed in: what belongs to one thing is noted once. */
const revealed = new WeakMap<object, Set<string>>()

/**
 * The one door to what a paper says: it asks for the role, notes who reads what and why, and opens when that was accepted.
 * Whoever reads a sealed paper comes through here.
 */
export async function openPaper(
  { sealed, log, session }: AtTheDoor,
  { name, reason, ...place }: AskedPaper,
): Promise<OpenedPaper> {
  if (!sealed || !session) return { ok: false, why: 'locked' }
  const known = revealed.get(session) ?? new Set()
  const what = `${place.subject} ${reason}`
  if (!known.has(what)) {
    if (!(await log.perform(revealPaper, { ...place, reason })).ok) return { ok: false, why: 'not-allowed' }
    revealed.set(session, known.add(what))
  }
  return sealed.papers.open(name, place)
}
