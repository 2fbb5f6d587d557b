import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Place } from '#domain/kind.ts'

/**
 * Whether the manager's pages lie open over this tablet's place (the person is the right, not the place), and which of them
 * somebody was led to: null once it is on the screen.
 */
export const useManagerSheet = defineStore('managerSheet', () => {
  const open = ref(false)
  const page = ref<string | null>(null)
  return {
    open,
    page,
    /** Leads to one of the pages: the manager's own tablet has them already. */
    show(to: string, place: Place | undefined): void {
      page.value = to
      open.value = place !== 'manager'
    },
  }
})
