import { localMoment } from '#domain/day/localTime.ts'

/** The name of a file that is handed on, by the hall's own clock: `1 号台-20261123T0905.stayopen`. */
export const carriedFileName = (tablet: string, now: number, timeZone: string): string =>
  `${tablet}-${localMoment(now, timeZone).replaceAll(/[-:]/g, '')}.stayopen`
