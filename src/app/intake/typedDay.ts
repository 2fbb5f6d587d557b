import { asNumber } from '#domain/typedText.ts'

/** A day as forms keep it, `2026-11-26`, from what is typed by people in a hurry: `20261126`, `2026/11/6`, `2026年11月6日`. */
export function dayFrom(typed: string): string {
  const text = asNumber(typed)
  const [, year, month, day] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ??
    []
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
}

/** A time of day as forms keep it, `09:40`, from `9:40`, `940` or `0940`. */
export function timeFrom(typed: string): string {
  const text = asNumber(typed)
  const [, hours, minutes] = /^(\d{1,2})\s*[:.]?\s*(\d{2})$/.exec(text) ?? []
  return hours && minutes ? `${hours.padStart(2, '0')}:${minutes}` : text
}
