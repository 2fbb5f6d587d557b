import { computed, type Ref, ref } from 'vue'

/** Steps back, at most; whoever wants more begins from the plan that is published. */
const MOST_STEPS = 100

/**
 * Goes back step by step in what is edited. A step is a stroke, or what was typed between two of them: whoever is about to
 * change something settles what was typed before.
 */
export function useUndo<Value>(edited: Ref<Value>) {
  const past = ref<readonly string[]>([])
  const settled = ref(JSON.stringify(edited.value))
  const now = computed(() => JSON.stringify(edited.value))

  function settle(): void {
    if (now.value === settled.value) return
    past.value = [...past.value, settled.value].slice(-MOST_STEPS)
    settled.value = now.value
  }

  function undo(): void {
    settle()
    const before = past.value.at(-1)
    if (before === undefined) return
    past.value = past.value.slice(0, -1)
    settled.value = before
    edited.value = JSON.parse(before)
  }

  return { canUndo: computed(() => past.value.length > 0 || now.value !== settled.value), settle, undo }
}
