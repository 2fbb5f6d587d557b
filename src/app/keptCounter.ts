import * as v from 'valibot'
import { kept } from './kept.ts'

/** At which counter this tablet stood last. */
export const keptCounter = kept('counter', v.string())
