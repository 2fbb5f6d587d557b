import { type Ref, ref, watch } from 'vue'
import { type TypedAs, tidyText } from '#domain/typedText.ts'

/**
 * A field that somebody types into. What counts is told with every sign; what they typed stands there as they typed it until
 * they leave the field, and nothing is written under an input method that is still composing.
 */
export function useTyping(counts: Ref<string>, as: () => TypedAs) {
  const shown = ref(counts.value)
  watch(counts, (text) => {
    if (text !== tidyText(shown.value, as())) shown.value = text
  })
  return {
    shown,
    type: whenTyped((text) => {
      shown.value = text
      counts.value = tidyText(text, as())
    }),
    leave(): void {
      shown.value = counts.value
    },
  }
}

/** Handles an event of a field: tells what stands there. */
export const whenTyped =
  (tell: (text: string) => void) =>
  (event: Event): void => {
    const text = typedIn(event)
    if (text !== null) tell(text)
  }

/** What stands in a field after this event; null while an input method is composing it. */
export function typedIn(event: Event): string | null {
  const { target } = event
  if (event instanceof InputEvent && event.isComposing) return null
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target.value : null
}
