import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import NumberField from '#app/ui/NumberField.vue'
import NumberPad from '#app/ui/NumberPad.vue'
import SegmentedControl from '#app/ui/SegmentedControl.vue'
import SelectField from '#app/ui/SelectField.vue'
import SwitchField from '#app/ui/SwitchField.vue'
import TextField from '#app/ui/TextField.vue'
import { findByRole, findField, mountPart } from '#support/mountPart.ts'

const last = (part: ReturnType<typeof mountPart>) => part.emitted('update:modelValue')?.at(-1)?.[0]

describe('a text field', () => {
  it('is found by its label and tells what is typed', () => {
    const part = mountPart(TextField, { props: { label: '窗口名称', modelValue: '' } })
    const field = findField('窗口名称')
    field.value = '3 号窗'
    field.dispatchEvent(new Event('input'))
    expect(last(part)).toBe('3 号窗')
  })

  it('says what is wrong and belongs to the sentence that says so', () => {
    mountPart(TextField, { props: { label: '窗口名称', modelValue: '', error: '这个名字已经用过了，换一个。' } })
    const field = findField('窗口名称')
    expect(findByRole('alert', '这个名字已经用过了，换一个。').id).toBe(field.getAttribute('aria-describedby'))
    expect(field.getAttribute('aria-invalid')).toBe('true')
  })
})

/** As an input method sends it: what is composed is no text yet. */
function compose(field: HTMLInputElement, texts: readonly string[]): void {
  for (const text of texts) {
    field.value = text
    field.dispatchEvent(new InputEvent('input', { isComposing: true }))
  }
  field.dispatchEvent(new Event('compositionend'))
}

describe('a field for a telephone number', () => {
  const number = () => mountPart(TextField, { props: { label: '手机号', modelValue: '', type: 'tel' } })

  it.each([
    ['full-width digits', '１３８００１３８０００'],
    ['what a list of contacts puts around it', '\u202D13800138000\u202C'],
    ['what nobody sees in it', '1380\u200B0138000\u0000'],
  ])('counts the number without %s, and shows it so when it is left', async (_, typed) => {
    const part = number()
    const field = findField('手机号')
    field.value = typed
    field.dispatchEvent(new Event('input'))
    await nextTick()
    expect(last(part)).toBe('13800138000')
    expect(field.value).toBe(typed)
    await part.setProps({ modelValue: '13800138000' })
    field.dispatchEvent(new Event('change'))
    await nextTick()
    expect(field.value).toBe('13800138000')
  })

  it('writes nothing under an input method that is still composing', () => {
    const part = number()
    const field = findField('手机号')
    field.value = '１３'
    field.dispatchEvent(new InputEvent('input', { isComposing: true }))
    expect(part.emitted('update:modelValue')).toBeUndefined()
    compose(field, ['１３８'])
    expect(last(part)).toBe('138')
  })
})

describe('a number field', () => {
  const props = { label: '重呼次数', modelValue: 4, min: 1, max: 5 }

  it('goes up and down by its buttons and stops at its limits', async () => {
    const part = mountPart(NumberField, { props })
    findByRole('button', '重呼次数：增加').click()
    expect(last(part)).toBe(5)
    await part.setProps({ modelValue: 5 })
    expect(findByRole('button', '重呼次数：增加').hasAttribute('disabled')).toBe(true)
  })

  it('brings a typed number within its limits and forgets what is no number', () => {
    const part = mountPart(NumberField, { props })
    const field = findField('重呼次数')
    field.value = '99'
    field.dispatchEvent(new Event('change'))
    expect(last(part)).toBe(5)
    field.value = '很多'
    field.dispatchEvent(new Event('change'))
    expect(part.emitted('update:modelValue')).toHaveLength(1)
    expect(field.value).toBe('5')
  })
})

