import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Which part of the hall's settings somebody is led to; null once it is on the screen. */
export const useHallPart = defineStore('hallPart', () => ({ led: ref<string | null>(null) }))
