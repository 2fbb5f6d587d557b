import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Whether somebody is asked what time it is, because the day would turn by one clock alone; and their answer. */
export const useTimeQuestion = defineStore('timeQuestion', () => {
  const answer = shallowRef<((said: boolean) => void) | null>(null)

  /** True: the time has been said; false: not now, and nothing is printed. */
  function ask(): Promise<boolean> {
    answer.value?.(false)
    return new Promise((resolve) => {
      answer.value = resolve
    })
  }

  function end(said: boolean): void {
    const was = answer.value
    answer.value = null
    was?.(said)
  }

  return { answer, ask, end }
})
