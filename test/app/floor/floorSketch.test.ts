import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import FloorPlanForm from '#app/floor/FloorPlanForm.vue'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

/** A manager before an empty grid of 24 × 16 cells, of which each is 10 pixels wide. */
function atTheGrid() {
  const tablet = createFakeTablet({ place: 'counter', by: STAFF.chen })
  shown = mountScreen(FloorPlanForm, { tablet })
  const layer = document.querySelector<SVGElement>('.sketchLayer')!
  const [left = 0, top = 0, width = 0, height = 0] = (layer.getAttribute('viewBox') ?? '').split(' ').map(Number)
  layer.getBoundingClientRect = () => new DOMRect(0, 0, width * 10, height * 10)
  layer.setPointerCapture = () => undefined
  const send = (type: string, [x, y]: readonly [number, number], pointerId = 1) =>
    layer.dispatchEvent(
      new PointerEvent(type, {
        clientX: (x - left) * 10,
        clientY: (y - top) * 10,
        pointerId,
        button: 0,
        bubbles: true,
      }),
    )
  async function stroke(from: readonly [number, number], to = from): Promise<void> {
    send('pointerdown', from)
    send('pointermove', to)
    send('pointerup', to)
    await atRest()
  }
  async function tool(name: string): Promise<void> {
    findByRole('radio', name).click()
    await atRest()
  }
  return { tablet, stroke, tool, send }
}
const publishes = () => findByRole('button', '发布平面图').getAttribute('aria-disabled') !== 'true'

describe('drawing the floor plan with a finger', () => {
  it('goes from an empty grid to a plan on every tablet', async () => {
    const { tablet, stroke, tool } = atTheGrid()
    await typeInto('集合点名称', '东广场')
    await stroke([0, 0], [10, 8])
    await typeInto('区的名称', '营业大厅')
    await stroke([10, 0], [16, 8])
    await typeInto('区的名称', '库房')
    expect(pageText()).toContain('还没有出口。')
    await tool('画门')
    await stroke([10.4, 4])
    expect(pageText()).toContain('营业大厅和库房之间的门')
    await tool('画出口')
    await stroke([4, 8.5])
    await typeInto('出口名称', '正门')
    await tool('标东西')
    await stroke([2, 2])
    expect(publishes()).toBe(true)
    document.querySelector('form')?.requestSubmit()
    await atRest()
    expect(pageText()).toContain('已发布第 1 版，所有平板都会收到。')
    expect(tablet.log.hall.floor.plan).toMatchObject({
      zones: [{ name: '营业大厅' }, { name: '库房', areas: [{ x: 10, y: 0, w: 6, h: 8 }] }],
      doors: [{ between: ['z1', 'z2'], x: 10, y: 4 }],
      exits: [{ name: '正门', zone: 'z1', x: 4, y: 8 }],
      symbols: [{ kind: 'extinguisher', x: 2, y: 2 }],
    })
  })

  it('goes back a step at a time, over strokes, names and the example alike', async () => {
    const { stroke } = atTheGrid()
    const names = () => [...document.querySelectorAll('.floorMap .tap')].map((each) => each.textContent.trim())
    await stroke([0, 0], [10, 8])
    await typeInto('区的名称', '营业大厅')
    document.querySelector('.thingFields input')?.dispatchEvent(new Event('change', { bubbles: true }))
    await stroke([10, 0], [16, 8])
    expect(names()).toEqual(['营业大厅', '区 2'])
    await press('从示例开始示例不是本厅，改成本厅的再发布。')
    expect(names()).toHaveLength(7)
    await press('撤销一步')
    expect(names()).toEqual(['营业大厅', '区 2'])
    await press('撤销一步')
    expect(names()).toEqual(['营业大厅'])
    await press('撤销一步')
    expect(names()).toEqual(['区 1'])
    await press('撤销一步')
    expect(names()).toEqual([])
    expect(findByRole('button', '撤销一步').getAttribute('aria-disabled')).toBe('true')
  })

  it('says why a stroke draws nothing, and changes nothing by it', async () => {
    const { stroke, tool } = atTheGrid()
    await stroke([3, 3])
    expect(pageText()).toContain('太小了')
    await tool('画门')
    await stroke([3, 3])
    expect(pageText()).toContain('这里没有两个相接的区')
    await tool('画出口')
    await stroke([3, 3])
    expect(pageText()).toContain('这里不挨着任何一个区')
    expect(findByRole('button', '撤销一步').getAttribute('aria-disabled')).toBe('true')
  })

  it('lets a thing be chosen, dragged and taken away', async () => {
    const { stroke, tool } = atTheGrid()
    await stroke([0, 0], [6, 6])
    await tool('选')
    await stroke([2, 2], [5, 3])
    expect(document.querySelector('.sketchLayer .chosen')?.getAttribute('x')).toBe('3')
    findByRole('button', '去掉选中的').click()
    await atRest()
    expect(document.querySelectorAll('.floorMap .tap')).toHaveLength(0)
  })

  it('is no stroke when the system takes the finger away, or a second one comes', async () => {
    const { send } = atTheGrid()
    send('pointerdown', [0, 0])
    send('pointercancel', [5, 5])
    send('pointerup', [5, 5])
    send('pointerdown', [0, 0])
    send('pointerdown', [9, 9], 2)
    send('pointerup', [5, 5])
    await atRest()
    expect(document.querySelectorAll('.floorMap .tap')).toHaveLength(0)
  })
})
