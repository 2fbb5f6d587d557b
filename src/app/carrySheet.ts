import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether events are being passed on or taken over by hand, over whatever this tablet shows. */
export const useCarrySheet = defineStore('carrySheet', () => ({ open: ref(false) }))
