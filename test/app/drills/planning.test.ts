import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import EvaluationForm from '#app/drills/EvaluationForm.vue'
import PlannedDrills from '#app/drills/PlannedDrills.vue'
import StartPlan from '#app/emergency/StartPlan.vue'
import { planOf } from '#content/plans/library.ts'
import { approveDrill, planDrill } from '#domain/drills/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import type { Place } from '#domain/kind.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { addPerson } from '#support/addPerson.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press, typeInto } from '#support/mountApp.ts'
import { findByRole, findField } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  vi.restoreAllMocks()
  shown?.unmount()
})

const ticked = () => document.querySelectorAll('input:checked, [role="radio"][aria-checked="true"]').length
async function tick(...labels: string[]): Promise<void> {
  for (const label of labels) findField(label).click()
  await atRest()
}

describe('a drill that is planned', () => {
  it('is nobody’s choice beforehand, says what is not chosen yet, and is marked in the calendar and brought into sight', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    shown = mountScreen(PlannedDrills, { tablet })
    await press('安排演练')
    expect(ticked()).toBe(0)
    await shown.find('form').trigger('submit')
    await atRest()
    expect(pageText()).toContain('还没有选：哪个预案、哪一天、形式')
    expect(tablet.log.hall.plannedDrills.size).toBe(0)
    const which = document.querySelector('select')
    if (!which) throw new Error('no plan to choose')
    which.value = 'P01'
    which.dispatchEvent(new Event('change'))
    await typeInto('哪一天', '2026-12-01')
    for (const name of ['实战', '单项', '没有影响']) {
      findByRole('radio', name).click()
      await atRest()
    }
    await tick('检验预案', '★项 95% 按时完成', '疏散引导')
    const seen = vi.spyOn(Element.prototype, 'scrollIntoView')
    await shown.find('form').trigger('submit')
    await atRest()
    expect([...tablet.log.hall.plannedDrills.values()]).toMatchObject([
      {
        plan: 'P01',
        form: 'live',
        purposes: ['test-plan'],
        objectives: ['stars-95'],
        teams: ['FD'],
        breadth: 'single',
      },
    ])
    expect(pageText()).toContain('刚排进日历')
    expect(seen.mock.contexts).toEqual([document.querySelector('.fresh')])
  })
})

describe('a drill of some zones', () => {
  it('asks for tablets that stand nowhere on the floor plan, before a drill of some zones is put into the calendar (1.1.50)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    await tablet.log.perform(configureHall, { zones: ['大厅', '贵宾室'] })
    shown = mountScreen(PlannedDrills, { tablet })
    await press('安排演练')
    const which = document.querySelector('select')
    if (!which) throw new Error('no plan to choose')
    which.value = 'P01'
    which.dispatchEvent(new Event('change'))
    await typeInto('哪一天', '2026-12-01')
    for (const name of ['实战', '单项', '没有影响']) {
      findByRole('radio', name).click()
      await atRest()
    }
    await tick('检验预案', '★项 95% 按时完成', '疏散引导', '贵宾室')
    const names = [...tablet.log.hall.tablets.values()].map(({ name }) => name)
    expect(pageText()).toContain('在平面图上没有位置')
    for (const name of names) expect(pageText()).toContain(name)
    await shown.find('form').trigger('submit')
    await atRest()
    expect(pageText()).toContain('还没有选：平面图上没有位置的平板')
    expect(tablet.log.hall.plannedDrills.size).toBe(0)
    findByRole('radio', '不参加').click()
    await atRest()
    expect(pageText()).toContain('照这样选，一台平板也不会响。')
    await shown.find('form').trigger('submit')
    await atRest()
    expect([...tablet.log.hall.plannedDrills.values()]).toMatchObject([{ zones: ['贵宾室'], unplaced: 'left' }])
    expect(pageText()).toContain('平面图上没有位置的平板不参加。')
  })
})

describe('a combined drill', () => {
  it('asks for a second plan and takes it, and the calendar names both (1.1.51)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    shown = mountScreen(PlannedDrills, { tablet })
    await press('安排演练')
    const which = document.querySelector('select')
    if (!which) throw new Error('no plan to choose')
    which.value = 'P01'
    which.dispatchEvent(new Event('change'))
    await typeInto('哪一天', '2026-12-01')
    for (const name of ['实战', '综合', '没有影响']) {
      findByRole('radio', name).click()
      await atRest()
    }
    await tick('检验预案', '★项 95% 按时完成', '疏散引导')
    await shown.find('form').trigger('submit')
    await atRest()
    expect(pageText()).toContain('还没有选：综合：还有哪些预案一起演练')
    await tick('P06 受伤、突发疾病')
    await shown.find('form').trigger('submit')
    await atRest()
    expect([...tablet.log.hall.plannedDrills.values()]).toMatchObject([{ breadth: 'combined', further: ['P06'] }])
    expect(pageText()).toContain('综合演练：火灾；受伤、突发疾病。')
  })
})

