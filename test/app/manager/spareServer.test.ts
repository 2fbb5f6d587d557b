import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import SpareServer from '#app/manager/SpareServer.vue'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { createKey } from '#support/signingTablet.ts'
import { until } from '#support/until.ts'

const HEARD = Date.parse('2026-11-23T01:00:00.000Z')
const PATH = '换一台电脑接着用'
const gathers = {
  epoch: 'e_2',
  isOver: false,
  untilTold: false,
  waitsFor: [],
  brought: [],
  lacking: [],
  lackingPapers: 0,
  ms: 65_400,
}

let shown: ReturnType<typeof mountScreen> | null = null
beforeEach(() => localStorage.clear())
afterEach(() => shown?.unmount())

/** The step that is to be done now. */
const current = () => document.querySelector('[aria-current="step"] strong')?.textContent ?? null

describe('a hall server that has burnt', () => {
  it('is replaced step by step on the manager’s page, which says what is next and how long it all took', async () => {
    const { hall } = createFakeTablet({ place: 'manager', by: STAFF.chen }).log
    const { spki: key } = await createKey()
    const openings = new Map([['j_9f3c21a7b0d84e55', { tablet: 'server', key }]])
    const found = { ...hall, authority: { ...hall.authority, root: 'root' } }
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen, found })
    tablet.setStatus({ link: 'server-lost', heardAt: HEARD })
    tablet.pass(10)
    shown = mountScreen(SpareServer, { tablet })
    await until(() => pageText().includes('门店服务器联系不上'))
    expect(pageText()).toContain('09:00 断开，已经 10:')
    expect(current()).toBeNull()
    await press(PATH)
    expect(current()).toBe('在换上的电脑上打开换机包')
    expect(pageText()).toContain(location.origin)
    shown.unmount()

    // It is heard again, on a machine that nobody has let in.
    const strange = { ...found, authority: { ...found.authority, openings } }
    const later = createFakeTablet({ place: 'manager', by: STAFF.chen, found: strange })
    later.pass(20)
    later.setStatus({ link: 'connected', heardAt: later.now() })
    shown = mountScreen(SpareServer, { tablet: later })
    await until(() => current() === '核对号码，放行')
    // All may have come back before anybody has looked at the number.
    later.setStatus({ gathers: { ...gathers, isOver: true } })
    await until(() => pageText().match(/已完成/g)?.length === 4)
    expect(current()).toBe('核对号码，放行')
    shown.unmount()

    const last = createFakeTablet({ place: 'manager', by: STAFF.chen, found })
    last.pass(22)
    last.setStatus({ link: 'connected', heardAt: last.now(), gathers })
    shown = mountScreen(SpareServer, { tablet: last })
    await until(() => current() === '各台平板送回记录')
    last.setStatus({ gathers: { ...gathers, isOver: true } })
    await until(() => pageText().includes('09:00 断开，09:22 照常，共用 22:'))
    await press('知道了')
    await atRest()
    expect(pageText()).not.toContain('断开')
  })

  it('is not said to be gone when a network stumbled, and nothing is left when it is the same server again', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    tablet.setStatus({ link: 'server-lost', heardAt: HEARD })
    tablet.pass(1)
    shown = mountScreen(SpareServer, { tablet })
    await atRest()
    expect(pageText()).not.toContain('联系不上')
    tablet.pass(5)
    await until(() => pageText().includes('联系不上'), pageText)
    tablet.setStatus({ link: 'connected', heardAt: tablet.now() })
    await until(() => !pageText().includes('联系不上'))
    expect(localStorage.getItem('stayopen.server-gone')).toBeNull()
  })
})
