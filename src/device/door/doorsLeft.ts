import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'

export const DOORS = 'doors'
/** Doors that stand open at this tablet, sealed, and until when they are worth anything (ms since 1970). */
export const KeptDoors = v.object({ until: v.number(), sealed: v.nullable(v.string()) })

/** Whether the app was closed here while a code stood open. */
export const areDoorsLeft = async (keepsakes: Keepsakes): Promise<boolean> =>
  ((await keepsakes.read(DOORS, KeptDoors))?.sealed ?? null) !== null