describe('a pad of numbers', () => {
  const pad = (props: Record<string, unknown> = {}) => {
    const part = mountPart(NumberPad, {
      props: {
        label: '密码',
        modelValue: '',
        'onUpdate:modelValue': (value: string) => part.setProps({ modelValue: value }),
        ...props,
      },
    })
    return part
  }

  it('takes digits by tap, erases one and enters', async () => {
    const part = pad()
    for (const key of ['1', '2', '0']) {
      findByRole('button', key).click()
      await nextTick()
    }
    findByRole('button', '删除一位').click()
    await nextTick()
    expect(findField('密码').value).toBe('12')
    findByRole('button', '确定').click()
    expect(part.emitted('enter')).toHaveLength(1)
  })

  it('enters nothing while nothing is typed', () => {
    const part = pad()
    findByRole('button', '确定').click()
    expect(part.emitted('enter')).toBeUndefined()
  })

  it('can be typed on a keyboard, in the field and on a key', async () => {
    const part = pad()
    const field = findField('密码')
    field.value = '12x'
    field.dispatchEvent(new Event('input'))
    await nextTick()
    expect(field.value).toBe('12')
    findByRole('button', '9').dispatchEvent(new KeyboardEvent('keydown', { key: '3', bubbles: true }))
    await nextTick()
    expect(field.value).toBe('123')
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    expect(part.emitted('enter')).toHaveLength(1)
  })

  it('takes full-width digits for a PIN', async () => {
    pad({ secret: true, maxLength: 6 })
    const field = findField('密码')
    field.value = '１２３４５６'
    field.dispatchEvent(new Event('input'))
    await nextTick()
    expect(field.value).toBe('123456')
  })

  it('reads a001 composed with a Chinese input method as A001, and no enter that ends the composition', async () => {
    const part = pad({ letters: ['A', 'B', '-'] })
    const field = findField('密码')
    compose(field, ['a', 'a0', 'a00', 'a001'])
    await nextTick()
    expect(field.value).toBe('A001')
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true }))
    expect(part.emitted('enter')).toBeUndefined()
  })

  it('hands on what a reader of codes sends as it is, picks no digits out of it, and enters nothing', async () => {
    const part = pad({ letters: ['A', '-'], maxLength: 12 })
    const field = findField('密码')
    const code = 'SO1/h_test/d_01/t_9f3c/A019/2026-11-23/A/pay/-/mfk3q2x1/MEUCIQ'
    for (const data of code) {
      field.value += data
      field.dispatchEvent(new InputEvent('input', { data }))
      await nextTick()
    }
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await nextTick()
    expect([part.emitted('scanned'), part.emitted('enter'), field.value]).toEqual([[[code]], undefined, ''])
  })

  it('hides a PIN and stops at its length', async () => {
    pad({ secret: true, maxLength: 6, modelValue: '123456' })
    findByRole('button', '7').click()
    await nextTick()
    expect([findField('密码').type, findField('密码').value]).toEqual(['password', '123456'])
  })

  it('takes the letters of the queues for a typed ticket', async () => {
    pad({ letters: ['A', 'B', '-'] })
    for (const key of ['A', '2', '-', '1']) {
      findByRole('button', key).click()
      await nextTick()
    }
    expect(findField('密码').value).toBe('A2-1')
  })

  it('takes nothing while it is closed', () => {
    const part = pad({ disabled: true, modelValue: '1' })
    findByRole('button', '2').click()
    findByRole('button', '确定').click()
    expect([part.emitted('update:modelValue'), part.emitted('enter')]).toEqual([undefined, undefined])
  })
})

describe('choosing one of several', () => {
  const choices = [
    { value: 'lunch', label: '午休' },
    { value: 'broken', label: '设备故障' },
  ]

  it('works in a list', () => {
    const part = mountPart(SelectField, { props: { label: '原因', choices, modelValue: 'lunch' } })
    const list = document.querySelector('select')
    if (!list) throw new Error('there is no list')
    list.value = 'broken'
    list.dispatchEvent(new Event('change'))
    expect(last(part)).toBe('broken')
  })

  it('works side by side', async () => {
    const part = mountPart(SegmentedControl, { props: { label: '原因', choices, modelValue: 'lunch' } })
    expect(findByRole('radio', '午休').getAttribute('aria-checked')).toBe('true')
    findByRole('radio', '设备故障').click()
    await nextTick()
    expect(last(part)).toBe('broken')
  })

  it('goes round with the arrow keys, side by side', async () => {
    const part = mountPart(SegmentedControl, { props: { label: '原因', choices, modelValue: 'lunch' } })
    const press = (key: string) =>
      document.querySelector('[role="radiogroup"]')?.dispatchEvent(new KeyboardEvent('keydown', { key }))
    press('ArrowLeft')
    await nextTick()
    expect([last(part), document.activeElement?.textContent?.trim()]).toEqual([
      choices.at(-1)?.value,
      choices.at(-1)?.label,
    ])
    part.unmount()
  })

  it('works as yes or no', () => {
    const part = mountPart(SwitchField, { props: { label: '不打印', modelValue: false } })
    findByRole('switch', '不打印').click()
    expect(last(part)).toBe(true)
  })
})
