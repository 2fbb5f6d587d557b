import { computed, ref } from 'vue'
import { interruptionsSlice } from '#domain/interruptions/fold.ts'
import { cancelTicket, issueTicket } from '#domain/tickets/commands.ts'
import type { Priority } from '#domain/tickets/events.ts'
import type { HallEvent } from '#domain/whole.ts'
import { useOutOfReach } from '../outages/useOutOfReach.ts'
import { useHoldStill } from '../shell/useHoldStill.ts'
import { useOffer } from '../shell/useOffer.ts'
import { useHall, usePerform } from '../useTablet.ts'
import { useWords } from '../words/words.ts'
import type { Undoable } from './undoable.ts'
import { usePrinter } from './usePrinter.ts'
import { useVisitor } from './useVisitor.ts'

/**
 * A number from the tap to the customer's hand: given, on the card until it is printed or done, and to be taken back for a
 * while. What was said of its customer before goes with it.
 */
export function useGiving(on: {
  /** A number was given: what lies over the screen gives way. */
  readonly given: () => void
  /** What its customer said could not be sealed, and is to be asked for again. */
  readonly notSealed: (ticket: string) => void
}) {
  const words = useWords('reception')
  const hall = useHall(interruptionsSlice)
  const { isUnchecked } = useOutOfReach(() => hall.value)
  const { perform, busy, refusal } = usePerform()
  const { job, why, print, said, notWanted } = usePrinter()
  const priority = ref<Priority | 'none'>('none')
  const star = ref('none')
  const visitor = useVisitor()

  /** The ticket on the card, until it is printed or done. */
  const taken = ref<string | null>(null)
  const card = computed(() => (taken.value === null ? undefined : hall.value.tickets.get(taken.value)))

  // A number that was given and not yet handed over is never reloaded away.
  useHoldStill('ticket', () => card.value !== undefined)

  const undoable = ref<Undoable | null>(null)
  useOffer(undoable)

  async function take(ask: { queue: string; service: string | null }): Promise<void> {
    if (busy.value !== null || taken.value !== null) return
    const chosen = priority.value === 'none' ? null : priority.value
    const performed = await perform(issueTicket, {
      ...ask,
      priority: chosen,
      star: star.value,
      unchecked: isUnchecked(ask.service),
    })
    if (performed.ok) await given(performed.events)
  }

  /** A number was given: it stands on the card until it is printed or done, and can be taken back for a while. */
  async function given(events: readonly HallEvent[]): Promise<void> {
    const issued = events.find((event) => event.kind === 'TicketIssued')
    if (issued?.kind !== 'TicketIssued') return
    const { subject: ticket, body } = issued
    on.given()
    priority.value = 'none'
    star.value = 'none'
    taken.value = ticket
    undoable.value = {
      key: ticket,
      message: words.reception.taken({ label: body.label }),
      since: performance.now(),
      undo: async () => {
        if (taken.value === ticket) taken.value = null
        await perform(cancelTicket, { ticket, reason: 'mistake' })
      },
    }
    if (!(await visitor.keepWith(ticket))) on.notSealed(ticket)
  }

  async function printSlip(): Promise<void> {
    const ticket = card.value
    if (ticket && (await print(ticket)) && taken.value === ticket.id) taken.value = null
  }

  async function done(): Promise<void> {
    const ticket = card.value
    taken.value = null
    if (ticket && ticket.copies === 0) await notWanted(ticket)
  }

  async function undo(): Promise<void> {
    const act = undoable.value
    undoable.value = null
    await act?.undo()
  }

  return { priority, star, visitor, card, undoable, refusal, job, why, print, said, take, given, printSlip, done, undo }
}
