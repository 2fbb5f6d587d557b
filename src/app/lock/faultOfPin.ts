/** Birthdays of so many years, one's own, a child's or a parent's, are what a colleague tries first. */
const BIRTHDAY_YEARS = 90

/** What many people choose because it sounds like something. Forwards and backwards. */
const WELL_KNOWN = [
  ...['520131', '131452', '201314', '520999', '112358', '168888', '118114', '100861', '100869', '911119', '110119'],
  ...['888168', '666888', '888666'],
]

/** The keys that lie in one line on the pad, each line walked on from its end to its beginning: 258, 580, 802. */
const LINES = ['123', '456', '789', '147', '369', '159', '357', '258', '580', '802', '025']

/** Keys above each other or side by side on the pad. */
const BESIDE = ['8', '24', '135', '26', '157', '2468', '359', '48', '5790', '68']

/** Round the corners of the pad, and round the middles of its sides. */
const ROUNDS = ['1397', '2684']

/** People count in these steps: ones to fives, tens and dozens, quarters. */
const COUNTED_IN = [1, 2, 3, 4, 5, 10, 11, 12, 15, 20, 25]

/** Why a new PIN is not taken. */
export type PinFault = 'pinLength' | 'pinRepeats' | 'pinCounts' | 'pinOnPad' | 'pinWellKnown' | 'pinIsDate'

/**
 * Why a new PIN is not taken: too short, made of few digits, counted, drawn on the pad, known to everybody, or a day that
 * may be somebody's birthday. Null when it is fine. `now`: ms since 1970.
 */
export function faultOfPin(pin: string, now: number): PinFault | null {
  if (!/^\d{6}$/.test(pin)) return 'pinLength'
  if (repeats(pin)) return 'pinRepeats'
  if (WELL_KNOWN.includes(pin) || WELL_KNOWN.includes(backwards(pin))) return 'pinWellKnown'
  if (isStepped(pin) || isCounted(pin)) return 'pinCounts'
  if (isDrawn(pin)) return 'pinOnPad'
  return isDate(pin, new Date(now).getUTCFullYear()) ? 'pinIsDate' : null
}

const backwards = (pin: string) => [...pin].reverse().join('')

/** Few digits, four times the same, halves or pairs that come again, each digit twice, or there and back. */
function repeats(pin: string): boolean {
  const again = /^(\d{3})\1$|^(\d{2})\2\2$|^(\d)\3(\d)\4(\d)\5$/.test(pin)
  return new Set(pin).size < 3 || /(\d)\1{3}/.test(pin) || again || pin === backwards(pin)
}

/**
 * Digits in equal steps: five of the six in steps of at most three, over 9 to 0 as well (135790), or three and three in
 * steps of at most two, behind each other (123789, 135246) or between each other (142536, 102030).
 */
function isStepped(pin: string): boolean {
  const digits = [...pin].map(Number)
  const round = (step: number) => ((step + 15) % 10) - 5
  const areEqual = (steps: readonly number[], most: number) => new Set(steps).size === 1 && Math.abs(steps[0]!) <= most
  const stepsOf = (some: readonly number[]) => some.slice(1).map((digit, at) => digit - some[at]!)
  const areRows = (...rows: readonly (readonly number[])[]) => rows.every((row) => areEqual(stepsOf(row), 2))
  const five = [digits.slice(1), digits.slice(0, 5)].some((some) => areEqual(stepsOf(some).map(round), 3))
  const [even = [], odd = []] = [0, 1].map((from) => digits.filter((_, at) => at % 2 === from))
  return five || areRows(digits.slice(0, 3), digits.slice(3)) || areRows(even, odd)
}

/** Numbers in equal steps written one behind the other, up or down: 246810 (2 4 6 8 10), 108642, 101112, 203040. */
function isCounted(pin: string): boolean {
  const starts = [1, 2].map((length) => pin.slice(0, length)).filter((start) => start === '0' || !start.startsWith('0'))
  return starts.some((start) =>
    [1, 2].some((length) => {
      const step = Number(pin.slice(start.length, start.length + length)) - Number(start)
      let written = ''
      let numbers = 0
      for (let next = Number(start); next >= 0 && written.length < pin.length; next += step, numbers++) written += next
      return COUNTED_IN.includes(Math.abs(step)) && numbers >= 3 && written.startsWith(pin)
    }),
  )
}

/** Two lines of the pad (147258, 258025), a walk from each key to one beside it (123698), or a round of it (139713). */
function isDrawn(pin: string): boolean {
  const isLine = (keys: string) => LINES.includes(keys) || LINES.includes(backwards(keys))
  const keys = [...pin]
  const isWalk =
    new Set(keys).size === keys.length && keys.slice(1).every((key, at) => BESIDE[Number(keys[at])]!.includes(key))
  const isRound = ROUNDS.some((round) => [pin, backwards(pin)].some((way) => round.repeat(3).includes(way)))
  return (isLine(pin.slice(0, 3)) && isLine(pin.slice(3))) || isWalk || isRound
}

/**
 * A birthday as it is written here, the year first: 900312; or a year and a month: 199003. Days written the other way
 * round would forbid one PIN in fifteen more.
 */
function isDate(pin: string, year: number): boolean {
  const [yy = 0, month = 0, day = 0] = (pin.match(/\d\d/g) ?? []).map(Number)
  const isLately = (full: number) => full > year - BIRTHDAY_YEARS && full <= year
  const isBirthday = [1900 + yy, 2000 + yy].some((full) => {
    const at = new Date(Date.UTC(full, month - 1, day))
    return isLately(full) && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  })
  return isBirthday || (isLately(yy * 100 + month) && day >= 1 && day <= 12)
}
