import * as v from 'valibot'
import { kind, MANAGER } from '../kind.ts'
import { Code, Id } from '../shapes.ts'

/** The name of a sealed paper: SHA-256 (hex) of its ciphertext. */
export const PaperName = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** So many papers are destroyed at once. */
export const MOST_PAPERS = 200

/** The reason of whoever works on the case. */
export const OWN_WORK = 'own-work'

/** What can happen to papers besides being named by an event. */
export const paperKinds = {
  /**
   * The papers of a case are destroyed: nobody opens them from now on. Once a day of running time has passed and it still
   * counts, the hall server and every tablet delete the ciphertext, also when it arrives later. The subject is the case.
   */
  PapersShredded: kind({
    body: v.object({
      papers: v.pipe(v.array(PaperName), v.minLength(1), v.maxLength(MOST_PAPERS)),
      /** The days are over for which the hall keeps them. */
      due: v.optional(v.boolean()),
    }),
    subject: Id,
    keeps: 'lasting',
    writers: ['manager', 'backoffice', 'counter', 'reception'],
    needs: MANAGER,
  }),
  /** Somebody reads a paper that belongs to no case, and why: of a note, of somebody who was hurt. The subject is that. */
  PaperRevealed: kind({
    body: v.object({ kind: Code, reason: Code }),
    subject: Id,
    needs: 'whoever',
  }),
}
