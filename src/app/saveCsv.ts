import { saveFile } from './saveFile.ts'

/**
 * Hands a table to the browser as a file that spreadsheets open: UTF-8 with the mark at the front that tells them so. What
 * begins like a formula is kept a text: a note that somebody typed computes nothing on somebody else's machine.
 */
export function saveCsv(name: string, rows: readonly (readonly (string | number)[])[]): void {
  const lines = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? `${cell}` : quoted(cell))).join(','))
  saveFile(name, new Blob([`\uFEFF${lines.join('\r\n')}`], { type: 'text/csv' }))
}

const quoted = (cell: string): string => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`
