import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import FormFields from '#app/intake/FormFields.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startParameters } from '#content/catalogue/parameters.ts'
import type { FieldValue, Values } from '#domain/catalogue/conditions.ts'
import type { Filling } from '#domain/catalogue/filled.ts'
import { followingFrom } from '#domain/catalogue/offers.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountPart } from '#support/mountPart.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

const sale = formOf('SV15')!
const row = { kind: 'article', gives: '', from: null, until: null } as const
const filling: Filling = {
  ...{ reach: 'in-reach', today: '2026-11-23', time: '10:00', parameters: startParameters },
  offers: { version: 1, until: null, rows: [{ ...row, id: 'o_1', name: '数据线', price: 2900 }] },
}

describe('a sale of several articles', () => {
  it('adds an entry, takes one out, and reckons what all of them come to (Q56)', async () => {
    let kept: Values = { 'articles-1-article': '数据线', 'articles-1-quantity': '1' }
    const props = () => ({ form: sale, values: kept, filling, findings: [] })
    const part = mountPart(FormFields, {
      props: {
        ...props(),
        onChange: (field: string, value: FieldValue) => {
          kept = { ...kept, [field]: value }
          kept = { ...kept, ...followingFrom(sale, field, kept, filling) }
          void part.setProps(props())
        },
      },
    })
    shown = part
    expect(pageText()).not.toContain('数量（2）')
    await press('再加一个商品（最多 5 个）')
    expect(pageText()).toContain('数量（2）')
    const list = document.querySelector<HTMLSelectElement>('#field-articles-2-article')!
    list.value = 'o_1'
    list.dispatchEvent(new Event('change', { bubbles: true }))
    await nextTick()
    const more = document.querySelector<HTMLElement>('#field-articles-2-quantity')!
    expect(more).not.toBeNull()
    await part.vm.$emit('change', 'articles-2-quantity', '2')
    await nextTick()
    expect(kept).toMatchObject({ articles: '2', 'articles-2-article': '数据线', amount: '87.00' })
    await press('删去商品 1')
    expect(kept).toMatchObject({ articles: '1', 'articles-1-quantity': '2', amount: '58.00' })
    expect(pageText()).not.toContain('删去商品')
  })
})
