import { type ComputedRef, computed } from 'vue'
import type { Bilingual } from '#domain/shapes.ts'
import { usePreferences } from '../preferences.ts'
import { intake as en } from './en/intake.ts'
import { intake as zh } from './zh/intake.ts'

/** What the parts of intake say, in the present language, and names from form data in the same language. */
export function useIntakeWords(): {
  words: ComputedRef<typeof zh>
  named: (name: Bilingual | undefined) => string
} {
  // Both languages come with the screen: who switches with the network gone still reads every finding.
  const preferences = usePreferences()
  const english = computed(() => preferences.language === 'en')
  return {
    words: computed(() => (english.value ? en : zh)),
    named: (name) => (name === undefined ? '' : english.value ? name.en : name.zh),
  }
}
