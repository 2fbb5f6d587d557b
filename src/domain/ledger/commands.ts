import { casesSlice } from '../cases/fold.ts'
import type { Channel } from '../catalogue/form.ts'
import { commandsOf } from '../command.ts'
import { businessDay } from '../day/businessDay.ts'
import { needLeave } from '../permissions.ts'
import type { ledgerKinds } from './events.ts'
import { ledgerSlice } from './fold.ts'
import { maySuggest } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['case-unknown', 'main-service-first', 'note-unknown', 'own-case', 'service-unknown'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof ledgerKinds, Why>()(ledgerSlice)
const suggesting = commandsOf<typeof ledgerKinds, Why>()(casesSlice, ledgerSlice)

/** Notes which way a customer was shown who cannot come, or that they have to come themselves (1.1.14). */
export const referCustomer = command<{ service: string; channel: Channel | 'in-person' }>(
  'referCustomer',
  (hall, ask, situation) => {
    const refusal = needLeave(hall, situation, 'take-case')
    if (refusal) return refusal
    if (!hall.settings.services.some(({ id }) => id === ask.service)) return refuse('service-unknown')
    const day = businessDay(hall, situation.now)
    return accept({ kind: 'CustomerReferred', subject: ask.service, body: { channel: ask.channel, day } })
  },
)

/**
 * Notes what the customer said to a suggestion (1.1.19): one tap for no. It is made only once they have what they came
 * for; the first answer stands.
 */
export const answerSuggestion = suggesting.command<{
  case: string
  suggestion: string
  answer: 'wanted' | 'refused'
}>('answerSuggestion', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'take-case')
  if (refusal) return refusal
  const found = hall.cases.get(ask.case)
  if (!found) return suggesting.refuse('case-unknown')
  if (hall.suggestions.has(found.id)) return suggesting.accept()
  if (!maySuggest(hall, found)) return suggesting.refuse('main-service-first')
  const body = { suggestion: ask.suggestion, answer: ask.answer, day: businessDay(hall, situation.now) }
  return suggesting.accept({ kind: 'SuggestionAnswered', subject: found.id, body })
})

/** Writes down a special situation (1.1.17); the paper with the words is sealed before. */
export const noteSpecial = command<{
  id: string
  paper: string
  service: string | null
  case: string | null
  tags: readonly string[]
}>('noteSpecial', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'note-special')
  if (refusal) return refusal
  const day = businessDay(hall, situation.now)
  const body = { service: ask.service, case: ask.case, tags: [...ask.tags], day }
  return accept({ kind: 'SpecialNoted', subject: ask.id, body, papers: [ask.paper] })
})

/** A manager keeps a special situation as experience, or not. */
export const decideSpecial = command<{ note: string; keep: boolean }>('decideSpecial', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'decide-special')
  if (refusal) return refusal
  const note = hall.specials.get(ask.note)
  if (!note) return refuse('note-unknown')
  if (note.by === situation.by) return refuse('own-case')
  return accept({ kind: 'SpecialDecided', subject: note.id, body: { keep: ask.keep } })
})
