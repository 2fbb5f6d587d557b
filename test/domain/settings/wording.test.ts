import { describe, expect, it } from 'vitest'
import { linesOf, sentenceOf, wordingOf } from '#domain/settings/wording.ts'

const names = { label: 'A012', counter: '3' }

describe('a call in the hall’s own words', () => {
  it('has a place for the number and one for the counter, each once, in whatever order', () => {
    expect(sentenceOf(wordingOf('请{号码}号到{窗口}号窗口')!, names)).toBe('请A012号到3号窗口')
    expect(sentenceOf(wordingOf('{counter}: ticket {number}')!, names)).toBe('3: ticket A012')
    for (const sentence of ['', '请到窗口', '请{号码}号', '{号码}{number}', '{号码}{窗口}{窗口}', '{号码}{窗口'])
      expect(wordingOf(sentence), sentence).toBeNull()
  })

  it('stands on the wall in two lines, each around what is read from across the hall (Q42)', () => {
    expect(linesOf(wordingOf('请{号码}号到{窗口}号台')!, names)).toEqual([
      { before: '请', big: 'A012', after: '号' },
      { before: '到', big: '3', after: '号台' },
    ])
    expect(linesOf(wordingOf('Number {number}, counter {counter} please')!, names)).toEqual([
      { before: 'Number', big: 'A012', after: '' },
      { before: 'counter', big: '3', after: 'please' },
    ])
  })
})
