import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import HallPrices from '#app/prices/HallPrices.vue'
import { pricesSlice } from '#domain/prices/fold.ts'
import { opened } from '#domain/shelf.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

function atTheBook(): FakeTablet {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  shown = mountScreen(HallPrices, { tablet })
  return tablet
}
const bookOf = (tablet: FakeTablet) => opened(tablet.log.hall, pricesSlice).priceBook
async function save(): Promise<void> {
  document.querySelector('form')?.requestSubmit()
  await atRest()
}
async function choose(text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('.importPrices input[type=file]')!
  Object.defineProperty(input, 'files', { value: [new File([text], '资费.csv')], configurable: true })
  input.dispatchEvent(new Event('change'))
  await atRest()
}

describe('the price book of a hall', () => {
  it('is typed by the manager and becomes a version when it is saved', async () => {
    const tablet = atTheBook()
    expect(pageText()).toContain('还没有资费目录，受理时手写')
    await press('加一条')
    await typeInto('名称', '畅享99')
    expect(pageText()).toContain('每一条都要有名称和价格')
    await typeInto('价格（元）', '99')
    await save()
    expect(bookOf(tablet)).toMatchObject({ version: 1, rows: [{ kind: 'plan', name: '畅享99', price: 9900 }] })
    expect(pageText()).toContain('现在用的是第 1 版')
    expect(pageText()).toContain('已保存，各平板从这一版里选')
  })

  it('says that it is over, and that requests are taken all the same', async () => {
    const tablet = atTheBook()
    await press('加一条')
    await typeInto('名称', '畅享99')
    await typeInto('价格（元）', '99')
    await typeInto('整本目录用到哪天', '2026-11-22')
    await save()
    expect(bookOf(tablet)?.until).toBe('2026-11-22')
    expect(pageText()).toContain('2026-11-22 已到期。还能受理，系统中断时的回执上写“价格待确认”')
  })

  it('is taken from a table only after somebody has seen it, and nothing of it while a row is wrong', async () => {
    const tablet = atTheBook()
    await press('从表格导入')
    await choose('名称,价格,类别\n畅享99,99,\n10GB,十元,流量包\n')
    expect(pageText()).toContain('“十元”不是价格')
    expect(pageText()).toContain('有 1 行有错，现在一条也不会放进目录')
    await press('放进目录 1 条')
    expect(document.querySelector('.importPrices')).not.toBeNull()
    await choose('名称,价格,类别\n畅享99,99,\n10GB,10,流量包\n')
    await press('放进目录 2 条')
    await until(() => document.querySelector('.importPrices') === null)
    expect(bookOf(tablet)).toBeNull()
    await save()
    expect(bookOf(tablet)?.rows.map(({ kind, name, price }) => [kind, name, price])).toEqual([
      ['plan', '畅享99', 9900],
      ['pack', '10GB', 1000],
    ])
  })
})
