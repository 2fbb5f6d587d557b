/**
 * @module catalogue
 * What services ask for, and how much of it may be taken down while the operator is out of reach. Pure: the forms
 * themselves are content, and whoever calls brings the day and the regulatory parameters.
 */

/**
 * How far a service goes without the operator (plan-study §2.1): T0 is finished in the hall, T1 is taken down and takes
 * effect later, T2 is an appointment only, T3 is not possible.
 */
export const TIERS = ['T0', 'T1', 'T2', 'T3'] as const
/** How far a service goes without the operator. */
export type Tier = (typeof TIERS)[number]

/** What a paper or field holds. */
export const HOLDINGS = [
  'name',
  'phone',
  'id-number',
  'address',
  'image',
  'sim',
  'money',
  'signature',
  'free-text',
  'choice',
] as const
/** What a paper or field holds. */
export type Holding = (typeof HOLDINGS)[number]

/** Whether the operator's systems answer. */
export type Reach = 'in-reach' | 'out-of-reach'
/** When a field is asked. */
export type Asked = 'always' | Reach

/** What no case of the tier may hold while the operator is out of reach. */
const FORBIDDEN: Readonly<Record<Tier, readonly Holding[]>> = {
  T0: [],
  T1: [],
  // No network entry is begun without the reader and the comparison of faces: nothing of it is kept beforehand.
  T2: ['id-number', 'image', 'sim', 'money'],
  T3: HOLDINGS,
}

/** What a tier forbids to hold, with the operator in reach or not. */
export const forbiddenHoldings = (tier: Tier, reach: Reach): readonly Holding[] =>
  reach === 'in-reach' ? [] : FORBIDDEN[tier]
