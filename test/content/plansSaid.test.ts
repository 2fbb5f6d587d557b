import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alarmIn } from '#app/words/bothAlarms.ts'
import { callScript, drillAnnouncements, planOf, plans } from '#content/plans/library.ts'
import { blanksOf, withBlanks } from '#domain/plans/blanks.ts'
import { filledIn, isDiscreet, variablesOf } from '#domain/plans/plan.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { halfWidthIn } from '#support/halfWidth.ts'

/** Everything that a plan says in one language, on a checklist, a card, an alarm or the wall. */
const saidBy = (plan: (typeof plans)[number]): readonly Bilingual[] => [
  plan.name,
  plan.condition,
  ...plan.questions.map(({ text }) => text),
  ...Object.values(plan.levels),
  ...plan.firstMinute,
  ...plan.lines.map(({ text }) => text),
  ...(plan.broadcast ? [plan.broadcast] : []),
  ...plan.announcements.flatMap(({ when, text }) => [when, text]),
  ...plan.standDown,
]
const texts = [
  ...plans.flatMap((plan) => saidBy(plan).map((text) => [plan.id, text] as const)),
  ...[...callScript, ...Object.values(drillAnnouncements)].map((text) => ['all', text] as const),
]
const variables = [...new Set(plans.flatMap(variablesOf)), '本厅地址', '本厅电话', '演练名称']

/** What nobody may read or hear: a gap, brackets around nothing, a sign after nothing, the same name twice. */
const GAPS = [
  /[{}]/,
  / {2}|^ | $/,
  /[（“《(][）”》)]/,
  /[，、：；][，、：；。！？）]|^[，。、：；！？]/,
  / [,.;:!?]|[,;:] ?[.,;:!?]|\( | \)/,
  /\b(to|at|the|from) ?[.,;]/,
  /(出口|集合点|路口|发言人)\s*\1/,
]
const gapsIn = (text: string) => GAPS.filter((gap) => gap.test(text)).map((gap) => `${gap}: ${text}`)

describe('what a plan says', () => {
  it('reads well whatever a hall has filled in of its own places and numbers, nothing at all included: a law', () => {
    expect(texts.length).toBeGreaterThan(300)
    const place = fc.constantFrom('东广场', '正门', '人民路口', '63721188', 'East Square', ' ')
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...variables), place, { maxKeys: variables.length }), (filled) => {
        const found = texts.flatMap(([id, { zh, en }]) =>
          [...gapsIn(filledIn(zh, filled)), ...halfWidthIn(filledIn(zh, filled)), ...gapsIn(filledIn(en, filled))].map(
            (gap) => `${id} ${gap}`,
          ),
        )
        expect(found).toEqual([])
      }),
      { examples: [[{}], ...variables.map((name): [Record<string, string>] => [{ [name]: '东广场' }])], numRuns: 60 },
    )
  })

  it('has the hall’s own word where it has filled it in', () => {
    expect(filledIn(planOf('P01')!.broadcast!.zh, { 集合点: '东广场' })).toContain('到东广场集合')
  })

  it.each([
    '到{{集合点}}集合',
    '按按钮（）。',
    '问邻厅，。',
    'Gather at the .',
    'Call support,  get a number',
    '打开出口 出口',
  ])('would be found to say %s', (text) => {
    expect(gapsIn(text)).not.toEqual([])
  })

  it('says where to go on the wall in both languages, with the exit and the place known or not', () => {
    const { 'zh-CN': zh, en } = alarmIn
    const ways = ['', '正门'].flatMap((exit) => ['', '东广场'].map((place) => ({ exit, place })))
    expect(ways.map(zh.wayOut)).toEqual([
      '从最近的出口离开，听工作人员指引',
      '从最近的出口离开，到东广场集合',
      '从正门离开，听工作人员指引',
      '从正门离开，到东广场集合',
    ])
    expect(ways.map(en.wayOut).flatMap(gapsIn)).toEqual([])
    expect(en.wayOut({ exit: '', place: '' })).toBe('Leave by the nearest exit as the staff show you')
  })

  it('is kept from customers by name where it says nothing public: a robbery, a bomb threat', () => {
    expect(plans.filter(isDiscreet).map(({ id }) => id)).toEqual(['P02', 'P11'])
    for (const plan of plans.filter(isDiscreet)) {
      const aloud = [plan.broadcast, ...plan.announcements.map(({ text }) => text)].map(
        (text) => `${text?.zh} ${text?.en}`,
      )
      expect(aloud.filter((text) => /抢劫|爆炸|炸弹|可疑|bomb|robbery/i.test(text))).toEqual([])
    }
  })
})

describe('the notice to people whose data may be out', () => {
  const [notice] = planOf('P12')!.announcements
  it('has what the law asks of it: kinds, cause and harm, what was done and what they can do, whom to ask', () => {
    expect(notice?.toSome).toBe(true)
    expect(blanksOf(notice!.text.zh)).toEqual([
      '发现时间',
      '信息种类',
      '原因',
      '危害',
      '补救措施',
      '您能做的',
      '联系电话',
    ])
    expect(blanksOf(notice!.text.en)).toHaveLength(7)
  })

  it('is whole once everything is filled in, and shows what is not', () => {
    const filled = Object.fromEntries(blanksOf(notice!.text.zh).map((name, at) => [name, `甲${at}`]))
    expect(blanksOf(withBlanks(notice!.text.zh, filled))).toEqual([])
    expect(blanksOf(withBlanks(notice!.text.zh, { ...filled, 原因: ' ' }))).toEqual(['原因'])
  })
})

it('ends a leak only with its root cause known, and a robbery only with the talk for the staff settled', () => {
  expect(planOf('P12')!.standDown.map(({ zh }) => zh)).toContain('根因已查明，已开改进项。')
  expect(
    planOf('P02')!
      .standDown.map(({ zh }) => zh)
      .join(''),
  ).toContain('72 小时内的员工心理疏导')
  expect(planOf('P02')!.lines.map(({ text }) => text.zh)).toContain('安排员工心理疏导，72小时内做完')
})
