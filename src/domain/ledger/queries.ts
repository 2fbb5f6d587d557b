import { type CaseState, waitsForOperator } from '../cases/cases.ts'
import type { OpenHall } from '../openHall.ts'
import type { LedgerPart, SpecialNote } from './ledger.ts'

type Hall = OpenHall & LedgerPart

/** The ledger, newest first. */
export const specialNotes = (hall: Hall): SpecialNote[] => [...hall.specials.values()].sort((a, b) => b.at - a.at)

/** How often each way was shown on a day: service, channel, times. */
export const referralsOn = (hall: Hall, day: string): { service: string; channel: string; times: number }[] =>
  [...hall.referrals]
    .filter(([key]) => key.startsWith(`${day}/`))
    .map(([key, times]) => ({ service: key.split('/')[1] ?? '', channel: key.split('/')[2] ?? '', times }))

/**
 * Whether something may be suggested to the customer of a case: only once they have what they came for, so never before
 * it was handed in, never while it waits for the operator, and never again once they have answered (1.1.19).
 */
export function maySuggest({ suggestions }: LedgerPart, found: CaseState): boolean {
  const { id, submittedAt, status, end } = found
  if (submittedAt === null || suggestions.has(id) || waitsForOperator(found)) return false
  return status === 'review' || end?.outcome === 'done'
}

/** What customers said to suggestions on a day: how many wanted each, how many did not. */
export function suggestionsOn(
  { suggestions }: LedgerPart,
  day: string,
): { readonly suggestion: string; readonly wanted: number; readonly refused: number }[] {
  const answers = [...suggestions.values()].filter((each) => each.day === day)
  return [...new Set(answers.map(({ suggestion }) => suggestion))].sort().map((suggestion) => {
    const of = (answer: 'wanted' | 'refused') =>
      answers.filter((each) => each.suggestion === suggestion && each.answer === answer).length
    return { suggestion, wanted: of('wanted'), refused: of('refused') }
  })
}
