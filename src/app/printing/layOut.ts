import { CODE_MM, DOTS_PER_MM, type Look, looks, type SlipLine } from './slip.ts'

/** A row of type or a code at its place on the paper; everything in dots. */
export type Placed =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly px: number
      readonly strong: boolean
      readonly x: number
      readonly y: number
    }
  | { readonly kind: 'code'; readonly text: string; readonly side: number; readonly x: number; readonly y: number }
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** How wide a text is (dots) in type so many dots high. */
export type Measure = (text: string, type: { readonly px: number; readonly strong: boolean }) => number

const GAP = DOTS_PER_MM
const EDGE = 2 * DOTS_PER_MM
/** Of the height of the type. */
const LEADING = 1.3

/** Puts the lines of a slip under each other on a paper so many dots wide; answers how long it becomes, too. */
export function layOut(
  lines: readonly SlipLine[],
  dots: number,
  measure: Measure,
): { readonly rows: number; readonly placed: readonly Placed[] } {
  const placed: Placed[] = []
  let y = EDGE
  for (const line of lines) {
    if (line.kind === 'code') {
      const side = CODE_MM * DOTS_PER_MM
      placed.push({ kind: 'code', text: line.text, side, x: Math.floor((dots - side) / 2), y })
      y += side + GAP
      continue
    }
    const type = typeFor(line.text, line.look, dots, measure)
    const padding = line.boxed ? GAP : 0
    const height = Math.ceil(type.px * LEADING)
    const parts =
      line.look === 'number' ? [line.text] : broken(line.text, dots - 2 * padding, (text) => measure(text, type))
    const top = y
    y += padding
    let widest = 0
    for (const text of parts) {
      const width = Math.ceil(measure(text, type))
      widest = Math.max(widest, width)
      placed.push({ kind: 'text', text, ...type, x: line.fromLeft ? 0 : Math.floor((dots - width) / 2), y })
      y += height
    }
    if (line.boxed) {
      y += padding
      const width = Math.min(dots, widest + 2 * padding)
      placed.push({ kind: 'box', x: Math.floor((dots - width) / 2), y: top, width, height: y - top })
    }
    y += GAP
  }
  return { rows: Math.ceil(y - GAP + EDGE), placed }
}

/** A number is never broken: one that is too long is set smaller. */
function typeFor(text: string, look: Look, dots: number, measure: Measure): { px: number; strong: boolean } {
  const { mm, strong } = looks[look]
  const px = Math.round(mm * DOTS_PER_MM)
  if (look !== 'number') return { px, strong }
  const width = measure(text, { px, strong })
  return { px: width <= dots ? px : Math.floor((px * dots) / width), strong }
}

/** What is kept together in a row: a word or a sign, with what opens before it and closes behind it, which begin and end no row. */
const PIECES = /\s+|[（《“‘「]*(?:[\p{Script=Latin}\p{N}¥.,:;!?%/’'()–-]+|\S)[，。；：、！？）》”’」]*/gu

/** A text in rows that are no wider than the paper: Chinese breaks between any two signs, other writing between words. */
function broken(text: string, width: number, widthOf: (text: string) => number): string[] {
  const rows: string[] = []
  let row = ''
  for (const piece of text.match(PIECES) ?? []) {
    if (widthOf((row + piece).trimEnd()) <= width) {
      row += piece
      continue
    }
    if (row !== '') rows.push(row.trimEnd())
    row = ''
    // A word longer than the paper is broken where the paper ends.
    for (const sign of piece.trimStart()) {
      if (row !== '' && widthOf(row + sign) > width) {
        rows.push(row)
        row = ''
      }
      row += sign
    }
  }
  return row.trim() === '' && rows.length > 0 ? rows : [...rows, row.trimEnd()]
}
