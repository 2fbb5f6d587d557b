import * as v from 'valibot'
import type { Glimpse } from '#device/journal/glimpses.ts'
import type { LineId } from '#device/journal/heldLines.ts'
import type { NewEvent } from '#domain/command.ts'
import { MOST_SEEN, SeenLine } from '#domain/tablets/events.ts'
import type { TabletsPart } from '#domain/tablets/tablets.ts'
import type { OwnHole } from './ownHoles.ts'

/** The line in which the hall has heard that these are lost; null: it has not. */
export function declaredIn(
  { lost }: Pick<TabletsPart, 'lost'>,
  hole: Pick<OwnHole, 'name' | 'from' | 'to'>,
): LineId | null {
  for (const [id, { journal, from, to }] of lost) {
    if (journal !== hole.name || from > hole.from || to < hole.to) continue
    const [in_ = '', n] = id.split(':')
    return { journal: in_, n: Number(n) }
  }
  return null
}

/** Says which lines of an own journal are lost, with what is still seen of them. */
export const linesLost = (
  { name, from, to }: Pick<OwnHole, 'name' | 'from' | 'to'>,
  seen: readonly Glimpse[],
): NewEvent => ({
  kind: 'LinesLost',
  subject: name,
  body: { from, to, seen: seen.flatMap(seenLine).slice(0, MOST_SEEN) },
})

/** As much of a glimpse as an event can say: the damage may have made of a day what is no day. */
function seenLine({ n, at, kind, ticket }: Glimpse): SeenLine[] {
  if (n === null) return []
  const bare = { n, at: at === null ? null : new Date(at).toISOString(), kind: null, ticket: null }
  if (ticket === null) return fitting({ ...bare, kind }, bare)
  const { label, number, queue, day, lane } = ticket
  return fitting({ ...bare, kind, ticket: { label, number, queue, day, lane } }, { ...bare, kind }, bare)
}

const fitting = (...offered: readonly SeenLine[]): SeenLine[] =>
  offered.filter((each) => v.is(SeenLine, each)).slice(0, 1)
