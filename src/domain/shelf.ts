import { authoritySlice } from './authority/fold.ts'
import { createFold, type Fold } from './fold.ts'
import { incidentsSlice } from './incidents/fold.ts'
import type { OpenHall } from './openHall.ts'
import { queueSlice } from './queue/fold.ts'
import { settingsSlice } from './settings/fold.ts'
import type { PartsOf, Slice } from './slice.ts'
import { staffSlice } from './staff/fold.ts'
import { tabletsSlice } from './tablets/fold.ts'

/** What every tablet folds from the first moment: an alarm reaches each of them. */
export const always = [authoritySlice, settingsSlice, staffSlice, tabletsSlice, queueSlice, incidentsSlice] as const

/** A hall in which these slices are open besides what is always open. The others are on the shelf: kept on disk, unread. */
export type HallWith<Slices extends readonly Slice[]> = Slices extends readonly []
  ? OpenHall
  : OpenHall & PartsOf<Slices>

/** The fold of what is always open and of these slices. */
export const foldWith = <const Slices extends readonly Slice[]>(...opened: Slices): Fold<HallWith<Slices>> =>
  createFold<HallWith<Slices>>([...opened, ...always], always)

/** Whether these slices are open in a hall. */
export const hasOpen = <const Slices extends readonly Slice[]>(
  hall: OpenHall,
  ...slices: Slices
): hall is HallWith<Slices> => slices.every(({ start }) => Object.keys(start).every((field) => field in hall))

/** The hall as somebody sees it who has opened these slices. Throws when one is on the shelf: that is our own mistake. */
export function opened<const Slices extends readonly Slice[]>(hall: OpenHall, ...slices: Slices): HallWith<Slices> {
  if (hasOpen(hall, ...slices)) return hall
  const shelved = slices.filter((slice) => !hasOpen(hall, slice))
  throw new Error(`on the shelf, and to be opened first: ${shelved.map(({ name }) => name).join(', ')}`)
}
