import * as v from 'valibot'
import { kept } from '../kept.ts'

/** When somebody last saved a file with all that this tablet has not sent, ms since 1970. */
export const savedAt = kept('saved-at', v.number())
