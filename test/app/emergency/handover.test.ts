import { afterEach, describe, expect, it } from 'vitest'
import HandoverSheet from '#app/emergency/HandoverSheet.vue'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import { planOf } from '#content/plans/library.ts'
import { drawFloorPlan } from '#domain/floorPlan/commands.ts'
import { declareIncident, sweepZone } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: ReturnType<typeof mountScreen> | undefined
afterEach(() => shown?.unmount())

describe('the sheet for the fire brigade', () => {
  it('names the rooms of the floor plan that nobody has searched', () => {
    const tablet = createFakeTablet({ place: 'counter' })
    const manager = tablet.colleague('manager', STAFF.chen)
    manager.perform(drawFloorPlan, exampleFloor)
    manager.perform(declareIncident, { plan: 'P01', version: 1, level: 3 })
    const [first, ...others] = exampleFloor.zones.map(({ name }) => name)
    manager.perform(sweepZone, { incident: foremost(tablet.log.hall)!.id, zone: first! })
    shown = mountScreen(HandoverSheet, { tablet, props: { incident: foremost(tablet.log.hall), plan: planOf('P01') } })
    expect(document.body.textContent).toContain(`还没搜的区域${others.join('、')}`)
  })
})
