import { formOf } from '#content/catalogue/catalogue.ts'
import type { Bilingual } from '#domain/shapes.ts'

/** What documents of a service are called, by the ids that a pre-check kept; what this version does not know is left out. */
export const documentNames = (service: string | null, ids: readonly string[]): Bilingual[] =>
  (formOf(service ?? '')?.documents ?? []).filter(({ id }) => ids.includes(id)).map(({ label }) => label)
