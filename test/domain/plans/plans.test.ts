import { describe, expect, it } from 'vitest'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import { hallPhones, hallVariables } from '#content/plans/hallWords.ts'
import { callScript, phones, planOf, plans } from '#content/plans/library.ts'
import { shortCards } from '#content/plans/shortCards.ts'
import { planText } from '#domain/floorPlan/queries.ts'
import { filledIn, OTHER, suggestedLevel, unfilled, variablesOf } from '#domain/plans/plan.ts'
import { linesFor, mergedWith, teamOf, teamsFor } from '#domain/plans/teams.ts'
import type { StaffMember } from '#domain/staff/staff.ts'
import { hallAfter } from '#support/hallAfter.ts'

const person = (workNumber: string, ...roles: StaffMember['roles']): StaffMember => ({
  id: `s_${workNumber}`,
  workNumber,
  callName: workNumber,
  roles,
  key: null,
  keyBy: null,
  box: null,
  given: null,
  removed: false,
})

/** All that is written in this value, in its lists and in its records. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

describe('the plan library', () => {
  it('has twelve plans, one for equipment and one for anything else, those about lives first, each with every team in it', () => {
    const twelve = Array.from({ length: 12 }, (_, n) => `P${String(n + 1).padStart(2, '0')}`)
    expect(plans.map(({ id }) => id).sort()).toEqual([...twelve, 'P20', OTHER])
    expect(plans.slice(0, 5).every(({ lifeSafety }) => lifeSafety)).toBe(true)
    for (const { lines } of plans) expect(new Set(lines.map(({ team }) => team)).size).toBe(5)
  })

  it('has lines that are named once, short, written in both languages, with the ★ the plan gives them', () => {
    const all = plans.flatMap(({ lines }) => lines)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(all.filter(({ text }) => [...filledIn(text.zh, {})].length > 25)).toEqual([])
    expect(all.length).toBeGreaterThan(120)
    expect(all.filter(({ star }) => star).length).toBeGreaterThan(90)
    expect(planOf('P01')?.lines.find(({ id }) => id === 'P01-SEC-1')).toMatchObject({
      star: true,
      target: { seconds: 15, after: null },
    })
  })

  it('speaks only of places and numbers that a hall can name', () => {
    const used = plans.flatMap(variablesOf)
    expect(used.filter((name) => !(name in hallVariables))).toEqual([])
    expect(Object.keys(hallVariables).filter((name) => !used.includes(name))).toEqual([])
  })

  it('is not ready while a variable is empty', () => {
    const fire = planOf('P01')!
    expect(unfilled(fire, {})).toEqual(['集合点', '出口1', '出口2', '路口'])
    expect(unfilled(fire, { 集合点: '东广场', 出口1: '正门', 出口2: '后门', 路口: '人民路口' })).toEqual([])
    expect(filledIn('到{{集合点/集合点}}集合', { 集合点: '东广场' })).toBe('到东广场集合')
    expect(filledIn('到{{集合点/集合点}}集合', { 集合点: ' ' })).toBe('到集合点集合')
  })

  it('names the zones to search that the hall has, and none of which nobody has told', () => {
    const search = planOf('P01')!.lines.find(({ id }) => id === 'P01-FD-4')!.text
    const hall = hallAfter()
    expect(planText(hall, search.zh)).toBe('逐区搜：每个房间和角落')
    const listed = { ...hall, settings: { ...hall.settings, zones: ['大厅', '卫生间'] } }
    expect(planText(listed, search.zh)).toBe('逐区搜：大厅、卫生间')
    expect(planText(listed, search.en)).toBe('Sweep: every room and corner (大厅、卫生间)')
    const floor = { ...hall.floor, plan: exampleFloor }
    expect(planText({ ...listed, floor }, search.zh)).toContain('贵宾室')
  })

  it('tells who reads English what it is that has a Chinese name, in every sentence', () => {
    const named = Object.fromEntries(Object.keys(hallVariables).map((name) => [name, '东广场']))
    const english = textsIn(Object.values(import.meta.glob('/src/content/**/*.ts', { eager: true }))).filter(
      (text) => text.includes('{{') && !/\p{Script=Han}/u.test(text.replaceAll(/\{\{[^/}]+/g, '')),
    )
    expect(english.length).toBeGreaterThan(15)
    const told = english.map((text) => filledIn(text, named))
    expect(told.filter((text) => text.replaceAll(/[A-Za-z0-9]\)? ?\(东广场\)/g, '').includes('东广场'))).toEqual([])
    expect(filledIn('take the stairs to {{集合点/the assembly point}}', named)).toBe(
      'take the stairs to the assembly point (东广场)',
    )
    expect(filledIn('to {{集合点/the assembly point}}', { 集合点: 'East Square' })).toBe('to East Square')
  })

  it('says a plain word where the hall has not named its own place, and shows nobody the name of a gap', () => {
    const texts = textsIn(Object.values(import.meta.glob('/src/content/**/*.ts', { eager: true })))
    const withGaps = texts.filter((text) => text.includes('{{'))
    expect(withGaps.length).toBeGreaterThan(30)
    expect(withGaps.map((text) => filledIn(text, {})).filter((text) => /[{}]| {2}| [,.]/.test(text))).toEqual([])
  })

  it('has words for every level, says what comes later, and who should start it', () => {
    for (const { levels, announcements, least, questions } of plans) {
      expect(Object.keys(levels)).toEqual(['1', '2', '3', '4'])
      for (const { zh, en } of [...Object.values(levels), ...announcements.map(({ text }) => text)]) {
        expect(zh).not.toBe('')
        expect(en).not.toBe('')
      }
      // Every level that can follow from an answer is one that the card describes.
      expect(questions.every(({ yes }) => yes < least)).toBe(true)
    }
    expect(planOf('P01')?.announcements[0]?.text.zh).toContain('误报')
    expect(planOf('P09')?.announcements[0]?.when.zh).toBe('停晃后')
    expect(plans.filter(({ startedBy }) => startedBy === 'manager-or-tech').map(({ id }) => id)).toEqual(['P12'])
    const anybody = plans.filter(({ startedBy }) => startedBy === 'anybody').map(({ id }) => id)
    expect(anybody).toEqual(expect.arrayContaining(['P01', 'P02', 'P06', 'P09', 'P11']))
  })

  it('has the telephones of the hall beside those of the country', () => {
    const numbers = phones.map(({ number }) => number)
    expect(numbers).toEqual(
      expect.arrayContaining(['12110', '122', '12350', '12345', '12315', '12300', '10086', '95598']),
    )
    expect(phones.filter(({ forLives }) => forLives).map(({ number }) => number)).toEqual(['119', '110', '120'])
    expect(phones.filter(({ byMessage }) => byMessage).map(({ number }) => number)).toEqual(['12110'])
    expect(Object.keys(hallPhones)).toHaveLength(8)
  })

  it('says nothing aloud where that makes it worse', () => {
    expect(planOf('P02')?.style).toBe('silent')
    expect(planOf('P11')?.style).toBe('radio-silent')
    expect(phones.slice(0, 3).map(({ number }) => number)).toEqual(['119', '110', '120'])
    expect(callScript).toHaveLength(6)
  })
})

