/** @module How far the clauses of the operator's plan and the features of a hall's queue are carried out (1.1.4): what the app does, where, and what it does not do yet. */
import type { Use } from '#domain/readiness/inUse.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { say } from '../plans/write.ts'

/** Where something is done: a page of the book of plans or of the manager's, the red button, a place of a tablet. */
export type Where =
  | `book:${'cards' | 'coverage' | 'drills' | 'floor' | 'general' | 'improvements' | 'organisation' | 'records'}`
  | `manager:${'day' | 'hall' | 'log' | 'staff' | 'tablets' | 'today'}`
  | 'red'
  | `place:${'backoffice' | 'counter' | 'reception' | 'wall'}`

/** One clause of the plan, or one feature of the queue. */
export interface CoverageRow {
  /** `1.1.31`, or `Q32` for a feature of the queue. */
  readonly id: string
  readonly title: Bilingual
  readonly state: 'whole' | 'part' | 'none'
  /** Null: nowhere yet. */
  readonly at: Where | null
  /** By what one sees that a hall uses it. `always`: nobody has to begin with it; null: nothing shows it. */
  readonly use: Use | 'always' | null
  /** What is still missing; null: nothing. */
  readonly lacks: Bilingual | null
  /** The names of the tests that carry it. In the tests each name bears the row's id behind it. */
  readonly tests: readonly string[]
}

/** A row that is carried out whole, as tests show. */
export const whole = (
  id: string,
  zh: string,
  en: string,
  at: Where,
  use: Use | 'always',
  tests: readonly string[],
): CoverageRow => ({ id, title: say(zh, en), state: 'whole', at, use, lacks: null, tests })

/** A row of which something is missing. */
export const part = (
  id: string,
  zh: string,
  en: string,
  at: Where,
  use: Use | 'always' | null,
  lacks: Bilingual,
  tests: readonly string[] = [],
): CoverageRow => ({ id, title: say(zh, en), state: 'part', at, use, lacks, tests })

/** A row that nobody has begun. */
export const none = (id: string, zh: string, en: string, lacks: Bilingual): CoverageRow => ({
  id,
  title: say(zh, en),
  state: 'none',
  at: null,
  use: null,
  lacks,
  tests: [],
})
