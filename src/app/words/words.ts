/**
 * @module Every sentence shown, in Simplified Chinese first and English second. The Chinese book is the shape; a
 * sentence that English lacks does not compile. A value is a string, or a function of named values. Sentences end
 * with a full stop, buttons do not.
 */
import { type InjectionKey, inject, shallowReactive } from 'vue'
import type { Words } from './zh.ts'

export type { Words }

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

// Only the chosen language is loaded; the other one comes when somebody asks for it.
const books: Record<Language, () => Promise<Words>> = {
  'zh-CN': async () => (await import('./zh.ts')).zh,
  en: async () => (await import('./en.ts')).en,
}

export interface WordBook {
  /** The sentences of the present language; what reads them follows a change of language. */
  readonly words: Words
  change(language: Language): Promise<void>
}

export const wordsKey: InjectionKey<Words> = Symbol('words')

/** A book that already speaks, for tests and for the moment before anything is loaded. */
export function createWordBook(first: Words): WordBook {
  const words = shallowReactive({ ...first })
  let latest: Language | undefined
  return {
    words,
    async change(language) {
      latest = language
      const next = await books[language]()
      // Somebody who taps twice gets the language of the last tap, whichever loads first.
      if (latest === language) Object.assign(words, next)
    },
  }
}

export async function openWordBook(language: Language): Promise<WordBook> {
  return createWordBook(await books[language]())
}

export function useWords(): Words {
  const words = inject(wordsKey)
  if (!words) throw new Error('useWords() needs app.provide(wordsKey, book.words)')
  return words
}
