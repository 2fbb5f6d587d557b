import type { printing } from '../words/zh/printing.ts'
import type { OwnFault, PrinterLink } from './ownPrinter.ts'

/** The sentence for what keeps a printer of this tablet from printing. */
export function ownFault({ faults, own }: typeof printing, way: PrinterLink, fault: OwnFault): string {
  if (fault === 'printer-silent') return own.faults.gone[way]
  return fault === 'held' || fault === 'strange' || fault === 'again' ? own.faults[fault] : faults[fault]
}
