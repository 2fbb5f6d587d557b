import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Which incident stands open on this screen, and whether its tablet has put it away for now. */
export const useIncidentShown = defineStore('incidentShown', () => {
  const away = ref<string | null>(null)
  return { away }
})
