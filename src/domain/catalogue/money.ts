/** Sums of money: typed in yuan, kept in fen, and written out in the characters that cannot be altered (大写). */

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿']

/** The fen in a typed sum: `30`, `30.5`, `1,000.00`; null when it is no sum. */
export function fenOf(typed: string): number | null {
  const plain = typed.replace(/[\s,\uff0c\u00a5\uffe5]/g, '')
  const [, yuan, rest = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
  return yuan === undefined ? null : Number(yuan) * 100 + Number(rest.padEnd(2, '0'))
}

/** A sum in figures: 3050 fen are `30.50`. */
export const yuanOf = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** A sum written out, as a receipt has to say it: 100005 fen are 壹仟元零伍分. */
export function writtenOut(fen: number): string {
  const yuan = Math.floor(fen / 100)
  const jiao = Math.floor(fen / 10) % 10
  const rest = fen % 10
  const whole = yuan > 0 ? `${characters(yuan)}元` : ''
  if (jiao === 0 && rest === 0) return `${whole || '零元'}整`
  // A place left out between yuan and fen is written, so that nobody can fill it in.
  const zero = jiao === 0 && whole ? '零' : ''
  return `${whole}${jiao > 0 ? `${DIGITS[jiao]}角` : zero}${rest > 0 ? `${DIGITS[rest]}分` : ''}`
}

function characters(number: number): string {
  let written = ''
  for (let group = 0, left = number; left > 0; group++, left = Math.floor(left / 10_000)) {
    const value = left % 10_000
    const higher = left >= 10_000
    if (value > 0) written = `${higher && value < 1000 ? '零' : ''}${fourDigits(value)}${GROUPS[group]}${written}`
    else if (written !== '' && !written.startsWith('零')) written = `零${written}`
  }
  return written
}

function fourDigits(value: number): string {
  let written = ''
  for (let place = 0, left = value; left > 0; place++, left = Math.floor(left / 10)) {
    const digit = left % 10
    if (digit > 0) written = `${DIGITS[digit]}${PLACES[place]}${written}`
    else if (written !== '' && !written.startsWith('零')) written = `零${written}`
  }
  return written
}
