import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { mountApp, pageText, press, typeInto, typePin } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'

let app: VueWrapper | undefined
afterEach(() => {
  app?.unmount()
  document.body.replaceChildren()
})

const next = async () => {
  document.querySelector('form')?.requestSubmit()
  await atRest()
}
const choosePin = async (pin: string) => {
  await typePin(pin)
  await press('下一步')
}

async function newHall() {
  const tablet = createFakeTablet({ place: 'manager', newHall: true })
  const mounted = await mountApp(tablet)
  app = mounted.app
  await atRest()
  expect(pageText()).toContain('营业厅叫什么？')
  return { tablet, ...mounted }
}

describe('setting up a hall', () => {
  it('asks one question at a time and opens the hall with its first manager signed in', async () => {
    const { tablet } = await newHall()
    await typeInto('营业厅名称', '城东厅')
    await next()
    await press(nameOf('其他业务'))
    await next()
    expect(pageText()).toContain('有几个窗口？')
    await next()
    await typeInto('工号', '0001')
    await typeInto('称呼', '老陈')
    await next()
    await choosePin('135791')
    await choosePin('135791')
    expect(pageText()).toContain('核对一下')
    await next()
    const { settings, staff } = tablet.log.hall
    expect(settings.name).toBe('城东厅')
    expect(settings.queues.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(settings.services.some(({ queue }) => queue === 'F')).toBe(false)
    expect(settings.counters).toHaveLength(4)
    expect([...staff.values()].map(({ workNumber, roles }) => [workNumber, ...roles])).toEqual([['0001', 'manager']])
    expect(tablet.session?.callName).toBe('老陈')
    expect(pageText()).toContain('营业厅已就绪')
    expect(findByRole('button', '添加下一台平板')).toBeTruthy()
  })

  it('needs only the manager when everything else is left as it is', async () => {
    const { tablet } = await newHall()
    await press('其余用默认设置')
    await typeInto('工号', '0001')
    await typeInto('称呼', '老陈')
    await next()
    await choosePin('135791')
    await choosePin('135791')
    await next()
    expect(tablet.log.hall.settings.queues).toHaveLength(6)
    expect(tablet.log.hall.settings.services).toHaveLength(22)
  })

  it('goes back without losing what was answered', async () => {
    await newHall()
    await typeInto('营业厅名称', '城东厅')
    await next()
    await press('返回')
    expect(document.querySelector('input')?.value).toBe('城东厅')
  })

  it('does not go on without a work number, and says what one looks like', async () => {
    await newHall()
    await press('其余用默认设置')
    await typeInto('工号', '小陈')
    await next()
    expect(pageText()).toContain('工号是 1–12 位数字或字母。')
  })

  it('starts the PIN again when the two are different', async () => {
    await newHall()
    await press('其余用默认设置')
    await typeInto('工号', '0001')
    await typeInto('称呼', '老陈')
    await next()
    await choosePin('135791')
    await choosePin('135792')
    expect(pageText()).toContain('两次不一样，请重新输入。')
  })

  it('is not shown to the tablets of a hall that has staff', async () => {
    const mounted = await mountApp(createFakeTablet({ place: 'manager', by: 's_chen' }))
    app = mounted.app
    expect(mounted.path()).toBe('/manager')
  })
})

/** The accessible name of the choice that holds these words. */
function nameOf(words: string): string {
  const choice = [...document.querySelectorAll('button')].find((each) => each.textContent?.includes(words))
  return (choice?.textContent ?? '').replace(/\s+/g, ' ').trim()
}
