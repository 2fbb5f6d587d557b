import type { Bilingual } from '../shapes.ts'
import type { Settings } from './settings.ts'

/** What somebody wrote, as `named` reads it or in the language it was written in; empty: nothing. */
export const inEither = (said: Bilingual | undefined, named: (name: Bilingual | undefined) => string): string =>
  named(said) || said?.zh || said?.en || ''

/** Where the customers of a queue wait; empty: the hall does not say. */
export function areaOf({ queues }: Settings, queue: string, named: (name: Bilingual | undefined) => string): string {
  return inEither(queues.find(({ id }) => id === queue)?.area, named)
}
