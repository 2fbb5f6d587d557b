import { computed } from 'vue'
import type { Bilingual } from '#domain/shapes.ts'
import { usePreferences } from '../preferences.ts'

/** Reads what a hall wrote in both languages in the one the screen speaks: `read(queue.name)`. */
export function useBilingual(): (text: Bilingual) => string {
  const preferences = usePreferences()
  const key = computed(() => (preferences.language === 'en' ? 'en' : 'zh'))
  return (text) => text[key.value]
}
