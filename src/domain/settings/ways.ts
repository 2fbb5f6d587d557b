import type { Way } from './events.ts'
import type { Settings } from './settings.ts'

/** Where a counter is from a wall: as the hall says for that wall, else as it says for all of them; undefined: it does not say. */
export function wayFrom(
  { counters, wall }: Pick<Settings, 'counters' | 'wall'>,
  tablet: string | undefined,
  counter: string | undefined,
): Way | undefined {
  const way =
    wall.ways.find((each) => each.tablet === tablet && each.counter === counter)?.way ??
    counters.find(({ id }) => id === counter)?.way
  return way === 'none' ? undefined : way
}
