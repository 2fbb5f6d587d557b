import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether the book of plans lies open over this tablet's place: plans, organisation, drills, records. */
export const usePlansSheet = defineStore('plansSheet', () => ({ open: ref(false) }))
