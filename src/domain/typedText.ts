/**
 * The one way in for text that people type, paste, scan or import: what nobody sees is left out, and one sign that is
 * written in several ways is written in one. What a number or a code is may still be wrong; here it only becomes readable.
 */

/** What was typed: lines of prose; one line, e.g. a name; digits with their signs; letters and digits without meaning of case. */
export type TypedAs = 'prose' | 'line' | 'number' | 'code'

/** Half of a sign: a file with one in it cannot be written. */
const HALVES = /\p{Cs}/gu
/** What turns the direction of writing without being seen, and the mark of a file's first byte. */
const HIDDEN = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g
/** Ways to begin a new line, of which paper and Word know one. */
const BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
/** Signs that steer a machine, besides the new line. */
const CONTROLS = /(?!\n)\p{Cc}/gu
/** Joiners, soft hyphens, spaces without width: a telephone's list of contacts puts them around its numbers. */
const FORMATS = /\p{Cf}/gu
/** Hyphens, dashes, the minus; a Chinese keyboard offers several. */
const DASHES = /[\u2010-\u2015\u2043\u2212\u2E3A\u2E3B\u30FC]/g

/** Text of several lines, as it may stand in the log, on paper and in a file. */
export const prose = (typed: string): string =>
  typed.replace(HALVES, '').replace(HIDDEN, '').replace(BREAKS, '\n').replaceAll('\t', ' ').replace(CONTROLS, '').trim()

/** Text of one line. Joiners stay: in a name they are letters' business. */
export const oneLine = (typed: string): string => prose(typed).replaceAll('\n', ' ').normalize('NFC')

/** Digits and what stands between them: `５０．００` is `50.00`, `9：40` is `9:40`, `1－2` is `1-2`. */
export const asNumber = (typed: string): string =>
  oneLine(typed).normalize('NFKC').replace(FORMATS, '').replace(DASHES, '-').replaceAll('。', '.').trim()

/** Letters and digits: `００２ｘ` is `002X`. A capital may be written in several signs, too. */
export const asCode = (typed: string): string => asNumber(typed).toUpperCase().normalize('NFKC')

/** The text as what it is. */
export function tidyText(typed: string, as: TypedAs): string {
  switch (as) {
    case 'prose':
      return prose(typed)
    case 'line':
      return oneLine(typed)
    case 'number':
      return asNumber(typed)
    case 'code':
      return asCode(typed)
  }
}
