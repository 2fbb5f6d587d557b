import { localTime } from '../day/localTime.ts'
import type { Hours } from '../shapes.ts'
import type { Settings } from './settings.ts'

/** Whether a clock that shows this (`22:30`) is within the hours. */
export const isWithin = ({ from, to }: Hours, time: string): boolean =>
  from < to ? from <= time && time < to : from <= time || time < to

/** How loud calls are at a moment (ms since 1970), in percent; 0: they are shown and not spoken. */
export function volumeAt({ wall, rules }: Pick<Settings, 'wall' | 'rules'>, now: number): number {
  if (wall.quieter.length === 0) return wall.volume
  const time = localTime(now, rules.timeZone)
  return Math.min(wall.volume, ...wall.quieter.filter((hours) => isWithin(hours, time)).map(({ volume }) => volume))
}

/** Whether the walls are bright at a moment (ms since 1970). */
export const isBright = ({ wall, rules }: Pick<Settings, 'wall' | 'rules'>, now: number): boolean =>
  wall.bright !== null && isWithin(wall.bright, localTime(now, rules.timeZone))
