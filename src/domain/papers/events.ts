import * as v from 'valibot'
import { casePlaces, kind } from '../kind.ts'
import { Id } from '../shapes.ts'

/** The name of a sealed paper: SHA-256 (hex) of its ciphertext. */
const PaperName = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** What can happen to papers besides being named by an event. */
export const paperKinds = {
  /**
   * The papers of a case are destroyed: the hall server and every tablet delete the ciphertext, now and whenever it
   * arrives later. The subject is the case.
   */
  PapersShredded: kind({
    body: v.object({ papers: v.pipe(v.array(PaperName), v.minLength(1), v.maxLength(200)) }),
    subject: Id,
    keeps: 'lasting',
    writers: ['manager', 'backoffice', 'counter', 'reception'],
    readers: casePlaces,
    needs: ['manager', 'back-office'],
  }),
}
