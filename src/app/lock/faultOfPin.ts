/** Nobody who signs in is older than this (years): a birthday lies within them. */
const OLDEST_YEARS = 90

/** What many people choose because it sounds like something. Forwards and backwards. */
const WELL_KNOWN = [
  ...['520131', '131452', '201314', '520999', '168888', '118114', '100861', '100869', '911119', '110119'],
  ...['888168', '666888', '888666'],
]

/** The keys that lie in one line on the pad, each line walked on from its end to its beginning: 258, 580, 802. */
const LINES = ['123', '456', '789', '147', '369', '159', '357', '258', '580', '802', '025']

/** Keys above each other or side by side on the pad. */
const BESIDE = ['8', '24', '135', '26', '157', '2468', '359', '48', '5790', '68']

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
 * Digits in equal steps, over 9 to 0 as well: five of the six (135790), each second one between the same digit (102030), or
 * two rows of three (123789).
 */
function isStepped(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, at) => (digit - digits[at]! + 10) % 10)
  const areEqual = (some: readonly number[]) => new Set(some).size === 1
  const areRow = (some: readonly number[]) => areEqual(some) && (some[0] === 1 || some[0] === 9)
  const between = steps.slice(1).map((step, at) => (step + steps[at]!) % 10)
  const [even, odd] = [0, 1].map((from) => between.filter((_, at) => at % 2 === from))
  return (
    areEqual(steps.slice(1)) ||
    areEqual(steps.slice(0, 4)) ||
    (areEqual(even!) && areEqual(odd!) && between.includes(0)) ||
    (areRow(steps.slice(0, 2)) && areRow(steps.slice(3)))
  )
}

/** Numbers in equal steps written one behind the other, up or down: 246810 (2 4 6 8 10), 108642, 101112, 789101. */
function isCounted(pin: string): boolean {
  const starts = [1, 2].map((length) => pin.slice(0, length)).filter((start) => start === '0' || !start.startsWith('0'))
  return starts.some((start) =>
    [1, 2].some((length) => {
      const step = Number(pin.slice(start.length, start.length + length)) - Number(start)
      let written = ''
      let numbers = 0
      for (let next = Number(start); next >= 0 && written.length < pin.length; next += step, numbers++) written += next
      return step !== 0 && numbers >= 3 && written.startsWith(pin)
    }),
  )
}

/** Two lines of the pad (147258, 258025), or a walk from each key to one beside it (123698). */
function isDrawn(pin: string): boolean {
  const isLine = (keys: string) => LINES.includes(keys) || LINES.includes(backwards(keys))
  const keys = [...pin]
  const isWalk =
    new Set(keys).size === keys.length && keys.slice(1).every((key, at) => BESIDE[Number(keys[at])]!.includes(key))
  return (isLine(pin.slice(0, 3)) && isLine(pin.slice(3))) || isWalk
}

/** A day of the last years as 900312, 120390 or 031290, or a year and a month: 199003. */
function isDate(pin: string, year: number): boolean {
  const [a = 0, b = 0, c = 0] = (pin.match(/\d\d/g) ?? []).map(Number)
  const isYear = (full: number) => full > year - OLDEST_YEARS && full <= year
  const isShort = (two: number) => isYear(1900 + two) || isYear(2000 + two)
  const isDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31
  const written = (isShort(a) && isDay(b, c)) || (isShort(c) && (isDay(b, a) || isDay(a, b)))
  return written || (isYear(a * 100 + b) && isDay(c, 1))
}
