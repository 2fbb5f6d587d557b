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

const inChinese = {
  everywhere: () => import('./zh/everywhere.ts'),
  appointments: () => import('./zh/appointments.ts'),
  backoffice: () => import('./zh/backoffice.ts'),
  cached: () => import('./zh/cached.ts'),
  care: () => import('./zh/care.ts'),
  carry: () => import('./zh/carry.ts'),
  cases: () => import('./zh/cases.ts'),
  casualties: () => import('./zh/casualties.ts'),
  counter: () => import('./zh/counter.ts'),
  door: () => import('./zh/door.ts'),
  drills: () => import('./zh/drills.ts'),
  emergency: () => import('./zh/emergency.ts'),
  floor: () => import('./zh/floor.ts'),
  intake: () => import('./zh/intake.ts'),
  locks: () => import('./zh/locks.ts'),
  log: () => import('./zh/log.ts'),
  improvements: () => import('./zh/improvements.ts'),
  interruption: () => import('./zh/interruption.ts'),
  keys: () => import('./zh/keys.ts'),
  manager: () => import('./zh/manager.ts'),
  counterWall: () => import('./zh/counterWall.ts'),
  dayLines: () => import('./zh/dayLines.ts'),
  marks: () => import('./zh/marks.ts'),
  organisation: () => import('./zh/organisation.ts'),
  outages: () => import('./zh/outages.ts'),
  pairing: () => import('./zh/pairing.ts'),
  papers: () => import('./zh/papers.ts'),
  plans: () => import('./zh/plans.ts'),
  prices: () => import('./zh/prices.ts'),
  procedures: () => import('./zh/procedures.ts'),
  printing: () => import('./zh/printing.ts'),
  ready: () => import('./zh/ready.ts'),
  reception: () => import('./zh/reception.ts'),
  recover: () => import('./zh/recover.ts'),
  refusals: () => import('./zh/refusals.ts'),
  refuses: () => import('./zh/refuses.ts'),
  reports: () => import('./zh/reports.ts'),
  routing: () => import('./zh/routing.ts'),
  selfTest: () => import('./zh/selfTest.ts'),
  setup: () => import('./zh/setup.ts'),
  staffList: () => import('./zh/staffList.ts'),
  stock: () => import('./zh/stock.ts'),
  connection: () => import('./zh/connection.ts'),
  continuity: () => import('./zh/continuity.ts'),
  today: () => import('./zh/today.ts'),
  unavailable: () => import('./zh/unavailable.ts'),
  wall: () => import('./zh/wall.ts'),
  waysOn: () => import('./zh/waysOn.ts'),
}
type Books = typeof inChinese

const inEnglish: Books = {
  everywhere: () => import('./en/everywhere.ts'),
  appointments: () => import('./en/appointments.ts'),
  backoffice: () => import('./en/backoffice.ts'),
  cached: () => import('./en/cached.ts'),
  care: () => import('./en/care.ts'),
  carry: () => import('./en/carry.ts'),
  cases: () => import('./en/cases.ts'),
  casualties: () => import('./en/casualties.ts'),
  counter: () => import('./en/counter.ts'),
  door: () => import('./en/door.ts'),
  drills: () => import('./en/drills.ts'),
  emergency: () => import('./en/emergency.ts'),
  floor: () => import('./en/floor.ts'),
  intake: () => import('./en/intake.ts'),
  locks: () => import('./en/locks.ts'),
  log: () => import('./en/log.ts'),
  improvements: () => import('./en/improvements.ts'),
  interruption: () => import('./en/interruption.ts'),
  keys: () => import('./en/keys.ts'),
  manager: () => import('./en/manager.ts'),
  counterWall: () => import('./en/counterWall.ts'),
  dayLines: () => import('./en/dayLines.ts'),
  marks: () => import('./en/marks.ts'),
  organisation: () => import('./en/organisation.ts'),
  outages: () => import('./en/outages.ts'),
  pairing: () => import('./en/pairing.ts'),
  papers: () => import('./en/papers.ts'),
  plans: () => import('./en/plans.ts'),
  prices: () => import('./en/prices.ts'),
  procedures: () => import('./en/procedures.ts'),
  printing: () => import('./en/printing.ts'),
  ready: () => import('./en/ready.ts'),
  reception: () => import('./en/reception.ts'),
  recover: () => import('./en/recover.ts'),
  refusals: () => import('./en/refusals.ts'),
  refuses: () => import('./en/refuses.ts'),
  reports: () => import('./en/reports.ts'),
  routing: () => import('./en/routing.ts'),
  selfTest: () => import('./en/selfTest.ts'),
  setup: () => import('./en/setup.ts'),
  staffList: () => import('./en/staffList.ts'),
  stock: () => import('./en/stock.ts'),
  connection: () => import('./en/connection.ts'),
  continuity: () => import('./en/continuity.ts'),
  today: () => import('./en/today.ts'),
  unavailable: () => import('./en/unavailable.ts'),
  wall: () => import('./en/wall.ts'),
  waysOn: () => import('./en/waysOn.ts'),
}

const booksByLanguage: Record<Language, Books> = { 'zh-CN': inChinese, en: inEnglish }

type Fetched<Name extends keyof Books> = Awaited<ReturnType<Books[Name]>>
/** A book that comes with a part; those of `everywhere` are always open. */
export type BookName = Exclude<keyof Books, 'everywhere'>
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
  return createLibrary(language, await booksByLanguage[language].everywhere())
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

async function fetchBooks(language: Language, names: readonly (keyof Books)[]): Promise<object> {
  return Object.assign({}, ...(await Promise.all(names.map((name) => booksByLanguage[language][name]()))))
}

const isBook = (name: string): name is BookName => name in inChinese && name !== 'everywhere'
const booksIn = (opened: object): BookName[] => Object.keys(opened).filter(isBook)

function haveOpen<Name extends BookName>(
  books: Words & Partial<Words<BookName>>,
  names: readonly Name[],
): books is Words & Partial<Words<BookName>> & Words<Name> {
  return names.every((name) => name in books)
}
