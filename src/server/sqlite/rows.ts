/** Reads values out of raw rows without trusting their type. */

/** A raw row, a list of column values; empty if there was none. */
export const columns = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [])
/** A column of type TEXT. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
/** A column of type INTEGER. */
export const whole = (value: unknown): number => Number(value)
/** A column of type TEXT that may be NULL. */
export const maybe = (value: unknown): string | null => (typeof value === 'string' ? value : null)
