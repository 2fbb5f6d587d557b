import type { marks as zh } from '../zh/marks.ts'

export const marks: typeof zh = {
  toCheck: 'To be checked',
  toCheckHint: 'Papers or what a system knows were not all seen: the number is given all the same, a counter checks',
  askCheck: 'Mark as to be checked',
  lookAtIt: 'The door has not seen all papers or what a system knows. Please check first.',
  checked: 'Checked, in order',
}
