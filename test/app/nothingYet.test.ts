import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import CounterScreen from '#app/counter/CounterScreen.vue'
import ManagerScreen from '#app/manager/ManagerScreen.vue'
import ReceptionScreen from '#app/reception/ReceptionScreen.vue'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

const text = () => document.body.textContent ?? ''

describe.each([
  ['reception', ReceptionScreen, '还没有设置队列'],
  ['counter', CounterScreen, '还没有设置窗口'],
  ['manager', ManagerScreen, '还没有队列。请到“营'],
] as const)('a %s that has just joined', (place, screen, notSetUp) => {
  it('says that the records are still to come, and only of a hall that has none that it is not set up', async () => {
    const tablet = createFakeTablet({ place, settings: {} })
    tablet.setStatus({ freshAt: null })
    mountScreen(screen, { tablet })
    await until(() => text().includes('营业厅的记录还没有全部传到本机'))
    expect(text()).not.toContain(notSetUp)

    tablet.setStatus({ freshAt: tablet.now() })
    await flushPromises()
    expect(text()).toContain(notSetUp)
    expect(text()).not.toContain('营业厅的记录还没有全部传到本机')
  })
})
