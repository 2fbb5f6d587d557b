import { baseOf } from '#log/journalName.ts'
import { declaredIn } from './declaring.ts'
import type { SyncedLog } from './hallLog.ts'

/** Lines that are missing somewhere. */
export interface MissingLines {
  readonly journal: string
  readonly from: number
  readonly to: number
  /** A person has to look: the server refused these lines with this code. */
  readonly refused?: string
  /** They cannot be read any more on the tablet that wrote them: what is still known of them, times in ms since 1970. */
  readonly seen?: readonly { readonly label: string | null; readonly at: number | null }[]
  /** It is this tablet that lost them, and the hall has not heard so. */
  readonly isHere?: true
}

/** So long (ms) everybody is told what a tablet has lost. */
const TOLD_MS = 7 * 24 * 3_600_000

/** What tablets cannot read any more, as far as nobody has brought it: this one's own first, known or not to the hall. */
export function lostLines(
  { hall, holes, lacks }: Pick<SyncedLog, 'hall' | 'holes' | 'lacks'>,
  now: number,
): MissingLines[] {
  const own = holes.flatMap((hole): MissingLines[] => {
    if (declaredIn(hall, hole)) return []
    const { name, from, to, seen } = hole
    const told = seen.map(({ ticket, at }) => ({ label: ticket?.label ?? null, at }))
    return [{ journal: baseOf(name), from, to, seen: told, isHere: true }]
  })
  const declared = [...hall.lost.values()].filter(({ saidAt }) => now - saidAt < TOLD_MS)
  return [
    ...own,
    ...declared.flatMap(({ journal, from, to, seen }) =>
      lacks(journal, [from, to]).map(([first, last]) => ({
        journal: baseOf(journal),
        from: first,
        to: last,
        seen: seen
          .filter(({ n }) => n >= first && n <= last)
          .map(({ ticket, at }) => ({ label: ticket?.label ?? null, at: at === null ? null : Date.parse(at) })),
      })),
    ),
  ]
}
