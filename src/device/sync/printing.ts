import * as v from 'valibot'
import { PRINTER_FAULTS, type PrinterFault } from '#domain/settings/printing.ts'
import { judge } from './answers.ts'
import type { HallServer } from './hallServer.ts'
import { type NoWord, noWord } from './noWord.ts'

/**
 * What became of a slip; `unsaid`: the printer took it and never says anything, so somebody has to look; `paper-low`: it is
 * out, and the roll is nearly used up.
 */
export type SlipPrinted = 'printed' | 'paper-low' | 'unsaid' | PrinterFault | NoWord

const Said = v.object({ said: v.picklist(['printed', 'unsaid']), paperIsLow: v.optional(v.boolean(), false) })
const Fault = v.picklist(PRINTER_FAULTS)

const AS_BYTES = { 'Content-Type': 'application/octet-stream' }

/** Prints a slip, rows of dots, on one of the hall's printers. */
export async function printSlip(
  server: Pick<HallServer, 'post'>,
  printer: string,
  bits: Uint8Array<ArrayBuffer>,
): Promise<SlipPrinted> {
  const answer = judge(await server.post(`/api/printers/${printer}/slips`, AS_BYTES, bits), Said)
  if (answer.kind === 'ok')
    return answer.value.said === 'printed' && answer.value.paperIsLow ? 'paper-low' : answer.value.said
  // What is wrong with a printer only the printer's own word for it says.
  return answer.kind === 'problem' && v.is(Fault, answer.code) ? answer.code : noWord(answer)
}
