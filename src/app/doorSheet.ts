import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether the sheet that lets tablets in lies open: then it shows itself who knocks here. */
export const useDoorSheet = defineStore('doorSheet', () => ({ open: ref(false) }))
