import { interruptionsSlice } from './interruptions/fold.ts'
import { papersSlice } from './papers/fold.ts'

/** Whoever works at a tablet unlocks sealed papers on it, and is told while a system of the operator is out of reach. */
export const slices = [interruptionsSlice, papersSlice]
