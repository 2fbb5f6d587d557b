import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether the recovery sheet is being typed in, over the page for joining or the lock screen. */
export const useRecoverSheet = defineStore('recoverSheet', () => ({ open: ref(false) }))
