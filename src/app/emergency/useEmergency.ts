import { defineStore } from 'pinia'
import { ref } from 'vue'
import { emergency as en } from '../words/en/emergency.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { emergency as zh } from '../words/zh/emergency.ts'

/** The sentences of emergencies. */
export const useEmergencyWords = () => useWordsOf(zh, en)

/** Which incident stands open on this screen, and whether its tablet has put it away for now. */
export const useIncidentShown = defineStore('incidentShown', () => {
  const away = ref<string | null>(null)
  return { away }
})
