/** The lines of each plan in which somebody calls for help: from the start to the first of them is 报警用时 (plan-study §3.4). */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  P01: ['P01-BO-1'],
  P02: ['P02-BO-1', 'P02-CMD-3'],
  P03: ['P03-BO-1'],
  P04: ['P04-BO-1'],
  P05: ['P05-BO-2'],
  P06: ['P06-BO-1'],
  P07: ['P07-CMD-3'],
  P09: ['P09-BO-1'],
  P11: ['P11-CMD-1'],
}

/** The lines that call for help; none where a plan has no such call. */
export const callsOf = (plan: string): readonly string[] => CALLS[plan] ?? []
