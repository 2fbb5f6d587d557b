import { type HeldLines, hold } from '#device/journal/heldLines.ts'
import type { OwnJournal } from '#device/journal/pen.ts'
import type { NewEvent } from '#domain/command.ts'

/** After a lost database, lines of this tablet may still be on their way back, and with them the numbers it printed. */
export const knowsItsNumbers = (journals: readonly OwnJournal[], own: HeldLines, received: HeldLines): boolean =>
  journals.every(({ journal, head }) => {
    const held = new Map([[journal, own.get(journal) ?? []]])
    for (const [from, to] of received.get(journal) ?? []) hold(held, journal, from, to)
    const [range, ...more] = held.get(journal) ?? []
    return head.n === 0 || (range?.[0] === 1 && range[1] >= head.n && more.length === 0)
  })

/** Whether an event puts a number of this tablet on paper. */
export const printsNumber = (event: NewEvent): boolean => event.kind === 'TicketIssued' && event.body.origin !== 'roll'
