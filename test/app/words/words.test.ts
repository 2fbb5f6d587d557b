import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { followPreferences, usePreferences } from '#app/preferences.ts'
import { intake as intakeEn } from '#app/words/en/intake.ts'
import { en } from '#app/words/en.ts'
import { createWordBook, openWordBook, useWords, wordsKey } from '#app/words/words.ts'
import { intake as intakeZh } from '#app/words/zh/intake.ts'
import { zh } from '#app/words/zh.ts'

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

describe('the two languages', () => {
  it('have the same sentences, each a text or each a function', () => {
    const kinds = (book: object) => [...leaves(book)].map(([path, value]) => `${path} ${typeof value}`).sort()
    expect(kinds(en)).toEqual(kinds(zh))
    expect(kinds(intakeEn)).toEqual(kinds(intakeZh))
  })

  it('leave no sentence empty', () => {
    const empty = [zh, en, intakeZh, intakeEn].flatMap((book) =>
      [...leaves(book)].filter(([, value]) => value === '').map(([path]) => path),
    )
    expect(empty).toEqual([])
  })

  it('say the status in the words of the hall', () => {
    expect(zh.status.offlineUnsent({ count: 12, oldest: '09:41' })).toBe('断网,本机可用(12 条未上传,最早 09:41)')
    expect(en.status.offlineUnsent({ count: 1, oldest: '09:41' })).toBe(
      'Offline, tablet works (1 change unsent, oldest 09:41)',
    )
  })
})

describe('changing the language', () => {
  it('changes what is already on the screen', async () => {
    const book = createWordBook(zh)
    const screen = mount(Retry, { global: { provide: { [wordsKey]: book.words } } })
    expect(screen.text()).toBe('再试一次')
    await book.change('en')
    await nextTick()
    expect(screen.text()).toBe('Try again')
  })

  it('ends with the language of the last tap', async () => {
    const book = await openWordBook('zh-CN')
    await Promise.all([book.change('en'), book.change('zh-CN')])
    expect(book.words.common.retry).toBe('再试一次')
  })

  it('fails loudly when nobody has provided the words', () => {
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
    const stop = followPreferences({ preferences, book: createWordBook(zh), root })
    expect([root.dataset.theme, root.lang]).toEqual(['light', 'zh-CN'])
    preferences.chooseTheme('dark')
    preferences.chooseLanguage('en')
    await nextTick()
    await expect.poll(() => root.lang).toBe('en')
    expect(root.dataset.theme).toBe('dark')
    stop()
  })
})
