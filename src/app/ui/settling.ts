/** After an act a button counts nothing for so long (ms): the second half of a double tap, or what was meant for its face before. */
const SETTLES_AFTER_MS = 600

/** How often something was typed on this page: who types after an act means the tap that follows. */
let typed = 0
window.addEventListener('input', () => typed++, { capture: true })

/** Lets one tap count once. A tap is judged by when the finger made it, however late it is heard. */
export function createSettling() {
  let settlesAt = Number.NEGATIVE_INFINITY
  let typedBefore = 0
  return {
    settle(): void {
      settlesAt = performance.now() + SETTLES_AFTER_MS
      typedBefore = typed
    },
    isTooSoon: ({ timeStamp }: Event): boolean => timeStamp < settlesAt && typed === typedBefore,
  }
}
