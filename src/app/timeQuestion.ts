import { defineStore } from 'pinia'
import { openQuestion } from './question.ts'

/**
 * What time it is, where the day would turn by one clock alone. True: the time has been said; false: not now, and nothing is
 * printed.
 */
export const useTimeQuestion = defineStore('timeQuestion', () => openQuestion<object>())
