/** What stands between two cells, as programs save it: Excel writes `;` where a comma is in its numbers. */
const SEPARATORS = [',', ';', '\t', '，', '；'] as const

/**
 * The cells of a text with separators, row by row. A cell in quotes may hold separators, new lines and, doubled, quotes. Which
 * separator it is, is told from the first rows: the one that comes most often outside of quotes.
 */
export function readCsv(text: string): string[][] {
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endRow = () => {
    rows.push([...row, cell])
    row = []
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[++at]
      else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (sign === separator) {
      row.push(cell)
      cell = ''
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at++
      endRow()
    } else cell += sign
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

function separatorOf(text: string): string {
  const begun = text
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|[\r\n]/, 12)
    .join('\n')
  const counts = SEPARATORS.map((sign) => begun.split(sign).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!
}
