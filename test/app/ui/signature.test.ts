import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import SignaturePad from '#app/ui/SignaturePad.vue'
import { framed, isSigned, layOn, type Signature } from '#app/ui/strokes.ts'
import { findByRole, mountPart } from '#support/mountPart.ts'

const PIXEL = 'data:image/png;base64,iVBORw0KGgo='

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue(PIXEL)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const props = { label: '请在这里签名', undoLabel: '撤销一笔', clearLabel: '重新签', doneLabel: '签好了' }
const pad = () => mountPart(SignaturePad, { props })
const signatures = (part: ReturnType<typeof pad>) => (part.emitted('signed') ?? []).map(([one]) => one as Signature)

function point(type: string, [x, y]: readonly [number, number], more: PointerEventInit = {}): PointerEvent {
  const init = { clientX: x, clientY: y, pointerId: 1, button: 0, pointerType: 'touch', bubbles: true, ...more }
  return new PointerEvent(type, init)
}
const tell = (event: PointerEvent) => document.querySelector('canvas')?.dispatchEvent(event)

/** One stroke; places between two frames come together, as browsers tell them. */
async function stroke(from: readonly [number, number], ...to: (readonly [number, number])[]): Promise<void> {
  tell(point('pointerdown', from))
  const move = point('pointermove', to.at(-1) ?? from)
  Object.assign(move, { getCoalescedEvents: () => to.map((place) => point('pointermove', place)) })
  tell(move)
  tell(point('pointerup', to.at(-1) ?? from))
  await nextTick()
}
const press = async (name: string) => {
  findByRole('button', name).click()
  await nextTick()
}

describe('signing', () => {
  it('keeps every place of a quick hand, stroke by stroke, and a picture', async () => {
    const part = pad()
    await stroke([10, 10], [30, 40], [50, 20], [90, 60])
    await stroke([20, 70], [80, 70])
    await press('签好了')
    const [signature] = signatures(part)
    expect(signature?.strokes.map((one) => one.map(({ x, y }) => [x, y]))).toEqual([
      [
        [16, 16],
        [36, 46],
        [56, 26],
        [96, 66],
      ],
      [
        [26, 76],
        [86, 76],
      ],
    ])
    expect([signature?.width, signature?.height, signature?.image.length]).toEqual([112, 92, 8])
  })

  it('keeps two signatures whole that follow each other at once', async () => {
    const part = pad()
    await stroke([0, 0], [50, 0])
    findByRole('button', '签好了').click()
    await stroke([0, 0], [0, 40], [60, 40])
    await stroke([5, 5], [9, 90])
    findByRole('button', '签好了').click()
    expect(signatures(part).map(({ strokes }) => strokes.map(({ length }) => length))).toEqual([[2], [3, 2]])
  })

  it('takes the last stroke along that is still being written', async () => {
    const part = pad()
    await stroke([0, 0], [50, 0])
    tell(point('pointerdown', [0, 20]))
    tell(point('pointermove', [70, 20]))
    await press('签好了')
    expect(signatures(part)[0]?.strokes).toHaveLength(2)
  })

  it('is no signature while there is only a dot; strokes can be taken back, or all', async () => {
    const part = pad()
    await stroke([10, 10], [12, 11])
    await press('签好了')
    expect(part.emitted('signed')).toBeUndefined()
    await stroke([0, 0], [50, 0])
    await press('撤销一笔')
    await press('签好了')
    expect(part.emitted('signed')).toBeUndefined()
    await stroke([0, 0], [50, 0])
    await press('重新签')
    expect(part.text()).toContain('请在这里签名')
  })

  it('does not write with a second finger, but with the pen that comes after the resting hand', async () => {
    const part = pad()
    tell(point('pointerdown', [0, 200], { pointerId: 7 }))
    tell(point('pointerdown', [10, 10], { pointerId: 8 }))
    tell(point('pointermove', [90, 90], { pointerId: 8 }))
    tell(point('pointerdown', [0, 0], { pointerId: 9, pointerType: 'pen' }))
    tell(point('pointermove', [80, 0], { pointerId: 9, pointerType: 'pen' }))
    tell(point('pointermove', [5, 205], { pointerId: 7 }))
    tell(point('pointerup', [80, 0], { pointerId: 9, pointerType: 'pen' }))
    await nextTick()
    await press('签好了')
    expect(signatures(part)[0]?.strokes.map((one) => one.map(({ x, y }) => [x - 16, y - 16]))).toEqual([
      [
        [0, 0],
        [80, 0],
      ],
    ])
  })

  it('keeps what was written when the browser takes the finger away', async () => {
    const part = pad()
    tell(point('pointerdown', [0, 0]))
    tell(point('pointermove', [60, 0]))
    tell(point('pointercancel', [0, 0]))
    await nextTick()
    await press('签好了')
    expect(signatures(part)[0]?.strokes[0]).toHaveLength(2)
  })

  it('has room for another way to confirm', () => {
    const part = mountPart(SignaturePad, {
      props,
      slots: { spoken: '<button type="button">口头确认</button>' },
    })
    expect(part.text()).toContain('口头确认')
  })
})

describe('ink', () => {
  it('lies whole and undistorted on a pad of another shape', () => {
    expect(layOn({ width: 1200, height: 240 }, { width: 600, height: 240 })).toEqual({ scale: 0.5, left: 0, top: 60 })
    expect(layOn({ width: 0, height: 0 }, { width: 600, height: 240 })).toEqual({ scale: 1, left: 0, top: 0 })
  })

  it('is framed with what went over the edge', () => {
    const over = [
      [
        { x: -40, y: -10, t: 0 },
        { x: 60, y: 30, t: 9 },
      ],
    ]
    expect(framed(over)).toEqual({
      strokes: [
        [
          { x: 16, y: 16, t: 0 },
          { x: 116, y: 56, t: 9 },
        ],
      ],
      width: 132,
      height: 72,
    })
  })

  it('is a signature from a small spread on, whichever way', () => {
    const line = (x: number, y: number) => [
      [
        { x: 0, y: 0, t: 0 },
        { x, y, t: 1 },
      ],
    ]
    expect([[], line(3, 3), line(30, 0), line(0, 30)].map(isSigned)).toEqual([false, false, true, true])
  })
})
