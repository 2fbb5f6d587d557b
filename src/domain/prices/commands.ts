import * as v from 'valibot'
import type { Offer } from '../catalogue/offer.ts'
import { commandsOf, needRole } from '../command.ts'
import { MOST_CAMPAIGNS, priceKinds } from './events.ts'
import { pricesSlice } from './fold.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'prices-do-not-fit',
  'offer-twice',
  'offer-ends-before',
  'terms-missing',
  'too-many-campaigns',
] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof priceKinds, Why>()(pricesSlice)

/**
 * Sets the price book as a whole; its version is the next one. Refused when two rows of one kind have one name, for a form
 * could not tell them apart, when one ends before it begins, or when a campaign lacks what customers are to be shown.
 * What was taken down with an older version keeps it.
 */
export const setPrices = command<{ until: string | null; rows: readonly Offer[] }>(
  'setPrices',
  (hall, { until, rows }, situation) => {
    const refusal = needRole(hall, situation, 'manager')
    if (refusal) return refusal
    const plain = rows.map(({ id, kind, name, price, gives, from, until: last, terms }) => ({
      ...{ id, kind, name: name.trim(), price },
      ...{ gives: gives.trim(), from, until: last },
      ...(kind === 'campaign' && terms ? { terms: { ...terms } } : {}),
    }))
    const termless = plain.find(
      ({ kind, terms }) => kind === 'campaign' && !(terms?.rules.trim() && terms.limits.trim()),
    )
    if (termless) return refuse('terms-missing', { name: termless.name })
    if (plain.filter(({ kind }) => kind === 'campaign').length > MOST_CAMPAIGNS)
      return refuse('too-many-campaigns', { most: MOST_CAMPAIGNS })
    const body = { version: (hall.priceBook?.version ?? 0) + 1, until, rows: plain }
    if (!v.is(priceKinds.PricesSet.body, body)) return refuse('prices-do-not-fit')
    const twice = plain.find((row, at) =>
      plain.some((other, place) => place < at && other.kind === row.kind && other.name === row.name),
    )
    if (twice) return refuse('offer-twice', { name: twice.name })
    const backwards = plain.find((row) => row.from !== null && row.until !== null && row.until < row.from)
    if (backwards) return refuse('offer-ends-before', { name: backwards.name })
    return accept({ kind: 'PricesSet', subject: hall.id, body })
  },
)
