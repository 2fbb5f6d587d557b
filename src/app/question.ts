import { computed, shallowRef } from 'vue'

/** What one sheet asks before something is saved, until somebody has answered; `About`: what it is asked of. */
export function openQuestion<About extends object>() {
  const asked = shallowRef<(About & { readonly answer: (yes: boolean) => void }) | null>(null)

  /** What is asked next answers no to what was asked before. */
  function ask(about: About): Promise<boolean> {
    asked.value?.answer(false)
    return new Promise((answer) => {
      asked.value = { ...about, answer }
    })
  }

  function say(yes: boolean): void {
    const was = asked.value
    asked.value = null
    was?.answer(yes)
  }

  /** Whoever closes the sheet says no. */
  const isOpen = computed({
    get: () => asked.value !== null,
    set(open) {
      if (!open) say(false)
    },
  })

  return { asked, ask, say, isOpen }
}
