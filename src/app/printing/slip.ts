/** @module Narrow papers, slips and receipts: what stands on them, drawn for the system's print and for thermal printers. */

/** How large a line is: `number` is the one that is called and as large as fits, `fine` is what nobody reads first. */
export type Look = 'number' | 'title' | 'strong' | 'plain' | 'fine'

/** One line of a slip; it is broken where the paper ends. */
export type SlipLine =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly look: Look
      /** Starts at the left edge, as what is read does; else it stands in the middle. */
      readonly fromLeft?: boolean
      readonly boxed?: boolean
    }
  /** A QR code that says `text`; `name` says what it is to whoever cannot see it. */
  | { readonly kind: 'code'; readonly text: string; readonly name: string }

/** Height of a line's type in mm, and whether it is bold: the same on every paper. A title has 16 pt (plan-study §2.1). */
export const looks: Readonly<Record<Look, { readonly mm: number; readonly strong: boolean }>> = {
  number: { mm: 17, strong: true },
  title: { mm: 5.7, strong: true },
  strong: { mm: 4.5, strong: true },
  plain: { mm: 3.6, strong: false },
  fine: { mm: 3.2, strong: false },
}

/** Edge of a code in mm, its quiet edge included. */
export const CODE_MM = 32

/** A thermal printer has eight dots a millimetre. */
export const DOTS_PER_MM = 8
