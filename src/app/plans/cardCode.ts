import type { OpenHall } from '#domain/openHall.ts'
import type { Plan } from '#domain/plans/plan.ts'

/** What the code on a printed card says: which plan, in which version, of which hall. So an old card is found out. */
export const cardCode = ({ settings }: OpenHall, { id, version }: Plan): string =>
  `STAYOPEN:PLAN:${settings.code}:${id}:${version}`
