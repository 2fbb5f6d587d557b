import { defineStore } from 'pinia'
import { reactive } from 'vue'

/** What somebody has typed at the back office and not given yet. */
const nothingTyped = () => ({
  review: { chosen: null as string | null, serial: '' },
  late: { chosen: null as string | null, serial: '', confirmNeeded: false },
  /** The operator's own list, pasted to be reconciled. */
  list: '',
  /** Numbers of receipts that lie on paper. */
  papers: '',
})
type Typed = ReturnType<typeof nothingTyped>

/** Kept by whoever typed it while the page is open: it is there when they come back to the tab, and nobody else sees it. */
export const useTyped = defineStore('typedAtBackoffice', () => {
  const byStaff = reactive(new Map<string, Typed>())
  function typedBy(staff: string): Typed {
    const kept = byStaff.get(staff) ?? nothingTyped()
    byStaff.set(staff, kept)
    return byStaff.get(staff) ?? kept
  }
  return { typedBy }
})
