/**
 * @module Every sentence shown, in Simplified Chinese first and English second: one book per place or part and language,
 * fetched with that place or part and only in the language that is spoken. The Chinese book is the shape; a sentence
 * that English lacks does not compile. A value is a string, or a function of named values. Sentences end with a full
 * stop, buttons do not; Chinese has full-width signs. What is shown in both languages at once stands in
 * bothLanguages.ts.
 */
import { type InjectionKey, inject, shallowReactive } from 'vue'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** The books with which a place begins, or pairing does, each a file of its own; `everywhere` is always open. */
const inChinese = {
  everywhere: () => import('./zh/everywhere.ts'),
  backoffice: () => import('./zh/backoffice.ts'),
  counter: () => import('./zh/counter.ts'),
  reception: () => import('./zh/reception.ts'),
  pairing: () => import('./zh/pairing.ts'),
  today: () => import('./zh/today.ts'),
  wall: () => import('./zh/wall.ts'),
}
type FirstBooks = typeof inChinese
const inEnglish: FirstBooks = {
  everywhere: () => import('./en/everywhere.ts'),
  backoffice: () => import('./en/backoffice.ts'),
  counter: () => import('./en/counter.ts'),
  reception: () => import('./en/reception.ts'),
  pairing: () => import('./en/pairing.ts'),
  today: () => import('./en/today.ts'),
  wall: () => import('./en/wall.ts'),
}
const firstBooks: Record<Language, FirstBooks> = { 'zh-CN': inChinese, en: inEnglish }

type LaterBooks = Awaited<ReturnType<typeof laterInChinese>>
const laterInChinese = () => import('./zh/later.ts')
/** All others, which lie in one file of each language. */
const laterBooks: Record<Language, () => Promise<LaterBooks>> = {
  'zh-CN': laterInChinese,
  en: () => import('./en/later.ts'),
}

type Fetched<Name extends BookName | 'everywhere'> = Name extends keyof FirstBooks
  ? Awaited<ReturnType<FirstBooks[Name]>>
  : Pick<LaterBooks, Name & keyof LaterBooks>
/** A book that comes with a part; those of `everywhere` are always open. */
export type BookName = Exclude<keyof FirstBooks | keyof LaterBooks, 'everywhere'>
/** What one may say with these books open: words.common.retry, and with 'counter' also words.counter.callNext. */
export type Words<Name extends BookName = never> = Fetched<'everywhere'> & {
  readonly [Each in Name]: Fetched<Each> extends Readonly<Record<Each, infer Book>> ? Book : never
}

export interface Library {
  /** The sentences of these books in the present language; what reads them follows a change of language. */
  words<Name extends BookName>(names: readonly Name[]): Words<Name>
  /** Fetches what is not open yet. A part waits for its books, so that it never shows without its words. */
  open(names: readonly BookName[]): Promise<void>
  /** Closed → fetching every open book in the other language → all of them change at once, or none. */
  change(language: Language): Promise<void>
}

export const libraryKey: InjectionKey<Library> = Symbol('library')

/** A library with what is said everywhere already open. */
export async function openLibrary(language: Language): Promise<Library> {
  return createLibrary(language, await firstBooks[language].everywhere())
}

/** A library in which these books lie open in this language. */
export function createLibrary(first: Language, opened: Words & Partial<Words<BookName>>): Library {
  const books = shallowReactive<Words & Partial<Words<BookName>>>({ ...opened })
  let spoken = first
  let tapped = first
  // What is open or about to be: a change of language fetches all of it.
  const asked = new Set(booksIn(opened))

  return {
    words(names) {
      if (!haveOpen(books, names)) throw new Error(`whoever shows this part has to open its books: ${names.join(', ')}`)
      return books
    },
    async open(names) {
      const missing = names.filter((name) => !(name in books))
      for (const name of missing) asked.add(name)
      try {
        for (let fetchedFor: Language | null = null; missing.length > 0 && fetchedFor !== spoken; ) {
          fetchedFor = spoken
          const fetched = await fetchBooks(fetchedFor, missing)
          // The language has changed meanwhile: these books as well.
          if (fetchedFor === spoken) Object.assign(books, fetched)
        }
      } catch (fault) {
        for (const name of missing) if (!(name in books)) asked.delete(name)
        throw fault
      }
    },
    async change(language) {
      tapped = language
      for (let known = -1; known !== asked.size; ) {
        known = asked.size
        const fetched = await fetchBooks(language, ['everywhere', ...asked])
        // Somebody who taps twice gets the language of the last tap, whichever is fetched first.
        if (tapped !== language) return
        if (known !== asked.size) continue
        spoken = language
        Object.assign(books, fetched)
      }
    },
  }
}

/** What is said everywhere, and the sentences of the books that this part has been opened with. */
export function useWords<Name extends BookName = never>(...names: readonly Name[]): Words<Name> {
  return useLibrary().words(names)
}

export function useLibrary(): Library {
  const library = inject(libraryKey)
  if (!library) throw new Error('useWords() needs app.provide(libraryKey, library)')
  return library
}

async function fetchBook(language: Language, name: BookName | 'everywhere'): Promise<object> {
  if (isFirst(name)) return firstBooks[language][name]()
  const { [name]: book } = await laterBooks[language]()
  return { [name]: book }
}

async function fetchBooks(language: Language, names: readonly (BookName | 'everywhere')[]): Promise<object> {
  return Object.assign({}, ...(await Promise.all(names.map((name) => fetchBook(language, name)))))
}

const isFirst = (name: string): name is keyof FirstBooks => name in inChinese
/** What `everywhere` brings: none of it is a book. */
const alwaysOpen: Readonly<Record<keyof Fetched<'everywhere'>, true>> = {
  common: true,
  problems: true,
  staff: true,
  status: true,
}
const isBook = (name: string): name is BookName => !(name in alwaysOpen)
const booksIn = (opened: object): BookName[] => Object.keys(opened).filter(isBook)

function haveOpen<Name extends BookName>(
  books: Words & Partial<Words<BookName>>,
  names: readonly Name[],
): books is Words & Partial<Words<BookName>> & Words<Name> {
  return names.every((name) => name in books)
}
