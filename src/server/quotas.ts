import type { HallEvent } from '#domain/whole.ts'
import { isHallEvent, kinds } from '#domain/whole.ts'
import type { Push } from './admission/push.ts'
import type { AuthorityList } from './authorityList.ts'
import type { Gathering } from './gathering.ts'
import type { ServerClock } from './serverClock.ts'

const MIB = 1024 * 1024
const DAY_MS = 24 * 60 * 60_000
/** What one tablet may bring in a day: more than a year of its own lines, should it bring them all to a new server. */
const LINES_A_DAY = 256 * MIB
/** Of what is kept for the worst day one tablet may use so much. */
const LINES_OF_RESERVE = 4 * MIB

/**
 * What a line weighs (bytes) that no manager has signed and that is kept in mind, should one turn out to have: what says who
 * may do what, by everybody and as long as the hall stands; what a manager has done for ever, by the server, which looks at
 * it again with every push. Nobody says some hundred of them in a day.
 */
const KEPT_IN_MIND = MIB

/** What a paper weighs (bytes) that a line names: it is looked for as long as the hall stands. Nobody names thousands in a day. */
const PAPER_WEIGHS = 16 * 1024

/** What a push weighs (bytes). A server that is still being told who may do what weighs the bytes alone. */
export async function weightOf(
  { lines }: Push,
  bytes: number,
  of: { readonly list: Pick<AuthorityList, 'isFounded' | 'isSigned'>; readonly gathering: Pick<Gathering, 'isOver'> },
): Promise<number> {
  const heavy = lines.filter(({ event }) => isHallEvent(event) && isKeptInMind(event) && !isByManager(event, of.list))
  const isTold = heavy.length > 0 && of.list.isFounded() && (await of.gathering.isOver())
  const papers = lines.reduce((sum, { event }) => sum + event.papers.length, 0)
  return bytes + papers * PAPER_WEIGHS + (isTold ? heavy.length * KEPT_IN_MIND : 0)
}

/** Whether it says who may do what, or what only managers do and nobody forgets. */
function isKeptInMind(event: HallEvent): boolean {
  const { keeps, listed, needs } = kinds.get(event.kind)!
  const needed = needs(event)
  return listed || (keeps === 'lasting' && Array.isArray(needed) && needed.includes('manager'))
}

/** Everybody may give themselves a key; anything else on the list is a manager's. */
const isByManager = (event: HallEvent, list: Pick<AuthorityList, 'isSigned'>): boolean =>
  list.isSigned(event) && !(event.kind === 'KeyGiven' && event.by === event.subject)

/** What is counted by itself: what a tablet brings in a day, of that what it brings on a full disk, and its papers. */
type Counted = 'day' | 'reserve' | 'papers'

/** How much each tablet has brought lately. It lives in memory: who starts a server anew begins a new day. */
export interface Quotas {
  /** Whether a tablet may bring so much more (bytes, or what weighs as much). */
  allows(tablet: string, bytes: number, of: Counted): boolean
  note(tablet: string, bytes: number, of: Counted): void
}

/** `papers`: bytes of them that one tablet may bring in a day. */
export function createQuotas(elapsed: () => number, papers: number): Quotas {
  let began = elapsed()
  const brought = {
    day: new Map<string, number>(),
    reserve: new Map<string, number>(),
    papers: new Map<string, number>(),
  }
  const most = { day: LINES_A_DAY, reserve: LINES_OF_RESERVE, papers }
  return {
    allows(tablet, bytes, of) {
      if (elapsed() - began >= DAY_MS) {
        began = elapsed()
        for (const each of Object.values(brought)) each.clear()
      }
      return (brought[of].get(tablet) ?? 0) + bytes <= most[of]
    },
    note(tablet, bytes, of) {
      brought[of].set(tablet, (brought[of].get(tablet) ?? 0) + bytes)
    },
  }
}

/** Whether a push goes in when the disk is nearly full: a manager's word, who may do what, or what saves lives. */
export const isUrgent = ({ lines }: Push, list: Pick<AuthorityList, 'counts'>): boolean =>
  lines.some(({ event }) => isHallEvent(event) && (savesLives(event) || isOfManagers(event, list)))

/**
 * Whether a push is taken in although it lies far ahead. A tablet whose lines stand on another's cannot say where they belong
 * before that one has: no alarm waits for it, nor what managers say of who may do what, once the server's own time is known.
 */
export const waitsForNoClock = (
  { lines }: Push,
  list: Pick<AuthorityList, 'counts'>,
  clock: Pick<ServerClock, 'isVouchedFor'>,
): boolean =>
  lines.some(({ event }) => isHallEvent(event) && (savesLives(event) || (clock.isVouchedFor && isListed(event, list))))

const isListed = (event: HallEvent, list: Pick<AuthorityList, 'counts'>): boolean =>
  kinds.get(event.kind)?.listed === true && list.counts(event)

/** A drill can wait. */
const savesLives = (event: HallEvent): boolean => event.drill === null && kinds.get(event.kind)?.exercised === true

function isOfManagers(event: HallEvent, list: Pick<AuthorityList, 'counts'>): boolean {
  const declared = kinds.get(event.kind)
  const needs = declared?.needs(event) ?? null
  const theirs = declared?.listed || (Array.isArray(needs) && needs.includes('manager'))
  return theirs === true && list.counts(event)
}
