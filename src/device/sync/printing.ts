import * as v from 'valibot'
import { PRINTER_FAULTS, type PrinterFault } from '#domain/settings/printing.ts'
import { judge } from './answers.ts'
import type { HallServer } from './hallServer.ts'

/** What became of a slip; `unsaid`: the printer took it and never says anything, so somebody has to look. */
export type SlipPrinted = 'printed' | 'unsaid' | PrinterFault

const Said = v.object({ said: v.picklist(['printed', 'unsaid']) })
const Fault = v.picklist(PRINTER_FAULTS)

/** Prints a slip, rows of dots, on one of the hall's printers. */
export async function printSlip(
  server: Pick<HallServer, 'sendSlip'>,
  printer: string,
  bits: Uint8Array,
): Promise<SlipPrinted> {
  const answer = judge(await server.sendSlip(printer, bits), Said)
  if (answer.kind === 'ok') return answer.value.said
  if (answer.kind !== 'problem') return 'no-server'
  return v.is(Fault, answer.code) ? answer.code : 'printer-stopped'
}
