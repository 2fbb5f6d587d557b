import { doorSlice } from '#domain/door/fold.ts'
import { precheckOf } from '#domain/door/queries.ts'
import { areaOf } from '#domain/settings/areas.ts'
import { purposeOf } from '#domain/settings/queries.ts'
import { slipCode, slipText } from '#domain/tickets/slip.ts'
import type { Ticket } from '#domain/tickets/tickets.ts'
import { signedFor } from '#log/signed.ts'
import type { SlipLine } from '../printing/slip.ts'
import { useShown } from '../useShown.ts'
import { useHall, useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'

/** What stands on the slip of a ticket, from its facts: for a printer, or for a picture. Whoever uses it opens the door's slice. */
export function useTicketSlip(of: () => Ticket): () => Promise<readonly SlipLine[]> {
  const words = useWords('door', 'marks', 'reception')
  const { tablet, identity } = useTablet()
  const hall = useHall(doorSlice)
  const { dayAndTime, named, serviceNamed, timeOfDay } = useShown()
  async function slipOf(ticket: Ticket): Promise<SlipLine[]> {
    const {
      label,
      priority,
      copies,
      origin,
      alone,
      issuedAt,
      ahead,
      queue,
      quote,
      further,
      toCheck,
      toWave,
      awayUntil,
    } = ticket
    const { slip } = words.reception
    const code = await signedCode(ticket)
    const missing = await missingNames(ticket)
    const told = copies > 0 ? slip.aheadThen({ count: ahead }) : slip.ahead({ count: ahead })
    const area = areaOf(hall.value.settings, queue, named)
    const range = quote ? words.common.range(quote) : words.reception.noCounter
    const text = (said: string, look: 'number' | 'title' | 'strong' | 'plain', boxed = false): SlipLine => {
      return { kind: 'text', text: said, look, boxed }
    }
    return [
      text(hall.value.settings.name, 'plain'),
      ...(copies > 0 ? [text(words.reception.reprintMark({ copy: copies + 1 }), 'strong', true)] : []),
      text(label, 'number'),
      text(named(purposeOf(hall.value.settings, ticket)), 'strong'),
      ...(priority ? [text(words.reception.priorityTitle, 'strong')] : []),
      ...(further.length > 0 ? [text(words.marks.thenServices({ services: listed(further) }), 'strong')] : []),
      ...(toCheck ? [text(words.marks.toCheck, 'strong', true)] : []),
      ...(toWave ? [text(words.marks.toWave, 'strong')] : []),
      ...(awayUntil === null
        ? []
        : [
            text(words.marks.awayUntil({ time: timeOfDay(awayUntil) }), 'strong', true),
            text(words.marks.awaySlip[hall.value.settings.rules.awayOver], 'plain'),
          ]),
      text(`${told} · ${range}`, 'strong'),
      ...(origin === 'lane' ? [text(slip.offline, 'plain', true)] : []),
      ...(alone && origin !== 'lane' ? [text(slip.alone, 'plain', true)] : []),
      text(slip.takenAt({ time: dayAndTime(issuedAt) }), 'plain'),
      text(slip.area({ area }), area === '' ? 'plain' : 'strong'),
      ...(missing.length > 0 ? [text(words.door.missing({ documents: missing }), 'strong', true)] : []),
      text(missRule(ticket), 'plain'),
      // A slip without its code is still a slip: the number is what is called.
      ...(code === null ? [] : [{ kind: 'code', text: code, name: label } as const]),
      text(slip.keep, 'plain'),
    ]
  }

  /** What the customer did not have with them when somebody looked: only then the forms are needed here. */
  async function missingNames(ticket: Ticket): Promise<string[]> {
    const looked = [ticket, ...ticket.further].flatMap(({ service }) => {
      const missing = precheckOf(hall.value, { id: ticket.id, service })?.missing ?? []
      return missing.length > 0 ? [{ service, missing }] : []
    })
    if (looked.length === 0) return []
    const { documentNames } = await import('./missingDocuments.ts')
    const names = looked.flatMap(({ service, missing }) => documentNames(service, missing).map(named))
    return [...new Set(names)]
  }

  const listed = (services: Ticket['further']): string =>
    words.common.list(services.map(({ service }) => serviceNamed(service ?? '')))

  function missRule(ticket: Ticket): string {
    const { missAfterSeconds, missPriorityFactor, returnBehind, missLimit } = hall.value.settings.rules
    const seconds = missAfterSeconds * (ticket.priority ? missPriorityFactor : 1)
    return words.reception.slip.missRule({ seconds, behind: returnBehind, limit: missLimit })
  }

  async function signedCode(ticket: Ticket): Promise<string | null> {
    try {
      const text = slipText(hall.value.id, identity.value?.tablet ?? '', ticket)
      return slipCode(text, await tablet.sign(signedFor('slip', text)))
    } catch {
      return null
    }
  }

  return () => slipOf(of())
}
