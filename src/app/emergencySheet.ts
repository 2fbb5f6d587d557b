import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether somebody is about to start a plan, from whatever screen: the red button is on all of them. */
export const useEmergencySheet = defineStore('emergencySheet', () => ({
  open: ref(false),
  /** The plan that is looked at first, when somebody took up a suggestion. */
  plan: ref<string | null>(null),
}))
