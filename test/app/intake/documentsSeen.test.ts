import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import DocumentsSeen from '#app/intake/DocumentsSeen.vue'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { everyKind } from '#support/intakeForm.ts'
import { findField } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

function documents(props: { situations?: string[]; seen?: string[]; form?: typeof everyKind } = {}) {
  const part = mountScreen(DocumentsSeen, {
    tablet: createFakeTablet(),
    props: {
      form: everyKind,
      situations: [],
      seen: [],
      onSeen: (seen: string[]) => void part.setProps({ seen }),
      ...props,
    },
  })
  return part
}
const outcome = () => document.querySelector('[role="status"]')?.textContent?.trim()

describe('looking at the documents', () => {
  it('says what is missing and where to get it, until everything was seen', async () => {
    const part = documents()
    expect(outcome()).toContain('还缺 2 样。')
    expect(outcome()).toContain('居民身份证或护照（哪里办：户籍所在地派出所）')
    findField('购机发票 已看').click()
    await nextTick()
    findField('护照 原件已看').click()
    await nextTick()
    expect(outcome()).toBe('资料齐全。')
    expect(part.emitted('seen')).toEqual([[['invoice']], [['passport', 'invoice']]])
  })

  it('needs more in a special situation', async () => {
    const part = documents({ seen: ['id-card', 'invoice'] })
    expect(outcome()).toBe('资料齐全。')
    await part.setProps({ situations: ['agent'] })
    expect(outcome()).toContain('授权委托书')
  })

  it('takes a tick back', async () => {
    const part = documents({ seen: ['id-card', 'invoice'] })
    findField('居民身份证 原件已看').click()
    await nextTick()
    expect(part.emitted('seen')).toEqual([[['invoice']]])
  })

  it('says when a service needs none', () => {
    expect(documents({ form: { ...everyKind, documents: [] } }).text()).toBe('办这项业务不用带材料。')
  })
})
