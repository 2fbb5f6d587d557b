import type { CaseState } from '../cases/cases.ts'

/** Whether the customer of a deferred case that ended still waits to hear of it. */
export const isToBeTold = ({ end, late }: CaseState): boolean => end?.tell === true && !isTold(late)

const TRIES = 3

/** Told, refused to listen, or not reached three times. */
const isTold = ({ callBacks }: CaseState['late']): boolean =>
  callBacks.some(({ result }) => result !== 'no-answer') || callBacks.length >= TRIES
