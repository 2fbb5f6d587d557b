import type { LogEvent } from '#log/event.ts'
import type { Authority } from './authority.ts'
import type { AuthorityPart } from './fold.ts'
import type { Listed } from './listed.ts'

/** What says who may do what and does not count, because whoever signed it may not say so. */
export const unlisted = (authority: Authority): readonly Listed[] =>
  authority.founded === null ? [] : [...authority.said.values()].filter(({ id }) => !authority.counts.has(id))

/** How many events count for nobody by the list of authority, or wait because they are `ahead` of now. */
export const howManyUncounted = ({ authority, waiting }: AuthorityPart, ahead: readonly LogEvent[] = []): number =>
  waiting.length + ahead.length + unlisted(authority).length
