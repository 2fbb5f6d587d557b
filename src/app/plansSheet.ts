import { defineStore } from 'pinia'
import { ref } from 'vue'

/**
 * Whether the book of plans lies open over this tablet's place: plans, organisation, drills, records. `inNeed`: it was taken
 * from the red button, so that it lies over a lock too.
 */
export const usePlansSheet = defineStore('plansSheet', () => ({
  open: ref(false),
  inNeed: ref(false),
  /** The page that somebody is led to; null: the first. */
  page: ref<string | null>(null),
}))
