import { onUnmounted, type Ref, ref, watch } from 'vue'

/**
 * When what lies over the page goes, and nothing else has taken the focus, it goes back to what opened it; where that is
 * gone, to the page's next act, so that the keyboard goes on where the hand would.
 */
export function useFocusBack(shown: Readonly<Ref<boolean>> = ref(true)): void {
  let opener = document.activeElement
  watch(shown, (isShown) => {
    if (isShown) opener = document.activeElement
    else giveBack()
  })
  onUnmounted(giveBack)

  function giveBack(): void {
    setTimeout(() => {
      if (document.activeElement !== document.body) return
      const isThere = opener instanceof HTMLElement && opener !== document.body && opener.isConnected
      const next = isThere ? opener : nextAct()
      if (next instanceof HTMLElement) next.focus({ preventScroll: true })
    })
  }
}

function nextAct(): Element | null {
  const [act] = ['.main', '.primary', ''].flatMap((kind) => [
    ...document.querySelectorAll(`main .bigButton${kind}:not([aria-disabled])`),
  ])
  return act ?? null
}
