import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import StaffTab from '#app/manager/StaffTab.vue'
import { presentStaff } from '#domain/staff/queries.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, type FakeTablet, PIN, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

async function atTheList(tablet: FakeTablet = createFakeTablet({ place: 'manager', by: STAFF.chen })) {
  shown = mountScreen(StaffTab, { tablet })
  await press('导入名单')
  await until(() => pageText().includes('导入员工名单'))
  return tablet
}
async function choose(text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('.chooseList input[type=file]')!
  Object.defineProperty(input, 'files', { value: [new File([text], '名单.csv')], configurable: true })
  input.dispatchEvent(new Event('change'))
  await atRest()
}
const LIST = '工号,姓名,岗位,电话\n2001,小赵,台席,13800138000\n2002,小钱,保安,\n'
const numbers = (tablet: FakeTablet) => presentStaff(tablet.log.hall).map(({ workNumber }) => workNumber)
/** A tablet whose keys are made when it is told. */
function slowTablet() {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  const { makeKey } = tablet
  const waiting: (() => void)[] = []
  tablet.makeKey = async (staff, pin) => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    return makeKey(staff, pin)
  }
  return {
    tablet,
    async makeNext() {
      await until(() => waiting.length > 0)
      waiting.shift()?.()
      await atRest()
    },
  }
}

describe('taking a list of staff', () => {
  it('shows everybody first, lets nobody join before that is accepted, and then all of them, with first PINs to hand out', async () => {
    const tablet = await atTheList()
    const before = numbers(tablet)
    await choose(LIST)
    expect(pageText()).toContain('2001小赵营业员13800138000')
    expect(pageText()).toContain('2002小钱安全保障')
    expect(numbers(tablet)).toEqual(before)
    await press('加入 2 人')
    await until(() => pageText().includes('2 人已加入名单'))
    expect(numbers(tablet)).toEqual([...before, '2001', '2002'].sort())
    const joined = presentStaff(tablet.log.hall).find(({ workNumber }) => workNumber === '2001')!
    expect(joined).toMatchObject({ callName: '小赵', roles: ['front'], given: { by: STAFF.chen } })
    expect(tablet.log.hall.roster.placements.get(joined.id)?.phone).toBe('13800138000')
    const [pin] =
      /\d{6}/.exec(document.querySelector('.firstPins table')?.textContent?.replace(/200[12]/g, '') ?? '') ?? []
    expect(await tablet.signIn(joined.id, pin ?? '')).toMatchObject({ ok: true })
    await press('都交代好了，收起来')
    expect(pageText()).not.toContain(pin)
    expect(pageText()).toContain('小赵')
  })

  it('says row by row what is wrong, and takes nobody until it is mended or left out', async () => {
    const tablet = await atTheList()
    const before = numbers(tablet)
    await choose(`${LIST}2001,小孙,,\n,小李,,\n2004,小周,宇航员,12\n`)
    expect(pageText()).toContain('工号和第 4 行重复')
    expect(pageText()).toContain('没有工号')
    expect(pageText()).toContain('不认识岗位“宇航员” · “12”不是电话号码')
    expect(pageText()).toContain('有 4 行有错，现在一个人也不会加入')
    await press('加入 1 人')
    expect(numbers(tablet)).toEqual(before)
    for (const row of [4, 5, 6]) {
      const line = [...document.querySelectorAll('tr')].find(
        (each) => each.querySelector('td')?.textContent === String(row),
      )
      line?.querySelector('button')?.click()
      await atRest()
    }
    expect(pageText()).not.toContain('有错')
    await press('加入 2 人')
    await until(() => pageText().includes('2 人已加入名单'))
    expect(numbers(tablet)).toEqual([...before, '2001', '2002'].sort())
  })

  it('says what a file is when it is no list', async () => {
    await atTheList()
    await choose('品名,单价\n手机,999\n')
    expect(pageText()).toContain('没有“工号”和“称呼”')
  })

  it('goes on while something else is done: nobody has joined until every PIN is there, and the page says how far it is', async () => {
    const { tablet, makeNext } = slowTablet()
    await atTheList(tablet)
    const before = numbers(tablet)
    await choose(LIST)
    await press('加入 2 人')
    await makeNext()
    expect(pageText()).toContain('正在准备密码：1/2')
    await press('先做别的')
    expect(pageText()).toContain('正在准备名单里各人的密码：1/2，还没有人加入。')
    expect(numbers(tablet)).toEqual(before)
    await makeNext()
    await until(() => pageText().includes('2 人已加入，第一个密码等着发给他们。'))
    await press('去看')
    await until(() => pageText().includes('第一个密码只在这里出现一次'))
    expect(numbers(tablet)).toHaveLength(before.length + 2)
  })

  it('takes nobody when it is given up meanwhile', async () => {
    const { tablet, makeNext } = slowTablet()
    await atTheList(tablet)
    const before = numbers(tablet)
    await choose(LIST)
    await press('加入 2 人')
    await press('不导入了')
    await makeNext()
    expect(numbers(tablet)).toEqual(before)
    expect(findByRole('button', '选文件')).toBeTruthy()
  })

  it('waits with all of them when the tablet was locked before they could join', async () => {
    const { tablet, makeNext } = slowTablet()
    await atTheList(tablet)
    const before = numbers(tablet)
    await choose(LIST)
    await press('加入 2 人')
    await makeNext()
    tablet.signOut()
    await makeNext()
    await until(() => pageText().includes('2 人的密码准备好了，还没有加入名单'))
    expect(numbers(tablet)).toEqual(before)
    await tablet.signIn(STAFF.chen, PIN)
    await press('现在加入名单')
    await until(() => pageText().includes('2 人已加入名单'))
    expect(numbers(tablet)).toHaveLength(before.length + 2)
  })
})
