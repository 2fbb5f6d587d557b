/** The 79 features of a hall's queue, from taking a number to what a tablet tells of itself. */
import { hallRows } from './hallRows.ts'
import type { CoverageRow } from './row.ts'
import { turnRows } from './turnRows.ts'

export const queueRows: readonly CoverageRow[] = [...turnRows, ...hallRows]
