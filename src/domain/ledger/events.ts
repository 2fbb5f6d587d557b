import * as v from 'valibot'
import { CHANNELS } from '../catalogue/form.ts'
import { casePlaces, kind, type Writer } from '../kind.ts'
import { ROLES_BY_ACTION } from '../roles.ts'
import { CaseId, Code, Day, Id, NoteId } from '../shapes.ts'

const writers: readonly Writer[] = casePlaces

/** What is written down about single customers' visits besides their cases. */
export const ledgerKinds = {
  /** 无法到场 (1.1.14): which way somebody was shown who cannot come. The subject is the service. */
  CustomerReferred: kind({
    body: v.object({ channel: v.picklist([...CHANNELS, 'in-person']), day: Day }),
    subject: Id,
    writers,
  }),
  /** What the customer said to a suggestion after their business was done (1.1.19). The subject is the case. */
  SuggestionAnswered: kind({
    body: v.object({ suggestion: Code, answer: v.picklist(['wanted', 'refused']), day: Day }),
    subject: CaseId,
    writers,
  }),
  /**
   * 特殊情况台账 (1.1.17): a situation that no step covers. The subject is the note, `n_…`; what happened and what was
   * decided is the event's paper, for it can be about a person.
   */
  SpecialNoted: kind({
    opens: true,
    body: v.object({ service: v.nullable(Id), case: v.nullable(Id), tags: v.array(Code), day: Day }),
    subject: NoteId,
    writers,
  }),
  /** A manager decides whether it is worth keeping as experience. */
  SpecialDecided: kind({
    body: v.object({ keep: v.boolean() }),
    subject: NoteId,
    writers,
    needs: ROLES_BY_ACTION['decide-special'],
  }),
}
