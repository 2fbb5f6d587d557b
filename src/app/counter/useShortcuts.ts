import { onMounted, onScopeDispose } from 'vue'

/** Nobody's fingers are so quick: keys that come closer together are sent by a reader of cards or codes, ms. */
const BURST_MS = 60

/**
 * Keys of the work screen; a foot pedal sends a space. They rest while a sheet is open or somebody types, and a
 * button that was reached with the keyboard keeps its own space. A key counts when it has come alone: what a reader of
 * identity cards or codes sends is no shortcut, and presses nothing that happens to have the focus.
 */
export function useShortcuts(acts: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  let alone: ReturnType<typeof setTimeout> | undefined
  let last = Number.NEGATIVE_INFINITY

  function press(event: KeyboardEvent): void {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
    const since = event.timeStamp - last
    last = event.timeStamp
    if (since < BURST_MS) {
      clearTimeout(alone)
      if (!isTyping()) event.preventDefault()
      return
    }
    if (event.defaultPrevented) return
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act || isBusyElsewhere(event.key)) return
    event.preventDefault()
    alone = setTimeout(() => act(event), BURST_MS)
  }
  onMounted(() => window.addEventListener('keydown', press))
  onScopeDispose(() => {
    clearTimeout(alone)
    window.removeEventListener('keydown', press)
  })
}

const isTyping = (): boolean =>
  document.activeElement instanceof HTMLElement && document.activeElement.matches('input, select, textarea')

function isBusyElsewhere(key: string): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return true
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused === document.body) return false
  if (isTyping()) return true
  return key === ' ' && focused.matches('button:focus-visible, a:focus-visible, [role="radio"]:focus-visible')
}
