import { onMounted, onScopeDispose } from 'vue'

/**
 * Keys of the work screen; a foot pedal sends a space. They rest while a sheet is open or somebody types, and a
 * button that was reached with the keyboard keeps its own space.
 */
export function useShortcuts(acts: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  function press(event: KeyboardEvent): void {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act || isBusyElsewhere(event.key)) return
    event.preventDefault()
    act(event)
  }
  onMounted(() => window.addEventListener('keydown', press))
  onScopeDispose(() => window.removeEventListener('keydown', press))
}

function isBusyElsewhere(key: string): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return true
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused === document.body) return false
  if (focused.matches('input, select, textarea')) return true
  return key === ' ' && focused.matches('button:focus-visible, a:focus-visible, [role="radio"]:focus-visible')
}
