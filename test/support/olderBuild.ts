import * as v from 'valibot'
import { kinds } from '#domain/whole.ts'

/** What an older build makes of tickets: those of which this is true mean nothing to it, until the update. */
export function asAnOlderBuild(isNew: (body: Readonly<Record<string, unknown>>) => boolean) {
  const ticket = kinds.get('TicketIssued') as { body: v.GenericSchema<unknown, Record<string, unknown>> }
  const { body } = ticket
  ticket.body = v.pipe(
    body,
    v.check((said) => !isNew(said)),
  )
  return {
    update() {
      ticket.body = body
    },
  }
}
