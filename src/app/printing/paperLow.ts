import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Which printer of the hall last said that its roll is nearly used up; null: none. */
export const usePaperLow = defineStore('paperLow', () => ({ printer: ref<string | null>(null) }))
