import { ref } from 'vue'
import { recordSlip } from '#domain/tickets/commands.ts'
import type { Ticket } from '#domain/tickets/tickets.ts'
import { useSlipPrinter } from '../printing/useSlipPrinter.ts'
import { usePerform } from '../useTablet.ts'

/**
 * Prints slips. The ticket exists before anything is printed and whatever the printer does: saved → drawn → printed →
 * said → recorded. What nobody has said is not recorded.
 */
export function usePrinter() {
  const { perform } = usePerform()
  const { job, print: putIn, said } = useSlipPrinter<Ticket>()
  const why = ref('')

  async function print(ticket: Ticket): Promise<boolean> {
    why.value = ''
    const outcome = await putIn(ticket)
    if (outcome === null) return false
    why.value = outcome.why
    const { came } = outcome
    if (came === null) return false
    await perform(recordSlip, { ticket: ticket.id, result: came ? 'printed' : 'failed' })
    return came
  }

  const notWanted = (ticket: Ticket) => perform(recordSlip, { ticket: ticket.id, result: 'not-wanted' })

  return { job, why, print, said, notWanted }
}