describe('a drill that stands in the calendar', () => {
  const ask = {
    plan: 'P01',
    day: '2026-11-24',
    form: 'live' as const,
    purposes: ['train' as const],
    objectives: ['stars-95'],
    teams: ['TS' as const],
    scope: '',
    impact: 'notice' as const,
    notice: '贴告示',
    safety: '不锁出口',
  }
  /** A hall with a second manager, 何经理, who is signed in on another tablet, and the drill that 老陈 planned on this one. */
  async function withPlanned(place: Place = 'manager') {
    const tablet = createFakeTablet({ place, by: STAFF.chen })
    await addPerson(tablet, { workNumber: '0002', callName: '何经理', roles: ['manager'], pin: '284617' })
    await tablet.log.perform(planDrill, ask)
    const he = [...tablet.log.hall.staff.values()].find(({ callName }) => callName === '何经理')?.id ?? ''
    const planned = [...tablet.log.hall.plannedDrills.keys()][0] ?? ''
    const approve = () => tablet.colleague('manager', he).perform(approveDrill, { planned })
    return { tablet, approve }
  }
  const begin = () => findByRole('button', '现在开始')
  const incidents = (tablet: FakeTablet) => [...tablet.log.hall.incidents.values()]

  it('cannot begin before another manager has agreed, and says so and who can (1.1.52)', async () => {
    const { tablet, approve } = await withPlanned()
    shown = mountScreen(PlannedDrills, { tablet })
    expect(pageText()).toContain('还没批准，不能开始。可以批准的：何经理')
    expect([...document.querySelectorAll('button')].map(({ textContent }) => textContent?.trim())).not.toContain('批准')
    expect(begin().getAttribute('aria-disabled')).toBe('true')
    begin().click()
    await atRest()
    expect(incidents(tablet)).toEqual([])
    approve()
    await atRest()
    expect(pageText()).toContain('何经理已批准')
    expect(begin().getAttribute('aria-disabled')).toBeNull()
    begin().click()
    await atRest()
    expect(incidents(tablet)).toMatchObject([{ plan: 'P01', drill: true }])
  })

  it('is approved by its planner where there is no other manager, which is said (1.1.52)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    await tablet.log.perform(planDrill, ask)
    shown = mountScreen(PlannedDrills, { tablet })
    expect(pageText()).toContain('本厅没有另一位经理，由老陈自己批准')
    await press('批准')
    expect(pageText()).toContain('老陈自己安排、自己批准：本厅没有另一位经理')
    expect(begin().getAttribute('aria-disabled')).toBeNull()
  })

  it.each(['reception', 'counter', 'backoffice', 'manager'] as const)(
    'is told once at the %s on the day before, with who takes part and what customers notice (1.1.52)',
    async (place) => {
      localStorage.clear()
      const { tablet, approve } = await withPlanned(place)
      shown = (await mountApp(tablet)).app
      await atRest()
      expect(pageText()).not.toContain('有演练')
      approve()
      await until(() => pageText().includes('有演练'), pageText)
      await press('有演练')
      await until(() => pageText().includes('老陈安排。参加：技术保障。客户：只贴告示。'), pageText)
      for (const said of ['2026-11-24 火灾演练', '事先通知谁、怎么通知：贴告示', '安全措施：不锁出口'])
        expect(pageText()).toContain(said)
      await press('知道了')
      expect(pageText()).not.toContain('有演练')
      // The next day it is told again, once.
      tablet.pass(24 * 60)
      await until(() => pageText().includes('有演练'), pageText)
    },
  )
})

describe('a drill from the red button', () => {
  function buttonOf(start: string): HTMLElement {
    const named = ({ ariaLabel, textContent }: HTMLElement) => (ariaLabel ?? textContent).trim().startsWith(start)
    const found = [...document.querySelectorAll<HTMLElement>('button')].find(named)
    if (!found) throw new Error(`no button begins with ${start}`)
    return found
  }
  async function hold(name: string): Promise<void> {
    const at = (timeStamp: number, event: Event) => Object.defineProperty(event, 'timeStamp', { value: timeStamp })
    const button = buttonOf(name)
    button.dispatchEvent(at(1_000, new PointerEvent('pointerdown')))
    button.dispatchEvent(at(2_600, new PointerEvent('pointerup')))
    await atRest()
  }
  const drills = (tablet: FakeTablet) => [...tablet.log.hall.incidents.values()]

  it('needs a purpose and an objective that somebody chose, from the red button, too (1.1.49)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    shown = mountScreen(StartPlan, { tablet })
    findByRole('radio', '演练').click()
    await atRest()
    buttonOf('地震').click()
    await atRest()
    await until(() => pageText().includes('演练目的（至少一个）'), pageText)
    await hold('开始演练 地震')
    await until(() => pageText().includes('演练要先选至少一个目的。'), pageText)
    await tick('锻炼队伍')
    await hold('开始演练 地震')
    await until(() => pageText().includes('演练要先选至少一个可以测量的目标。'), pageText)
    expect(drills(tablet)).toEqual([])
    await tick('★项 95% 按时完成')
    await hold('开始演练 地震')
    await until(() => drills(tablet).length === 1, pageText)
    expect(drills(tablet)).toMatchObject([{ drill: true, purposes: ['train'], objectives: ['stars-95'] }])
    shown.unmount()
    shown = mountScreen(EvaluationForm, { tablet, props: { incident: foremost(tablet.log.hall), plan: planOf('P09') } })
    expect(pageText()).toContain('目的：锻炼队伍')
  })

  it('asks nothing more of whoever starts something real', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: null })
    shown = mountScreen(StartPlan, { tablet })
    await press('地震')
    expect(pageText()).not.toContain('演练目的')
    await hold('启动 地震')
    await until(() => drills(tablet).length === 1, pageText)
    expect(drills(tablet)).toMatchObject([{ drill: false, purposes: [] }])
  })
})
