import { onScopeDispose, type Ref, readonly, ref } from 'vue'

/** Whether the screen stands upright. */
export function useUpright(): Readonly<Ref<boolean>> {
  const query = window.matchMedia('(orientation: portrait)')
  const upright = ref(query.matches)
  const turn = () => {
    upright.value = query.matches
  }
  query.addEventListener('change', turn)
  onScopeDispose(() => query.removeEventListener('change', turn))
  return readonly(upright)
}
