import { computed } from 'vue'
import type { Bilingual } from '#domain/shapes.ts'
import { usePreferences } from './preferences.ts'

/** Names that come with data (services, plans, forms) in the language of this screen. */
export function useNamed() {
  const preferences = usePreferences()
  const language = computed<keyof Bilingual>(() => (preferences.language === 'en' ? 'en' : 'zh'))
  return { language, named: (name: Bilingual | undefined): string => name?.[language.value] ?? '' }
}
