import { defineStore } from 'pinia'
import { openQuestion } from './question.ts'

/**
 * What looks like a customer's number in words that somebody is about to save. True: it is nobody's, and is saved; false: it
 * is going to be reworded.
 */
export const usePersonalWords = defineStore('personalWords', () => openQuestion<{ readonly words: string }>())
