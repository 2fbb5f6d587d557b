import type { ReadinessItem } from '#domain/readiness/readiness.ts'

/** Where something that is missing is seen to: a page of the manager's, with a part of it, or of the book of plans. */
export type Lead =
  | { readonly page: 'staff' | 'tablets' | 'today' }
  | { readonly page: 'hall'; readonly part: 'plans' }
  | { readonly book: 'floor' | 'cards' | 'drills' | 'organisation' }

export const leads: Readonly<Record<ReadinessItem, Lead>> = {
  exits: { page: 'hall', part: 'plans' },
  assembly: { page: 'hall', part: 'plans' },
  address: { page: 'hall', part: 'plans' },
  'own-phone': { page: 'hall', part: 'plans' },
  phones: { page: 'hall', part: 'plans' },
  'plan-words': { page: 'hall', part: 'plans' },
  published: { book: 'cards' },
  'floor-plan': { book: 'floor' },
  stands: { book: 'floor' },
  'two-managers': { page: 'staff' },
  staff: { page: 'staff' },
  'own-pins': { page: 'staff' },
  'staff-phones': { book: 'organisation' },
  places: { page: 'tablets' },
  sheet: { page: 'today' },
  'fire-drill': { book: 'drills' },
}
