import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What looks like a customer's number in words that somebody is about to save, until they have said what it is. */
export const usePersonalWords = defineStore('personalWords', () => {
  const asked = shallowRef<{ readonly words: string; readonly answer: (harmless: boolean) => void } | null>(null)

  /** True: it is nobody's, and is saved; false: it is going to be reworded. */
  function ask(words: string): Promise<boolean> {
    asked.value?.answer(false)
    return new Promise((answer) => {
      asked.value = { words, answer }
    })
  }

  function say(harmless: boolean): void {
    const was = asked.value
    asked.value = null
    was?.answer(harmless)
  }

  return { asked, ask, say }
})
