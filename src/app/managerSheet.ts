import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether the manager's pages lie open over this tablet's place: the person is the right, not the place. */
export const useManagerSheet = defineStore('managerSheet', () => ({ open: ref(false) }))
