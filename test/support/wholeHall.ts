import type { HallLog } from '#device/hallLog/hallLog.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { opened } from '#domain/shelf.ts'
import { type Hall, slices } from '#domain/whole.ts'

interface HasLog {
  readonly log: Pick<HallLog, 'hall' | 'open'>
}

/** Takes every slice from the shelf of a tablet whose hall a test looks at. */
export const openAll = ({ log }: HasLog): Promise<void> => log.open(...slices)

/** The hall of such a tablet. */
export const wholeHall = ({ log }: HasLog): Hall => asWhole(log.hall)

/** A hall in which every slice is open, as what it is. */
export function asWhole(hall: OpenHall): Hall {
  if (isWhole(hall)) return hall
  throw new Error('not every slice is open')
}

const isWhole = (hall: OpenHall): hall is Hall => Boolean(opened(hall, ...slices))
