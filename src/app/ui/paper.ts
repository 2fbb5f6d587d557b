/** The paper in a printer: a roll of so many mm, A4 with margins, or A4 that is cut twice into cards of A6. */
export type Paper = '58' | '80' | 'a4' | 'cards'

const PIXELS_PER_MM = 96 / 25.4

const sheets: Readonly<Record<Paper, (length: number) => string>> = {
  // As long as what is on it: the printer neither cuts it short nor feeds empty paper.
  58: (length) => `size: 58mm ${Math.max(length, 58)}mm; margin: 0`,
  80: (length) => `size: 80mm ${Math.max(length, 80)}mm; margin: 0`,
  a4: () => 'size: A4; margin: 16mm 15mm',
  cards: () => 'size: A4; margin: 0',
}

/** What the printer is told of the paper that something so many pixels high is printed on. */
export const pageRule = (paper: Paper, height: number): string =>
  `@page { ${sheets[paper](Math.ceil(height / PIXELS_PER_MM) + 4)} }`
