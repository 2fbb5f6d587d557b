import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import BigButton from '#app/ui/BigButton.vue'
import ChoiceGrid from '#app/ui/ChoiceGrid.vue'
import LongPressButton from '#app/ui/LongPressButton.vue'
import { findByRole, mountPart } from '#support/mountPart.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('a big button', () => {
  it('tells of one press', () => {
    const part = mountPart(BigButton, { props: { label: '叫下一位', variant: 'primary' } })
    findByRole('button', '叫下一位').click()
    expect(part.emitted('press')).toHaveLength(1)
  })

  it('shows its own waiting and takes no second press meanwhile', () => {
    const part = mountPart(BigButton, { props: { label: '叫下一位', busy: true } })
    const button = findByRole('button', '叫下一位')
    button.click()
    expect(button.getAttribute('aria-busy')).toBe('true')
    expect(part.emitted('press')).toBeUndefined()
  })

  it('that has made something makes it once on a double tap, and again a second later', async () => {
    const part = mountPart(BigButton, { props: { label: '记下一人' } })
    const button = findByRole('button', '记下一人')
    const now = performance.now()
    const tap = (after: number) => {
      const click = new MouseEvent('click', { detail: 1, cancelable: true })
      button.dispatchEvent(Object.defineProperty(click, 'timeStamp', { value: now + after }))
      return part.emitted('press')?.length
    }
    // Nothing was made: it only showed something else.
    expect([tap(0), tap(100)]).toEqual([1, 2])
    await part.setProps({ busy: true })
    await part.setProps({ busy: false })
    expect([tap(350), tap(5_000)]).toEqual([2, 3])
  })

  it('counts a tap at once where something was typed since it made something', async () => {
    const part = mountPart(BigButton, { props: { label: '下一步' } })
    const button = findByRole('button', '下一步')
    const tap = () => button.dispatchEvent(new MouseEvent('click', { detail: 1, cancelable: true }))
    tap()
    await part.setProps({ busy: true })
    await part.setProps({ busy: false })
    tap()
    expect(part.emitted('press')).toHaveLength(1)
    document.body.dispatchEvent(new Event('input', { bubbles: true }))
    tap()
    expect(part.emitted('press')).toHaveLength(2)
  })

  it('keeps a press to itself while disabled, and can still be reached to read why', () => {
    const part = mountPart(BigButton, { props: { label: '过号', disabled: true, note: '还要 12 秒' } })
    const button = findByRole('button', '过号还要 12 秒')
    button.click()
    button.focus()
    expect(document.activeElement).toBe(button)
    expect(part.emitted('press')).toBeUndefined()
  })
})

