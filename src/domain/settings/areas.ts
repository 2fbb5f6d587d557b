import type { Bilingual } from '../shapes.ts'
import type { Settings } from './settings.ts'

/** Where the customers of a queue wait, as `named` reads it or in the language it was written in; empty: the hall does not say. */
export function areaOf({ queues }: Settings, queue: string, named: (name: Bilingual | undefined) => string): string {
  const area = queues.find(({ id }) => id === queue)?.area
  return named(area) || area?.zh || area?.en || ''
}
