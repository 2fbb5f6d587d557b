import { type ComputedRef, computed } from 'vue'
import { useShown } from '../useShown.ts'

/** Sentences that come with a part of the app and not with its first screen: the Chinese book is the shape. */
export function useWordsOf<Book>(zh: Book, en: Book): ComputedRef<Book> {
  const { language } = useShown()
  return computed(() => (language.value === 'en' ? en : zh))
}
