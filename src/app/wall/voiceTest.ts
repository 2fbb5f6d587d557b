import * as v from 'valibot'
import { kept } from '../kept.ts'

/** What staff answered at the opening self-test. The answer of one day is not asked for again that day. */
export const voiceTest = kept('voiceTest', v.object({ day: v.string(), at: v.number(), heard: v.boolean() }))
