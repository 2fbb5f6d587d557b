import type { NotCounted } from './queries.ts'

const SUSPECT: ReadonlySet<NotCounted> = new Set(['unknown-key', 'in-anothers-name', 'not-signed', 'not-entitled'])
const SUSPECT_LINES: ReadonlySet<string> = new Set(['bad-proof', 'bad-opening'])

/** Whether somebody may have a hand on a tablet who should not, when acts of it count for nobody for this reason. */
export const isSuspect = (why: NotCounted): boolean => SUSPECT.has(why)

/** The same of lines that were set aside, by the code of why. */
export const isSuspectLine = (code: string): boolean => SUSPECT_LINES.has(code)
