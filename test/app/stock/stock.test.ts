import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import ReconcileTab from '#app/backoffice/ReconcileTab.vue'
import HallStock from '#app/stock/HallStock.vue'
import OwnStock from '#app/stock/OwnStock.vue'
import { refusals as inEnglish } from '#app/words/en/refusals.ts'
import { refusals } from '#app/words/zh/refusals.ts'
import { setPrices } from '#domain/prices/commands.ts'
import { giveStock } from '#domain/stock/commands.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

const article = { kind: 'article', price: 2900, gives: '', from: null, until: null } as const
const book = { until: null, rows: [{ ...article, id: 'o_cable', name: '数据线' }] }
/** A counter's tablet that was given five cables. */
function withCables(): FakeTablet {
  const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang, knowsOwnJournal: true })
  const cables = { tablet: 'd_self', article: 'o_cable', name: '数据线', count: 5 }
  tablet.colleague('manager', STAFF.chen).perform(giveStock, cables)
  return tablet
}
/** Types how many pieces, and leaves the field. */
async function count(pieces: string): Promise<void> {
  await typeInto('件数', pieces)
  document.querySelector('.numberField input')?.dispatchEvent(new Event('change'))
}
/** What the cells of the only row say. */
const cells = () => [...document.querySelectorAll('.stockTable tbody td')].map((each) => each.textContent?.trim())

describe('the articles of a hall', () => {
  it('say that the price book has none yet, and that a gift is one', () => {
    shown = mountScreen(HallStock, { tablet: createFakeTablet({ place: 'manager', by: STAFF.chen }) })
    expect(pageText()).toContain('资费目录里还没有“商品”')
    expect(pageText()).toContain('还没有发给任何一台')
  })

  it('are given to a tablet by the manager, who sees by article and tablet what became of them', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    await tablet.log.perform(setPrices, book)
    shown = mountScreen(HallStock, { tablet })
    await count('5')
    await press('发出')
    expect(pageText()).toContain('已发给前台 1 5 件“数据线”')
    expect(cells()).toEqual(['数据线', '前台 1', '5', '0', '0', '5'])
  })

  it('are given back at the tablet that has them', async () => {
    shown = mountScreen(OwnStock, { tablet: withCables() })
    expect(pageText()).toContain('数据线（剩 5 件）')
    await count('2')
    await press('退回')
    expect(pageText()).toContain('已退回 2 件“数据线”')
    expect(pageText()).toContain('数据线（剩 3 件）')
  })

  it('are nothing to look at where a tablet was given none', () => {
    shown = mountScreen(OwnStock, { tablet: createFakeTablet({ place: 'counter', by: STAFF.wang }) })
    expect(pageText()).not.toContain('本台的商品')
  })

  it('stand in the list that is compared at the end of the day', () => {
    shown = mountScreen(ReconcileTab, { tablet: withCables() })
    expect(cells()).toEqual(['数据线', '前台 1', '5', '0', '0', '5'])
  })

  it('that are all sold are refused in one sentence that says who has some', () => {
    const facts = { name: '数据线', left: 0, others: '5号窗口 4 · 4号窗口 2' }
    expect(refusals['nothing-left'](facts)).toBe(
      '本台没有“数据线”了，不能再卖。还有的：5号窗口 4 · 4号窗口 2。请客户换窗口，或请经理再发。',
    )
    expect(refusals['nothing-left']({ ...facts, left: 2, others: '' })).toBe(
      '本台只剩 2 件“数据线”，不能再卖。别的平板也没有。请经理再发。',
    )
    expect(inEnglish['nothing-left'](facts)).toBe(
      'This tablet has no more of “数据线” to sell. Left at: 5号窗口 4 · 4号窗口 2. Send the customer there, or ask the manager for more.',
    )
    expect(inEnglish['nothing-left']({ ...facts, left: 2, others: '' })).toBe(
      'This tablet has only 2 of “数据线” to sell. No other tablet has any. Ask the manager for more.',
    )
  })
})
