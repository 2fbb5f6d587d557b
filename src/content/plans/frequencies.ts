/**
 * How often a plan is to be exercised, in months (plan-study §4.2): evacuation for fire every half-year, system fault and
 * first aid every year, every plan at least once in three years.
 */
const EVERY_MONTHS: Readonly<Record<string, number>> = { P01: 6, P03: 12, P06: 12 }

/** Months within which this plan is to be exercised again. */
export const drillEveryMonths = (plan: string): number => EVERY_MONTHS[plan] ?? 36
