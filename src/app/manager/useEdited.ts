import { computed, type Ref, ref, watch } from 'vue'
import { useHoldStill } from '../shell/useHoldStill.ts'

/** A part of the settings that a form may change in place. */
export type Editable<Value> = Value extends object ? { -readonly [Key in keyof Value]: Editable<Value[Key]> } : Value

/**
 * A copy of a part of the settings to type into. While nothing was typed it follows what others change; once something
 * was, it stays as typed until it is saved or discarded.
 */
export function useEdited<Value extends object>(read: () => Value) {
  const kept = computed(() => JSON.stringify(read()))
  const edited = ref(copyOf<Value>(kept.value)) as Ref<Editable<Value>>
  const dirty = computed(() => JSON.stringify(edited.value) !== kept.value)

  function discard(): void {
    edited.value = copyOf<Value>(kept.value)
  }

  watch(kept, (_, before) => {
    if (JSON.stringify(edited.value) === before) discard()
  })
  useHoldStill('settings', dirty)
  return { edited, dirty, discard }
}

const copyOf = <Value>(json: string): Editable<Value> => JSON.parse(json)