describe('short cards', () => {
  it('are seven, in both languages, short enough to be done while reading', () => {
    expect(shortCards.map(({ id }) => id)).toEqual(['P13', 'P14', 'P15', 'P16', 'P17', 'P18', 'P19'])
    for (const { lines } of shortCards) {
      expect(lines.length).toBeGreaterThanOrEqual(4)
      expect(lines.filter(({ zh, en }) => [...zh].length > 25 || en === '')).toEqual([])
    }
  })
})

describe('condition cards', () => {
  it.each([
    ['P01', [false, false, false], 4],
    ['P01', [true, false, false], 3],
    ['P01', [true, true, false], 2],
    ['P02', [true, false], 2],
    ['P03', [true, false, false], 3],
    ['P06', [true, true, false], 2],
    ['P11', [false, false], 3],
    ['P12', [true, true, false], 2],
  ] as const)('%s answered %j suggests level %i', (id, answers, level) => {
    expect(suggestedLevel(planOf(id)!, answers)).toBe(level)
  })

  it('of all plans lead from a yes to the level that it names (1.1.30)', () => {
    for (const plan of plans) {
      const none = plan.questions.map(() => false)
      expect(suggestedLevel(plan, none), plan.id).toBe(plan.least)
      plan.questions.forEach(({ yes }, at) => {
        expect(suggestedLevel(plan, none.with(at, true)), `${plan.id} ${at}`).toBe(yes)
      })
    }
  })

  it('take one level more while somebody does not know (1.1.30)', () => {
    for (const plan of plans) {
      const nobodySaid = plan.questions.map(() => null)
      expect(suggestedLevel(plan, nobodySaid)).toBe(plan.least - 1)
      expect(suggestedLevel(plan, [])).toBe(plan.least - 1)
    }
    expect(suggestedLevel(planOf('P01')!, [true, true, null])).toBe(1)
  })

  it('are not made worse by what nobody knows of something milder', () => {
    expect(suggestedLevel(planOf('P01')!, [null, true, false])).toBe(2)
    expect(suggestedLevel(planOf('P01')!, [null, null, true])).toBe(1)
    expect(suggestedLevel(planOf('P01')!, [null, false, false])).toBe(3)
  })
})

describe('who does what', () => {
  it('with few people carries several teams, and nobody’s lines are lost', () => {
    for (const people of [1, 2, 3, 4, 5, 12])
      expect(teamsFor(people).flat().sort()).toEqual(['BO', 'CMD', 'FD', 'SEC', 'TS'])
    expect(mergedWith('TS', 3)).toEqual(['SEC', 'TS'])
    expect(linesFor(planOf('P01')!.lines, ['CMD', 'FD', 'BO', 'TS', 'SEC'])).toHaveLength(planOf('P01')!.lines.length)
    expect(linesFor(planOf('P01')!.lines, ['CMD'])[0]?.id).toBe('P01-CMD-1')
  })

  it('does what may not be left out first when several teams are one person’s', () => {
    const both = linesFor(planOf('P01')!.lines, ['SEC', 'TS'])
    const stars = both.filter(({ target }) => target.after === null).map(({ star }) => star)
    expect(stars).toEqual([...stars].sort((a, b) => Number(b) - Number(a)))
    // One team alone keeps the order of time: its unstarred line at 02:00 comes before the star at 05:00.
    const command = linesFor(planOf('P01')!.lines, ['CMD']).map(({ id }) => id)
    expect(command.indexOf('P01-CMD-4')).toBeLessThan(command.indexOf('P01-CMD-5'))
  })

  it('shows somebody who is alone only what may not be left out, command before guiding before rescue', () => {
    const alone = linesFor(planOf('P01')!.lines, ['CMD', 'FD', 'BO', 'TS', 'SEC'], true)
    expect(alone.every(({ star }) => star)).toBe(true)
    expect(alone.slice(0, 3).map(({ id }) => id)).toEqual(['P01-CMD-1', 'P01-BO-1', 'P01-SEC-1'])
  })

  it('follows from a person’s role', () => {
    expect(teamOf(person('1', 'manager', 'front'))).toBe('CMD')
    expect(teamOf(person('1', 'security'))).toBe('SEC')
    expect(teamOf(undefined)).toBe('FD')
  })
})
