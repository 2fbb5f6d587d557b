import { pickReasons, reasonName } from '#content/reasons.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { Bilingual } from '#domain/shapes.ts'
import type { Ticket } from '#domain/tickets/tickets.ts'
import type { Words } from '../words/words.ts'

/** Why this customer is in front of this counter: the stored rule with its facts, as a sentence. */
export function whyCalled(
  { ticket, counter, hall, language }: { ticket: Ticket; counter: string; hall: OpenHall; language: keyof Bilingual },
  words: Words<'counter'>['counter'],
): string {
  const { call } = ticket
  // Without a call of its own the counter took the ticket up again, or from the hand of the customer.
  if (!call) return words.why.resumed
  if (call.counter !== counter) return words.why.slip
  const { code, waited, passed, reason, alone } = call.rule
  const sentences: Record<typeof code, () => string> = {
    next: () => words.why.next({ minutes: waited }),
    priority: () => words.why.priority({ minutes: waited, passed }),
    appointment: () => words.why.appointment({ minutes: waited }),
    star: () => words.why.star({ minutes: waited, passed }),
    skill: () => words.why.skill({ minutes: waited, passed }),
    aged: () => words.why.aged({ minutes: waited, limit: hall.settings.rules.ageLimitMinutes }),
    'sent-here': () => words.why['sent-here']({ minutes: waited }),
    'put-back': () => words.why['put-back'],
    slip: () => words.why.slip,
    picked: () => words.why.picked({ reason: reasonName(pickReasons, reason ?? '', language), passed }),
    'walk-in': () => words.why['walk-in'],
    paper: () => words.why.paper,
  }
  return alone ? `${sentences[code]()} ${words.alone}` : sentences[code]()
}
