/** The name of a fault and of those it was made from: `['OpenFailedError', 'QuotaExceededError']`. */
export function namesOf(fault: unknown): readonly string[] {
  if (typeof fault !== 'object' || fault === null) return []
  const name = 'name' in fault ? [String(fault.name)] : []
  const inner = 'inner' in fault ? fault.inner : 'cause' in fault ? fault.cause : null
  return [...name, ...(inner === fault ? [] : namesOf(inner))]
}

/** Whether a fault means that there is no room left, on the journal's disk or in a database. */
export const isFull = (fault: unknown): boolean => namesOf(fault).includes('QuotaExceededError')

/** What lies on this tablet was written by an early trial version, in a shape that nobody reads any more. */
export class OldRecords extends Error {
  override name = 'OldRecords'
}
