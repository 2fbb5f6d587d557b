const formats = new Map<string, Intl.DateTimeFormat>()

/** The hall's wall clock at a moment (ms since 1970): `09:42`, or `09:41:50` with seconds. The same in every language. */
export function clockTime(ms: number, timeZone: string, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const key = `${timeZone} ${precision}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
      ...(precision === 'seconds' ? { second: '2-digit' } : {}),
    })
  // Making a format is a hundred times the cost of using it.
  formats.set(key, format)
  return format.format(ms)
}
