import { nextTick, readonly, ref, shallowRef } from 'vue'
import { recordSlip } from '#domain/tickets/commands.ts'
import { slipCode, slipText } from '#domain/tickets/slip.ts'
import type { Ticket } from '#domain/tickets/tickets.ts'
import { signedFor } from '#log/signed.ts'
import { usePerform, useTablet } from '../useTablet.ts'

/** What lies in the printer: the ticket, and its QR code as an SVG path in units of modules. */
export interface PrintJob {
  readonly ticket: Ticket
  readonly code: { readonly path: string; readonly size: number } | null
}

/**
 * Prints slips. The ticket exists before anything is printed and whatever the printer does: saved → sheet drawn →
 * printed → result recorded.
 */
export function usePrinter() {
  const { tablet, hall, identity } = useTablet()
  const { perform } = usePerform()
  const job = shallowRef<PrintJob | null>(null)
  const printing = ref(false)

  async function print(ticket: Ticket): Promise<boolean> {
    if (printing.value) return false
    printing.value = true
    try {
      job.value = { ticket, code: await signedCode(ticket) }
      await nextTick()
      window.print()
      await perform(recordSlip, { ticket: ticket.id, result: 'printed' })
      return true
    } catch {
      // Told on the card by the recorded result: the number counts, only the paper is missing.
      await perform(recordSlip, { ticket: ticket.id, result: 'failed' })
      return false
    } finally {
      job.value = null
      printing.value = false
    }
  }

  /** A slip without its code is still a slip: the number is what is called. */
  async function signedCode(ticket: Ticket): Promise<PrintJob['code']> {
    try {
      const text = slipText(hall.value.id, identity.value?.tablet ?? '', ticket)
      const signature = await tablet.sign(signedFor('slip', text))
      const { create } = await import('qrcode')
      const { modules } = create(slipCode(text, signature), { errorCorrectionLevel: 'M' })
      let path = ''
      for (let at = 0; at < modules.data.length; at++) {
        if (modules.data[at]) path += `M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`
      }
      return { path, size: modules.size }
    } catch {
      return null
    }
  }

  const notWanted = (ticket: Ticket) => perform(recordSlip, { ticket: ticket.id, result: 'not-wanted' })

  return { job, printing: readonly(printing), print, notWanted }
}
