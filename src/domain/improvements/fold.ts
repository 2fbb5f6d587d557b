import { slice } from '../daily.ts'
import { DAYS_AS_ROW, isLongAgo, those } from '../forgetting.ts'
import { markOf } from '../incidents/mark.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { improvementKinds } from './events.ts'
import type { ImprovementsPart } from './improvements.ts'
import { isClosed } from './queries.ts'

const folds: FoldOf<typeof improvementKinds, Folding<ImprovementsPart>> = {
  ImprovementOpened(hall, event) {
    const { subject: id, body } = event
    if (hall.improvements.has(id)) return
    hall.improvements.set(id, { ...body, id, opened: markOf(event), done: null, checked: null })
  },
  ImprovementDone(hall, event) {
    const found = hall.improvements.get(event.subject)
    // Two tablets that were apart may both say so: the first word stands until somebody has found that it does not help.
    if (!found || (found.done && found.checked?.helps !== false)) return
    hall.improvements.set(found.id, { ...found, done: { ...markOf(event), ...event.body }, checked: null })
  },
  ImprovementChecked(hall, event) {
    const found = hall.improvements.get(event.subject)
    if (!found?.done || found.checked || found.done.by === event.by) return
    hall.improvements.set(found.id, { ...found, checked: { ...markOf(event), ...event.body } })
  },
}

export const improvementsSlice = slice<ImprovementsPart>()('improvements', {
  start: { improvements: new Map() },
  needs: [],
  kinds: improvementKinds,
  folds,
  forgets: {
    improvements: (hall, closed) =>
      those(hall.improvements, (each) => !isClosed(each) || !isLongAgo(each.checked?.at ?? 0, closed, DAYS_AS_ROW)),
  },
})
