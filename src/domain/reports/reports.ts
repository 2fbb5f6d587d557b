import type { Mark } from '../incidents/mark.ts'
import type { FIGURES, REPORTS } from './events.ts'

export type FigureName = (typeof FIGURES)[number]
export type ReportKind = (typeof REPORTS)[number]

/** A number, and whether somebody has verified it. */
export interface Figure {
  readonly value: number
  readonly verified: boolean
}
/** A figure that somebody gave. */
export interface ToldFigure extends Figure, Mark {}
/** A report that went out, word by word. */
export interface Report extends Mark {
  readonly report: ReportKind
  readonly number: string
  readonly fields: Readonly<Record<string, string>>
  readonly figures: Readonly<Partial<Record<FigureName, Figure | null>>>
}
