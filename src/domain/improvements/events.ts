import * as v from 'valibot'
import { kind } from '../kind.ts'
import { CaseId, Day, ImprovementId, IncidentId, StaffId } from '../shapes.ts'

/** So many characters somebody writes at most about what is to be done, what was done, or what came of it. */
export const MOST_IMPROVEMENT = 200
const Told = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MOST_IMPROVEMENT))

const ofImprovements = {
  subject: ImprovementId,
  keeps: 'lasting',
  needs: 'whoever',
} as const

/** What is to be better next time (1.1.4, 1.1.57). The subject is the improvement: `m_…`. It is real, also out of a drill. */
export const improvementKinds = {
  /** Somebody is to do something until the end of a day. `of`: the incident, the drill or the complaint it comes from. */
  ImprovementOpened: kind({
    opens: true,
    body: v.object({ of: v.nullable(v.union([IncidentId, CaseId])), what: Told, owner: StaffId, due: Day }),
    ...ofImprovements,
    freeText: true,
    words: ['what'],
  }),
  /** It was done; by what one sees that. */
  ImprovementDone: kind({
    body: v.object({ evidence: Told }),
    ...ofImprovements,
    freeText: true,
    words: ['evidence'],
  }),
  /** A second person looked whether it helps. What does not is to be done again. */
  ImprovementChecked: kind({
    body: v.object({ helps: v.boolean(), note: v.pipe(v.string(), v.trim(), v.maxLength(MOST_IMPROVEMENT)) }),
    ...ofImprovements,
    freeText: true,
    words: ['note'],
  }),
}
