import * as v from 'valibot'
import { kind, MANAGER } from '../kind.ts'
import { Code, Count, IncidentId, ShownText } from '../shapes.ts'

/** What a report counts (plan-study §3.5): people, money in yuan, customers and services concerned. */
export const FIGURES = [
  'dead',
  'badly-hurt',
  'slightly-hurt',
  'missing',
  'trapped',
  'evacuated',
  'customers',
  'cases',
  'loss',
] as const

/** 首报, 续报, 终报. */
export const REPORTS = ['first', 'follow-up', 'final'] as const

/** So many characters a field of a report takes. */
const MOST_FIELD = 4_000
/** … of which so many are asked for at most: what happened is told in two lines, everything else at some length. */
export const mostAsked = (field: string): number => (field === 'course' ? 80 : MOST_FIELD / 2)

const ofReports = {
  subject: IncidentId,
  keeps: 'lasting',
  exercised: true,
} as const

/** What was told and written of an incident to those outside. The subject is the incident. */
export const reportKinds = {
  /** Somebody gives a figure; `verified`: 已核实, otherwise 待核实. */
  FigureTold: kind({
    body: v.object({ figure: v.picklist(FIGURES), value: Count, verified: v.boolean() }),
    ...ofReports,
  }),
  /** A report went out, as it was worded: it never changes, the next one says what changed. */
  ReportIssued: kind({
    body: v.object({
      report: v.picklist(REPORTS),
      /** Unique in the hall: `01-261127-9F3C-1`. */
      number: ShownText,
      fields: v.record(Code, v.pipe(v.string(), v.maxLength(MOST_FIELD))),
      figures: v.record(v.picklist(FIGURES), v.nullish(v.object({ value: Count, verified: v.boolean() }))),
    }),
    ...ofReports,
    freeText: true,
    words: ['fields'],
    needs: ({ drill }) => (drill ? 'whoever' : MANAGER),
  }),
}
