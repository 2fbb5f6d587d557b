import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import FirstAidCards from '#app/emergency/FirstAidCards.vue'
import WallEmergency from '#app/emergency/WallEmergency.vue'
import WayOutView from '#app/floor/WayOutView.vue'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import { drawFloorPlan, markWay, placeTablet } from '#domain/floorPlan/commands.ts'
import type { Side } from '#domain/floorPlan/floorPlan.ts'
import { blockedWays } from '#domain/floorPlan/queries.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: ReturnType<typeof mountScreen> | undefined
afterEach(() => shown?.unmount())

/** A locked tablet in a hall that has a floor plan, and the hall's manager. */
function hallWithPlan(place: 'counter' | 'wall' = 'counter', zone = 'z3', faces: Side = 'down') {
  const tablet = createFakeTablet({ place })
  const manager = tablet.colleague('manager', STAFF.chen)
  manager.perform(drawFloorPlan, exampleFloor)
  manager.perform(placeTablet, { tablet: 'd_self', zone, faces })
  const burns = () => {
    manager.perform(declareIncident, { plan: 'P01', version: 1, level: 3 })
    return foremost(tablet.log.hall)!
  }
  return { tablet, manager, burns }
}
const text = () => document.body.textContent ?? ''
/** The zone on the plan, by its name. */
const zone = (name: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('.floorMap button.tap')].find((each) =>
    each.textContent.includes(name),
  )!

describe('the way out', () => {
  it('begins where the tablet stands, and says where to turn outside', () => {
    const { tablet } = hallWithPlan()
    shown = mountScreen(WayOutView, { tablet })
    expect(text()).toContain('贵宾室 → 营业大厅 → 正门，约 13 米')
    expect(text()).toContain('出门左转 60 米，到东广场集合')
    expect(text()).toContain('本机在贵宾室')
  })

  it('is shown from another zone after a tap on it, while nothing goes on', async () => {
    const { tablet } = hallWithPlan()
    shown = mountScreen(WayOutView, { tablet })
    zone('库房').click()
    await nextTick()
    expect(text()).toContain('库房 → 走廊 → 营业大厅 → 正门')
  })

  it('goes another way once an exit is said to be blocked, and is none when both are', async () => {
    const { tablet, burns, manager } = hallWithPlan()
    shown = mountScreen(WayOutView, { tablet, props: { incident: burns() } })
    await shown
      .findAll('.passage')
      .find((each) => each.text().includes('正门'))!
      .trigger('click')
    expect([...blockedWays(tablet.log.hall, foremost(tablet.log.hall))]).toEqual(['x1'])
    await shown.setProps({ incident: foremost(tablet.log.hall) })
    expect(text()).toContain('→ 走廊 → 后门')
    // Somebody else finds the other one closed.
    manager.perform(markWay, { incident: foremost(tablet.log.hall)!.id, way: 'x2', blocked: true })
    await shown.setProps({ incident: foremost(tablet.log.hall) })
    expect(text()).toContain('没有已知的出路：留在原地')
  })

  it('has its zones ticked by a tap, and a slip taken back by another', async () => {
    const { tablet, burns } = hallWithPlan()
    shown = mountScreen(WayOutView, { tablet, props: { incident: burns() } })
    expect(zone('库房').textContent).toContain('未搜')
    zone('库房').click()
    await nextTick()
    await shown.setProps({ incident: foremost(tablet.log.hall) })
    expect(zone('库房').textContent).toContain('已搜，无人')
    expect(text()).toContain('已搜 1/7 区')
    zone('库房').click()
    await nextTick()
    await shown.setProps({ incident: foremost(tablet.log.hall) })
    expect(text()).toContain('已搜 0/7 区')
  })

  it('says that nobody has drawn a plan', () => {
    shown = mountScreen(WayOutView, { tablet: createFakeTablet() })
    expect(text()).toContain('还没有平面图')
  })
})

describe('a wall while everybody leaves', () => {
  const arrow = () => document.querySelector<SVGElement>('.wallEmergency .arrow')?.style.rotate

  it.each([
    ['down', '270deg'],
    ['up', '90deg'],
    ['left', '180deg'],
    ['right', '0deg'],
  ] as const)('that looks %s points to its nearest exit', (faces, rotate) => {
    const { tablet, burns } = hallWithPlan('wall', 'z3', faces)
    shown = mountScreen(WallEmergency, { tablet, props: { incident: burns() } })
    expect(text()).toContain('从正门离开，到东广场集合')
    expect(arrow()).toBe(rotate)
  })

  it('that nobody put on the plan names an exit that is not blocked, and says it when there is none', async () => {
    const { tablet, burns, manager } = hallWithPlan('wall')
    manager.perform(placeTablet, { tablet: 'd_self', zone: null, faces: 'down' })
    const incident = burns()
    shown = mountScreen(WallEmergency, { tablet, props: { incident } })
    expect(text()).toContain('从正门离开，到东广场集合')
    manager.perform(markWay, { incident: incident.id, way: 'x1', blocked: true })
    await shown.setProps({ incident: foremost(tablet.log.hall) })
    expect(text()).toContain('从后门离开，到东广场集合')
    manager.perform(markWay, { incident: incident.id, way: 'x2', blocked: true })
    await shown.setProps({ incident: foremost(tablet.log.hall) })
    expect(text()).toContain('没有已知的出路')
  })

  it('points elsewhere when that exit is blocked, and says it when no way is known', async () => {
    const { tablet, burns, manager } = hallWithPlan('wall')
    const incident = burns()
    shown = mountScreen(WallEmergency, { tablet, props: { incident } })
    manager.perform(markWay, { incident: incident.id, way: 'x1', blocked: true })
    await shown.setProps({ incident: foremost(tablet.log.hall) })
    expect(text()).toContain('从后门离开，到东广场集合')
    manager.perform(markWay, { incident: incident.id, way: 'x2', blocked: true })
    await shown.setProps({ incident: foremost(tablet.log.hall) })
    expect(text()).toContain('没有已知的出路')
    expect(text()).not.toContain('有序离开')
  })
})

describe('first-aid cards', () => {
  it('stand open at the first where somebody is hurt, with the beat for compressions', () => {
    shown = mountScreen(FirstAidCards, { tablet: createFakeTablet(), props: { open: true } })
    expect(document.querySelectorAll('details')).toHaveLength(10)
    expect(document.querySelectorAll('details[open]')).toHaveLength(1)
    expect(document.querySelector('details[open]')?.textContent).toContain('心肺复苏')
    expect(findByRole('button', '按压节拍 110 次/分')).toBeTruthy()
  })
})