describe('a long press', () => {
  const hold = () => {
    vi.useFakeTimers()
    return mountPart(LongPressButton, { props: { label: '作废全部' } })
  }
  const name = '作废全部（按住 1.5 秒）'

  it('happens once after a second and a half', () => {
    const part = hold()
    findByRole('button', name).dispatchEvent(new PointerEvent('pointerdown'))
    vi.advanceTimersByTime(1499)
    expect(part.emitted('press')).toBeUndefined()
    vi.advanceTimersByTime(3000)
    expect(part.emitted('press')).toHaveLength(1)
  })

  it('does nothing when the finger goes early', () => {
    const part = hold()
    const button = findByRole('button', name)
    button.dispatchEvent(new PointerEvent('pointerdown'))
    vi.advanceTimersByTime(1000)
    button.dispatchEvent(new PointerEvent('pointerup'))
    vi.advanceTimersByTime(3000)
    expect(part.emitted('press')).toBeUndefined()
  })

  /** What a browser says of an event: when the finger did it, however late it is heard. */
  const at = (timeStamp: number, event: Event) => Object.defineProperty(event, 'timeStamp', { value: timeStamp })

  it('of 1.6 s counts once on a page that was too busy to hear it in time', () => {
    const part = hold()
    const button = findByRole('button', name)
    button.dispatchEvent(at(1_000, new PointerEvent('pointerdown')))
    button.dispatchEvent(at(2_600, new PointerEvent('pointerup')))
    expect(part.emitted('press')).toHaveLength(1)
    vi.advanceTimersByTime(3000)
    expect(part.emitted('press')).toHaveLength(1)
  })

  it('of 1.6 s on a key counts as well', () => {
    const part = hold()
    const button = findByRole('button', name)
    button.dispatchEvent(at(1_000, new KeyboardEvent('keydown', { key: ' ' })))
    button.dispatchEvent(at(2_600, new KeyboardEvent('keyup', { key: ' ' })))
    expect(part.emitted('press')).toHaveLength(1)
  })

  it('of 1.2 s does nothing, although the page was so busy that its timer was due before the lift was heard', () => {
    const part = hold()
    const button = findByRole('button', name)
    button.dispatchEvent(at(0, new PointerEvent('pointerdown')))
    // The page stands still for three seconds; then the timer comes first.
    const now = performance.now()
    vi.spyOn(performance, 'now').mockReturnValue(now + 3_000)
    vi.advanceTimersByTime(1500)
    expect(part.emitted('press')).toBeUndefined()
    button.dispatchEvent(at(1_200, new PointerEvent('pointerup')))
    vi.advanceTimersByTime(3000)
    vi.restoreAllMocks()
    expect(part.emitted('press')).toBeUndefined()
  })

  it('that was too short says so for a while', async () => {
    hold()
    const button = findByRole('button', name)
    button.dispatchEvent(new PointerEvent('pointerdown'))
    button.dispatchEvent(new PointerEvent('pointerup'))
    const shown = () => button.querySelector('.faces > :not([aria-hidden])')?.textContent?.trim()
    await nextTick()
    expect(shown()).toBe('太短，请按住 1.5 秒')
    vi.advanceTimersByTime(5000)
    await nextTick()
    expect(shown()).toBe(name)
  })

  it('keeps the room of every sentence it may show, so that it does not shrink under the finger, and ends where the finger is drawn away', async () => {
    const part = hold()
    const button = findByRole('button', name)
    const room = () => [...button.querySelectorAll('.faces > *')].map((face) => face.textContent?.trim())
    const before = room()
    const caught: number[] = []
    button.setPointerCapture = (id) => caught.push(id)
    button.getBoundingClientRect = () => new DOMRect(100, 100, 200, 60)
    button.dispatchEvent(new PointerEvent('pointerdown', { pointerId: 7 }))
    await nextTick()
    expect([room(), caught]).toEqual([before, [7]])
    button.dispatchEvent(new PointerEvent('pointermove', { clientX: 110, clientY: 165 }))
    expect(button.classList.contains('held')).toBe(true)
    button.dispatchEvent(new PointerEvent('pointermove', { clientX: 110, clientY: 300 }))
    vi.advanceTimersByTime(3000)
    expect(part.emitted('press')).toBeUndefined()
  })

  it('can be held with the keyboard', () => {
    const part = hold()
    const button = findByRole('button', name)
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true }))
    vi.advanceTimersByTime(1500)
    button.dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter' }))
    expect(part.emitted('press')).toHaveLength(1)
  })

  it('does nothing while disabled', () => {
    vi.useFakeTimers()
    const part = mountPart(LongPressButton, { props: { label: '作废全部', disabled: true } })
    findByRole('button', name).dispatchEvent(new PointerEvent('pointerdown'))
    vi.advanceTimersByTime(3000)
    expect(part.emitted('press')).toBeUndefined()
  })
})

describe('a grid of choices', () => {
  const choices = [
    { value: 'payment', label: '缴费充值', note: '约 8–15 分' },
    { value: 'plan', label: '套餐变更', disabled: true },
  ]

  it('tells which one was tapped', () => {
    const part = mountPart(ChoiceGrid, { props: { label: '要办什么', choices } })
    findByRole('button', '缴费充值 约 8–15 分').click()
    expect(part.emitted('choose')).toEqual([['payment']])
  })

  it('does not let a closed choice be taken', () => {
    const part = mountPart(ChoiceGrid, { props: { label: '要办什么', choices } })
    findByRole('button', '套餐变更').click()
    expect(part.emitted('choose')).toBeUndefined()
  })

  it('says which choice stands', () => {
    mountPart(ChoiceGrid, { props: { label: '要办什么', choices, selected: 'payment' } })
    expect(findByRole('button', '缴费充值 约 8–15 分').getAttribute('aria-pressed')).toBe('true')
  })
})
