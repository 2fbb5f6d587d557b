import { commandsOf, needRole } from '../command.ts'
import type { paperKinds } from './events.ts'
import { papersSlice } from './fold.ts'

const { command, accept } = commandsOf<typeof paperKinds>()(papersSlice)

/** Destroys papers for good, at the customer's wish or when their time is up. Manager and back office only. */
export const shredPapers = command<{ subject: string; papers: readonly string[] }>(
  'shredPapers',
  (hall, { subject, papers }, situation) => {
    const refusal = needRole(hall, situation, 'manager', 'back-office')
    if (refusal) return refusal
    const left = papers.filter((name) => !hall.shredded.has(name))
    return left.length === 0 ? accept() : accept({ kind: 'PapersShredded', subject, body: { papers: left } })
  },
)
