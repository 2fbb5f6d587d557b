import * as v from 'valibot'
import { kept } from './kept.ts'

/** What of this wall hung last, and when (ISO 8601): its picture, or the stream of what happens in the hall. */
export const hung = kept('hung', v.object({ what: v.picklist(['picture', 'stream']), at: v.string() }))
