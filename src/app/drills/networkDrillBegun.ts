import * as v from 'valibot'
import { kept } from '../kept.ts'

/** A network drill that this tablet has begun: the page may be loaded anew meanwhile. */
export const networkDrillBegun = kept(
  'networkDrill',
  v.object({
    /** By the device's own clock. */
    since: v.number(),
    until: v.number(),
    /** Events written on this tablet since. */
    written: v.number(),
  }),
)
