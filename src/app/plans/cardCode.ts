import type { Plan } from '#domain/plans/plan.ts'
import type { Hall } from '#domain/whole.ts'

/** What the code on a printed card says: which plan, in which version, of which hall. So an old card is found out. */
export const cardCode = ({ settings }: Hall, { id, version }: Plan): string =>
  `STAYOPEN:PLAN:${settings.code}:${id}:${version}`
