import type { ReadinessItem } from '#domain/readiness/readiness.ts'
import { useHallPart } from '../manager/hallPart.ts'
import { useManagerSheet } from '../managerSheet.ts'
import { usePlansSheet } from '../plansSheet.ts'

/** Where something that is missing is seen to: a page of the manager's, with a part of it, or of the book of plans. */
type Lead =
  | { readonly page: 'staff' | 'tablets' | 'today' }
  | { readonly page: 'hall'; readonly part: 'plans' }
  | { readonly book: 'floor' | 'cards' | 'drills' | 'organisation' | 'backups' }

const leads: Readonly<Record<ReadinessItem, Lead>> = {
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
  rescue: { book: 'floor' },
  backups: { book: 'backups' },
  heard: { page: 'tablets' },
  charged: { page: 'tablets' },
  'same-plans': { page: 'tablets' },
}

/** Leads to where something is seen to, and to the list of what is missing. */
export function useLeads() {
  const pages = useManagerSheet()
  const part = useHallPart()
  const book = usePlansSheet()
  return {
    lead(item: ReadinessItem): void {
      const to = leads[item]
      if ('book' in to) book.$patch({ open: true, inNeed: false, page: to.book })
      else pages.page = to.page
      if ('part' in to) part.led = to.part
    },
    toList(): void {
      part.led = 'ready'
      pages.page = 'hall'
    },
  }
}
