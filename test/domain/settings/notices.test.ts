import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentThere } from '#domain/day/localTime.ts'
import { noticesAt, overlayOf, PAGE_MS, pageAt, pagesOf, posterAt } from '#domain/settings/notices.ts'
import { startSettings } from '#domain/settings/settings.ts'

const at = (day: string, time: string) => momentThere(day, time, 'Asia/Shanghai')
const settings = {
  ...startSettings,
  notice: '欢迎光临',
  notices: [
    {
      id: 'n1',
      text: { zh: '今晚提前到 17:00 结束营业', en: 'We close at 17:00 today' },
      from: '2026-12-01T09:00',
      to: '2026-12-01T17:00',
    },
    { id: 'n2', text: { zh: '宽带系统今晚升级', en: '' }, from: '', to: '2026-12-01T12:00' },
    { id: 'n3', text: { zh: '元旦照常营业', en: 'Open on New Year’s Day' }, from: '2026-12-30T00:00', to: '' },
  ],
}

describe('what the walls say at a moment', () => {
  it('is what they always say, and every notice from its minute until its minute (Q48)', () => {
    const said = (day: string, time: string) => noticesAt(settings, at(day, time), 'zh')
    expect(said('2026-12-01', '08:59')).toEqual(['欢迎光临', '宽带系统今晚升级'])
    expect(said('2026-12-01', '09:00')).toEqual(['欢迎光临', '今晚提前到 17:00 结束营业', '宽带系统今晚升级'])
    expect(said('2026-12-01', '12:00')).toEqual(['欢迎光临', '今晚提前到 17:00 结束营业'])
    expect(said('2026-12-01', '17:00')).toEqual(['欢迎光临'])
    expect(said('2026-12-31', '10:00')).toEqual(['欢迎光临', '元旦照常营业'])
  })

  it('shows the pictures of what is in its time and has come, one after the other (Q48)', () => {
    const withPosters = { ...settings, notices: settings.notices.map((each) => ({ ...each, poster: `p_${each.id}` })) }
    const noon = at('2026-12-01', '11:00')
    const shown = (turn: number, isHere = (_poster: string) => true) =>
      posterAt(withPosters, noon + turn * PAGE_MS, isHere)?.id
    expect(new Set([shown(0), shown(1)])).toEqual(new Set(['n1', 'n2']))
    expect(shown(2)).toBe(shown(0))
    expect([shown(0, (poster) => poster === 'p_n2'), shown(1, (poster) => poster === 'p_n2')]).toEqual(['n2', 'n2'])
    expect([shown(0, () => false), posterAt(settings, noon, () => true)]).toEqual([undefined, undefined])
  })

  it('leaves a call the whole wall for six seconds at least where pictures stand anywhere on it (Q48)', () => {
    const { landscape } = startSettings.wall
    const seconds = (overlaySeconds: number, area?: 'big' | 'side' | 'foot') =>
      overlayOf({ overlaySeconds }, area ? { ...landscape, [area]: [...landscape[area], 'posters'] } : landscape)
    expect([seconds(0), seconds(10)]).toEqual([0, 10])
    for (const area of ['big', 'side', 'foot'] as const) expect([seconds(0, area), seconds(10, area)]).toEqual([6, 10])
  })

  it('is said in the language of the screen, or in the one it was written in', () => {
    expect(noticesAt(settings, at('2026-12-01', '10:00'), 'en')).toEqual([
      '欢迎光临',
      'We close at 17:00 today',
      '宽带系统今晚升级',
    ])
  })
})

describe('the pages of the notices', () => {
  it('take turns on the clock, so that all walls show the same one', () => {
    const texts = ['一', '二', '三']
    const shown = [0, 1, 2, 3].map((turn) => pageAt(texts, turn * PAGE_MS))
    expect(shown).toEqual(['一', '二', '三', '一'])
    expect(pageAt([], 0)).toBe('')
  })

  it('turn behind a sentence, or a comma where there is none', () => {
    const first = '因线路检修，今天下午两点到四点不能办理宽带新装和移机，其他业务照常办理。'
    const second = '给您带来不便请谅解，请您改天再来或者在掌上营业厅办理。'
    expect(pagesOf(first + second)).toEqual([first, second])
    expect(pagesOf('We close early today, at five. '.repeat(4).trim())).toEqual([
      'We close early today, at five. We close early today, at five. We close early today, at five.',
      'We close early today, at five.',
    ])
  })

  it('never lose a word and never outgrow two lines', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('营', '业', 'a', ' ', '，', '.', '。', '😀'), maxLength: 200 }),
        (text) => {
          const pages = pagesOf(text)
          expect(pages.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
          for (const page of pages) expect([...page].length).toBeLessThanOrEqual(112)
        },
      ),
    )
  })
})
