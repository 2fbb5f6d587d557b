import type { Channel } from '../catalogue/form.ts'
import { commandsOf } from '../command.ts'
import { businessDay } from '../day/businessDay.ts'
import { needLeave } from '../permissions.ts'
import type { ledgerKinds } from './events.ts'
import { ledgerSlice } from './fold.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['note-unknown', 'own-case', 'service-unknown'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof ledgerKinds, Why>()(ledgerSlice)

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
