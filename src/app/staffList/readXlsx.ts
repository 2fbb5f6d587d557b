import { openZip } from './openZip.ts'
import { all, readXml, type XmlElement } from './readXml.ts'

/** A sheet is read so far: whoever works in a hall stands in fewer rows and columns. */
const MOST_ROWS = 2000
const MOST_COLUMNS = 64

/**
 * The tables of a workbook (.xlsx, as Excel, WPS and others save it), one for each sheet in the order of its tabs, each cell
 * as the text that it holds. What formulas came to counts; dates stay the numbers that they are. Null: it is no workbook, or
 * one that is locked with a password.
 *
 * The browser unpacks by itself, and what a workbook has of XML is little: of a library for all of it ten lines would be used.
 */
export async function readXlsx(file: Blob): Promise<string[][][] | null> {
  const zip = await openZip(file)
  if (!zip) return null
  const part = async (name: string) => {
    const text = await zip.textOf(name)
    return text === null ? null : readXml(text)
  }
  const [book, links, strings] = await Promise.all([
    part('xl/workbook.xml'),
    part('xl/_rels/workbook.xml.rels'),
    part('xl/sharedStrings.xml'),
  ])
  if (!book) return null
  const shared = strings ? all(strings, 'si').map(textOf) : []
  const targets = new Map(
    (links ? all(links, 'Relationship') : []).map((link) => [link.attributes.get('Id'), link.attributes.get('Target')]),
  )
  const sheets: string[][][] = []
  for (const [at, sheet] of all(book, 'sheet').entries()) {
    const target = targets.get(sheet.attributes.get('id')) ?? `worksheets/sheet${at + 1}.xml`
    const found = await part(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    if (found) sheets.push(tableOf(found, shared))
  }
  return sheets
}

function tableOf(sheet: XmlElement, shared: readonly string[]): string[][] {
  const table: string[][] = []
  for (const row of all(sheet, 'row')) {
    // Rows and cells that were never typed into are not in the file.
    const at = Number(row.attributes.get('r') ?? table.length + 1) - 1
    if (!(at >= table.length && at < MOST_ROWS)) continue
    while (table.length < at) table.push([])
    const cells: string[] = []
    for (const cell of all(row, 'c')) {
      const place = columnAt(cell.attributes.get('r')) ?? cells.length
      if (place < cells.length || place >= MOST_COLUMNS) continue
      while (cells.length < place) cells.push('')
      cells.push(shownIn(cell, shared))
    }
    table.push(cells)
  }
  return table
}

function shownIn(cell: XmlElement, shared: readonly string[]): string {
  const value = all(cell, 'v')[0]?.text ?? ''
  switch (cell.attributes.get('t')) {
    case 's':
      return shared[Number(value)] ?? ''
    case 'inlineStr':
      return all(cell, 'is').map(textOf).join('')
    case 'e':
      return ''
    case 'str':
    case 'b':
    case 'd':
      return value
    default:
      return numberText(value)
  }
}

/** A number as people type it: long ones stand in a file as 1.38E+10. */
function numberText(value: string): string {
  const number = Number(value)
  return /e/i.test(value) && Number.isSafeInteger(number) ? String(number) : value
}

/** `AB12` is in the 28th column: 27. Null: nothing is said. */
function columnAt(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + (letter.codePointAt(0)! - 64), 0) - 1 : null
}

/** The pieces of a text, which may each look otherwise; how it is to be pronounced is left out. */
const textOf = ({ name, text, children }: XmlElement): string => {
  if (name === 'rPh') return ''
  return name === 't' ? text : children.map(textOf).join('')
}
