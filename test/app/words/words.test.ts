import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { followPreferences, usePreferences } from '#app/preferences.ts'
import { alarmIn } from '#app/words/bothAlarms.ts'
import { callsIn } from '#app/words/bothLanguages.ts'
import { createLibrary, libraryKey, openLibrary, useWords } from '#app/words/words.ts'
import { LINES_SET_ASIDE, REFUSED_LINES } from '#log/notTaken.ts'
import { problems } from '#server/problems.ts'
import { atRest } from '#support/atRest.ts'
import { en, zh } from '#support/books.ts'

const Retry = defineComponent(() => {
  const words = useWords()
  return () => h('button', words.common.retry)
})

function leaves(book: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(book).flatMap(([name, value]): [string, unknown][] =>
      typeof value === 'object' && value !== null ? [...leaves(value, `${path}${name}.`)] : [[`${path}${name}`, value]],
    ),
  )
}

const everyBook = {
  zh: { ...zh, calls: callsIn['zh-CN'], alarm: alarmIn['zh-CN'] },
  en: { ...en, calls: callsIn.en, alarm: alarmIn.en },
}

describe('the two languages', () => {
  it('have the same sentences, each a text or each a function', () => {
    const kinds = (book: object) => [...leaves(book)].map(([path, value]) => `${path} ${typeof value}`).sort()
    expect(kinds(everyBook.en)).toEqual(kinds(everyBook.zh))
  })

  it('leave no sentence empty', () => {
    const empty = [everyBook.zh, everyBook.en].flatMap((book) =>
      [...leaves(book)].filter(([, value]) => value === '').map(([path]) => path),
    )
    expect(empty).toEqual([])
  })

  it('say the status in the words of the hall', () => {
    expect(zh.status.offlineUnsent({ count: 12, oldest: '09:41' })).toBe('断网，本机可用（12 条未上传，最早 09:41）')
    expect(en.status.offlineUnsent({ count: 1, oldest: '09:41' })).toBe(
      'Offline, tablet works (1 change unsent, oldest 09:41)',
    )
  })
})

describe('a line that is not taken in', () => {
  it('is told to the manager in words, not as a code, whichever code the server gives', () => {
    // What a push may be refused with for good; the others of the same status answer other calls.
    const ofOtherCalls = ['bad-key', 'challenge-failed', 'bad-paper-name', 'bad-salvage']
    const forGood = Object.entries(problems).flatMap(([code, [status]]) => (status === 422 ? [code] : []))
    const lines: readonly string[] = REFUSED_LINES
    expect([...forGood, 'not-your-journal', 'gap', 'fork'].filter((code) => !lines.includes(code)).sort()).toEqual(
      ofOtherCalls.sort(),
    )
    for (const { refuses, log } of [zh, en]) {
      const whys = REFUSED_LINES.map((code) => refuses.refusedBecause[code] ?? '')
      expect(new Set(whys).size).toBe(REFUSED_LINES.length)
      const told = whys.map((why) => refuses.refusedLine({ tablet: '前台', n: 7, why }))
      const setAside = LINES_SET_ASIDE.map((code) => log.setAside[code]?.why ?? code)
      const codes = /\b[a-z]+-[a-z-]+\b/
      expect([...told, ...setAside].filter((sentence) => codes.test(sentence))).toEqual([])
    }
  })
})

describe('changing the language', () => {
  it('changes what is already on the screen', async () => {
    const library = createLibrary('zh-CN', zh)
    const screen = mount(Retry, { global: { provide: { [libraryKey]: library } } })
    expect(screen.text()).toBe('再试一次')
    await library.change('en')
    await nextTick()
    expect(screen.text()).toBe('Try again')
  })

  it('ends with the language of the last tap', async () => {
    const library = await openLibrary('zh-CN')
    await Promise.all([library.change('en'), library.change('zh-CN')])
    expect(library.words([]).common.retry).toBe('再试一次')
  })

  it('changes every open book, and a place that opens meanwhile opens in the language tapped', async () => {
    const library = await openLibrary('zh-CN')
    await library.open(['wall'])
    await Promise.all([library.change('en'), library.open(['setup']), library.open(['counter'])])
    const words = library.words(['wall', 'setup', 'counter'])
    expect([words.common.retry, words.wall.title, words.setup.title, words.counter.space]).toEqual([
      en.common.retry,
      en.wall.title,
      en.setup.title,
      en.counter.space,
    ])
  })
})

describe('the books of a place', () => {
  it('are fetched when the place opens, and no others', async () => {
    const library = await openLibrary('en')
    expect(() => library.words(['wall'])).toThrow('has to open its books: wall')
    await library.open(['wall'])
    expect(library.words(['wall']).wall.title).toBe(en.wall.title)
    expect(() => library.words(['wall', 'counter'])).toThrow('has to open its books')
  })

  it('fail loudly when nobody has provided the words', () => {
    expect(() => mount(Retry, { global: { config: { warnHandler: () => undefined } } })).toThrow('useWords() needs')
  })
})

describe('the preferences of a screen', () => {
  beforeEach(() => {
    window.localStorage.clear()
    setActivePinia(createPinia())
  })

  it('start in Chinese and light', () => {
    const preferences = usePreferences()
    expect([preferences.language, preferences.theme]).toEqual(['zh-CN', 'light'])
  })

  it.each([
    [['en-GB', 'zh-CN'], 'en'],
    [['en'], 'en'],
    [['zh-TW', 'en'], 'zh-CN'],
    [['zh-Hans-CN'], 'zh-CN'],
    [['fr-FR', 'en-US'], 'en'],
    [['fr-FR'], 'zh-CN'],
    [[], 'zh-CN'],
  ])('start in a browser that asks for %j in %s, before anybody has chosen', (asked, language) => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(asked)
    expect(usePreferences().language).toBe(language)
    window.localStorage.setItem('stayopen.language', language === 'en' ? 'zh-CN' : 'en')
    setActivePinia(createPinia())
    expect(usePreferences().language).not.toBe(language)
    vi.restoreAllMocks()
  })

  it('are still there after the page is opened again', () => {
    usePreferences().chooseLanguage('en')
    usePreferences().chooseTheme('glare')
    setActivePinia(createPinia())
    expect([usePreferences().language, usePreferences().theme]).toEqual(['en', 'glare'])
  })

  it('fall back to Chinese and light when what was kept is unknown', () => {
    window.localStorage.setItem('stayopen.language', 'fr')
    window.localStorage.setItem('stayopen.theme', '')
    expect([usePreferences().language, usePreferences().theme]).toEqual(['zh-CN', 'light'])
  })

  it('dress the page and set its language', async () => {
    const preferences = usePreferences()
    const root = document.createElement('html')
    const stop = followPreferences({ preferences, library: createLibrary('zh-CN', zh), root })
    expect([root.dataset.theme, root.lang]).toEqual(['light', 'zh-CN'])
    preferences.chooseTheme('dark')
    preferences.chooseLanguage('en')
    await nextTick()
    await atRest()
    expect(root.lang).toBe('en')
    expect(root.dataset.theme).toBe('dark')
    stop()
  })
})
