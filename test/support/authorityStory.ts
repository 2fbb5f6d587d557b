/**
 * @module A list of authority as several managers write it, each with what they have heard so far: made of events as the
 * doors let them through, with proofs that nobody checks here.
 */
import { type Authority, hearing, noAuthority } from '#domain/authority/authority.ts'
import { isHallEvent, kinds } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { NO_PREVIOUS } from '#log/event.ts'

export const ROOT_KEY = 'R'.repeat(87)
/** The key of a person, as often as they have got another one. */
export const keyIn = (person: string, times = 0): string => `${person}_${times}`.padEnd(87, 'k')
const spki = (tablet: string): string => btoa(tablet.padEnd(60, '.'))
export const journalOfTablet = (tablet: string): string =>
  `j_${Buffer.from(tablet).toString('hex').padEnd(16, '0').slice(0, 16)}`

let proofs = 0
const lengths = new Map<string, number>()

/** Begins counting lines anew. */
export function newStory(): void {
  lengths.clear()
}

/** An event as somebody writes it on a tablet; `at`: what its stamp says, true or not. */
export function wrote(
  tablet: string,
  kind: string,
  subject: string,
  body: Record<string, unknown>,
  { by = null, key = null, at = 0 }: { by?: string | null; key?: string | null; at?: number } = {},
): LogEvent {
  const journal = journalOfTablet(tablet)
  const n = (lengths.get(journal) ?? 0) + 1
  lengths.set(journal, n)
  const stamp = `${new Date(Date.UTC(2026, 10, 23) + at).toISOString()}-0000-${journal.slice(2, 10)}`
  const proof = key === null ? {} : { proof: `${key}.${String(++proofs).padEnd(86, 'p')}` }
  const event = {
    hall: 'h_1',
    journal,
    n,
    stamp,
    prev: NO_PREVIOUS,
    kind,
    by,
    subject,
    drill: null,
    body,
    papers: [],
    ...proof,
  }
  if (kinds.has(kind) && !isHallEvent(event)) throw new Error(`${kind} is not sound: ${JSON.stringify(body)}`)
  return event
}

/** Line 1 of a tablet's journal. */
export const opens = (tablet: string): LogEvent =>
  wrote(tablet, 'JournalOpened', tablet, { tablet, key: spki(tablet), nonce: 'n'.repeat(16), lane: 1 })

/** The hall begins with 李经理 at the manager's tablet. */
export const founding = (): LogEvent[] => [
  opens('d_1'),
  wrote(
    'd_1',
    'HallFounded',
    'h_1',
    {
      root: ROOT_KEY,
      server: spki('server'),
      tablet: { id: 'd_1', key: spki('d_1'), sealKey: spki('d_1') },
      person: { id: 's_li', key: keyIn('s_li'), roles: ['manager'] },
      after: [],
    },
    { key: ROOT_KEY },
  ),
]

/** A tablet that a manager lets in. */
export const admits = (by: string, on: string, tablet: string, place: string, heard: Authority): LogEvent[] => [
  wrote(
    on,
    'TabletAdmitted',
    tablet,
    { place, key: spki(tablet), sealKey: null, box: null, after: [...heard.heads] },
    { by, key: keyIn(by) },
  ),
  opens(tablet),
]

/** What a set of events of the list comes to. */
export const listOf = (events: readonly LogEvent[]): Authority => hearing(noAuthority(ROOT_KEY), events)
