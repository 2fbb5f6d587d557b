import * as v from 'valibot'
import { kept } from '../kept.ts'

/** A network drill that this tablet has begun: the page may be loaded anew meanwhile. */
export const networkDrillBegun = kept(
  'networkDrill',
  v.object({
    since: v.number(),
    until: v.number(),
    unsentBefore: v.number(),
    written: v.number(),
  }),
)
