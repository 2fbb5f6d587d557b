import { defineStore } from 'pinia'
import { ref } from 'vue'

/**
 * Whether the manager's pages lie open over this tablet's place: the person is the right, not the place. `ended`: they
 * were taken away from whoever had them open, who is told why.
 */
export const useManagerSheet = defineStore('managerSheet', () => ({ open: ref(false), ended: ref(false) }))
