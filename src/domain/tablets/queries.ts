import type { OpenHall } from '../openHall.ts'
import type { Tablet } from './tablets.ts'

/** Every tablet ever paired, working ones first, then by name. */
export const tabletList = (hall: OpenHall): Tablet[] =>
  [...hall.tablets.values()].sort((a, b) => Number(a.revoked) - Number(b.revoked) || (a.name < b.name ? -1 : 1))

/** The tablet that wrote a journal. */
export const tabletOf = (hall: OpenHall, journal: string): Tablet | undefined =>
  hall.tablets.get(hall.journals.get(journal)?.tablet ?? '')
