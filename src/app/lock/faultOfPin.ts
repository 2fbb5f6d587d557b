/** Nobody who signs in is older than this (years): a birthday lies within them. */
const OLDEST_YEARS = 90

/** Runs of a keypad, and what many people choose because it sounds like something. Forwards and backwards. */
const WELL_KNOWN = [
  ...['147258', '258369', '147369', '159357', '159753', '741852', '456789', '789456', '456123', '321654', '123654'],
  ...['520131', '131452', '201314', '520999', '168888', '118114', '100861', '100869', '911119', '110119'],
  ...['135790', '888168', '666888', '888666'],
]

/** Why a new PIN is not taken. */
export type PinFault = 'pinLength' | 'pinTooEasy' | 'pinIsDate'

/**
 * Why a new PIN is not taken: too short, made of a pattern, known to everybody, or a day that may be somebody's birthday.
 * Null when it is fine. `now`: ms since 1970.
 */
export function faultOfPin(pin: string, now: number): PinFault | null {
  if (!/^\d{6}$/.test(pin)) return 'pinLength'
  if (isPattern(pin) || WELL_KNOWN.includes(pin) || WELL_KNOWN.includes(backwards(pin))) return 'pinTooEasy'
  return isDate(pin, new Date(now).getUTCFullYear()) ? 'pinIsDate' : null
}

const backwards = (pin: string) => [...pin].reverse().join('')

/**
 * Few digits, halves or pairs that come again, there and back, four times the same, or digits in equal steps, over 9 to 0
 * as well: all of them, each second one between the same digit (102030), five of them in a row, or two rows of three (123789).
 */
function isPattern(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, at) => (digit - digits[at]! + 10) % 10)
  const areEqual = (some: readonly number[]) => new Set(some).size === 1
  const areRow = (some: readonly number[]) => areEqual(some) && (some[0] === 1 || some[0] === 9)
  const between = steps.slice(1).map((step, at) => (step + steps[at]!) % 10)
  const [even, odd] = [0, 1].map((from) => between.filter((_, at) => at % 2 === from))
  const inRow =
    areEqual(steps) ||
    (areEqual(even!) && areEqual(odd!) && between.includes(0)) ||
    areRow(steps.slice(1)) ||
    areRow(steps.slice(0, 4)) ||
    (areRow(steps.slice(0, 2)) && areRow(steps.slice(3)))
  const again = /^(\d{3})\1$|^(\d{2})\2\2$|^(\d)\3(\d)\4(\d)\5$/.test(pin)
  return new Set(digits).size < 3 || /(\d)\1{3}/.test(pin) || inRow || again || pin === backwards(pin)
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
