import type { CaseState } from '../cases/cases.ts'
import type { caseKinds } from '../cases/events.ts'
import { casesSlice } from '../cases/fold.ts'
import { papersDue } from '../cases/papersDue.ts'
import { commandsOf, needRole } from '../command.ts'
import { ledgerSlice } from '../ledger/fold.ts'
import { needLeave } from '../permissions.ts'
import { ROLES } from '../roles.ts'
import type { tabletKinds } from '../tablets/events.ts'
import { MOST_PAPERS, OWN_WORK, type paperKinds } from './events.ts'
import { papersSlice } from './fold.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['reason-is-missing', 'case-unknown', 'case-is-not-open', 'note-unknown'] as const
type Why = (typeof refusals)[number]

const { command, accept } = commandsOf<typeof paperKinds & typeof tabletKinds>()(papersSlice)
const dues = commandsOf<typeof paperKinds>()(casesSlice, papersSlice)
const reveals = commandsOf<typeof paperKinds & typeof caseKinds, Why>()(casesSlice, ledgerSlice)

/** Destroys papers for good, at the customer's wish or when their time is up. A manager's. */
export const shredPapers = command<{ subject: string; papers: readonly string[] }>(
  'shredPapers',
  (hall, { subject, papers }, situation) => {
    const refusal = needLeave(hall, situation, 'destroy-papers')
    if (refusal) return refusal
    const left = papers.filter((name) => !hall.shredded.has(name))
    return left.length === 0 ? accept() : accept({ kind: 'PapersShredded', subject, body: { papers: left } })
  },
)

/** So many cases at a time: whoever asks goes on until none is left. */
const CASES_AT_ONCE = 20

/** Destroys what the hall keeps no longer, case by case. A manager's, as the rule is that a manager has set. */
export const destroyDue = dues.command<Record<string, never>>('destroyDue', (hall, _ask, situation) => {
  const refusal = needLeave(hall, situation, 'destroy-papers')
  if (refusal) return refusal
  return dues.accept(
    ...papersDue(hall)
      .slice(0, CASES_AT_ONCE)
      .map(({ subject, papers }) => {
        const body = { papers: papers.slice(0, MOST_PAPERS), due: true }
        return { kind: 'PapersShredded', subject, body } as const
      }),
  )
})

/** Stops a destroying that has not been carried out. A manager's. */
export const stopDestroying = command<{ act: string }>('stopDestroying', (hall, { act }, situation) => {
  const refusal = needLeave(hall, situation, 'stop-destroying')
  if (refusal) return refusal
  const subject = hall.redactions.get(act)?.journal ?? hall.shreddings.find((each) => each.act === act)?.subject
  return subject === undefined ? accept() : accept({ kind: 'DestroyingStopped', subject, body: { act } })
})

/**
 * Notes that somebody reads what is sealed, and why: it stands before every opening. What one has kept oneself, in a case
 * that is still worked on, is read without a word; whoever goes on with somebody else's case is named. Anything else asks
 * for the role and the reason (§6.2). Who was hurt may be read by everybody who has signed in.
 */
export const revealPaper = reveals.command<{ subject: string; kind: string; reason: string }>(
  'revealPaper',
  (hall, { subject, kind, reason }, situation) => {
    const { by } = situation
    if (reason === '') return reveals.refuse('reason-is-missing')
    if (subject.startsWith('c_')) {
      const found = hall.cases.get(subject)
      const refusal = needLeave(hall, situation, reason === OWN_WORK ? 'take-case' : 'reveal-case')
      if (refusal) return refusal
      if (!found) return reveals.refuse('case-unknown')
      if (reason === OWN_WORK && !ACTIVE.has(found.status)) return reveals.refuse('case-is-not-open')
      if (reason === OWN_WORK && (found.openedBy === by || found.forms.some((form) => form.by === by)))
        return reveals.accept()
      return reveals.accept({ kind: 'CaseRevealed', subject, body: { reason } })
    }
    if (subject.startsWith('n_')) {
      const note = hall.specials.get(subject)
      if (!note) return reveals.refuse('note-unknown')
      if (note.by !== null && note.by === by) return reveals.accept()
      const refusal = needLeave(hall, situation, 'reveal-case')
      if (refusal) return refusal
    }
    const refusal = needRole(hall, situation, ...ROLES)
    return refusal ?? reveals.accept({ kind: 'PaperRevealed', subject, body: { kind, reason } })
  },
)

/** Somebody works on it. */
const ACTIVE: ReadonlySet<CaseState['status']> = new Set(['open', 'returned', 'put-off'])
