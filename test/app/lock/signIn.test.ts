import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { useCarrySheet } from '#app/carrySheet.ts'
import ChangePinSheet from '#app/lock/ChangePinSheet.vue'
import ColleaguePin from '#app/lock/ColleaguePin.vue'
import { faultOfPin } from '#app/lock/faultOfPin.ts'
import SignInPanel from '#app/lock/SignInPanel.vue'
import { NoMemory } from '#device/who/pinStretch.ts'
import type { Place } from '#domain/kind.ts'
import { boxKey } from '#domain/staff/commands.ts'
import { atRest } from '#support/atRest.ts'
import { zh } from '#support/books.ts'
import { enduring } from '#support/endure.ts'
import { createFakeTablet, KEY_SHEET, PIN, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press, typeInto, typePin } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

describe('signing in', () => {
  it('takes a name and six digits, and no enter key', async () => {
    const tablet = createFakeTablet()
    shown = mountScreen(SignInPanel, { tablet })
    await press('小王 工号 0012')
    await typePin(PIN)
    expect(tablet.session?.staff).toBe(STAFF.wang)
    expect(shown.emitted('signedIn')).toHaveLength(1)
  })

  it('says that a PIN is wrong and takes the next try', async () => {
    const tablet = createFakeTablet()
    shown = mountScreen(SignInPanel, { tablet })
    await press('小王 工号 0012')
    await typePin('111222')
    expect(pageText()).toContain('密码不对，请再试。')
    await typePin(PIN)
    expect(tablet.session?.callName).toBe('小王')
  })

  it('says that a PIN could not be checked, instead of saying nothing', async () => {
    const tablet = createFakeTablet()
    const unable = { ...tablet, signIn: async () => Promise.reject(new Error('its file did not come')) }
    shown = mountScreen(SignInPanel, { tablet: unable })
    await press('小王 工号 0012')
    await typePin(PIN)
    expect(pageText()).toContain('现在核对不了密码')
  })

  it('says so when this tablet has not got the memory that a PIN takes', async () => {
    const tablet = createFakeTablet()
    const unable = { ...tablet, signIn: async () => Promise.reject(new NoMemory('did not grow')) }
    shown = mountScreen(SignInPanel, { tablet: unable })
    await press('小王 工号 0012')
    await typePin(PIN)
    expect(pageText()).toContain('这台平板内存不够，核对密码要 64 MB。')
  })

  it('says so on a tablet that never got what opens boxes besides PINs', async () => {
    const tablet = createFakeTablet()
    const answer = { ok: false, why: 'no-desk-secret', waitSeconds: 0 } as const
    shown = mountScreen(SignInPanel, { tablet: { ...tablet, signIn: async () => answer } })
    await press('小王 工号 0012')
    await typePin(PIN)
    expect(pageText()).toContain('请经理重新添加这台平板。')
  })

  it('takes the key sheet on a tablet that lacks what PINs are checked with since a theft, and then the PIN', async () => {
    const tablet = createFakeTablet()
    let lacks = true
    let isFull = false
    const lacking = {
      ...tablet,
      signIn: async (staff: string, pin: string) =>
        lacks ? ({ ok: false, why: 'newer-desk-secret', waitSeconds: 0 } as const) : tablet.signIn(staff, pin),
      async takeKeySheet(typed: string) {
        if (isFull) throw new DOMException('no room', 'QuotaExceededError')
        lacks = !(await tablet.takeKeySheet(typed))
        return !lacks
      },
    }
    shown = mountScreen(SignInPanel, { tablet: lacking })
    await press('小王 工号 0012')
    expect(pageText()).not.toContain('输入密钥单')
    await typePin(PIN)
    expect(pageText()).toContain('请经理打印密钥单，在这里输入。')
    expect(pageText(), 'no pad where no PIN can be checked').not.toContain('请输入密码')
    await press('输入密钥单')
    await typeInto('密钥单上的密钥', 'A7K2-9QXE')
    await press('确定')
    expect(pageText()).toContain('这不是本厅现在的密钥')
    isFull = true
    await press('确定')
    expect(pageText()).toContain('没能存在这台平板上。请检查存储空间，再试一次。')
    isFull = false
    await typeInto('密钥单上的密钥', KEY_SHEET)
    await press('确定')
    expect(pageText()).toContain('小王，请输入密码')
    await typePin(PIN)
    expect(tablet.session?.staff).toBe(STAFF.wang)
  })

  it('counts down after several wrong PINs and takes no digit meanwhile', async () => {
    const tablet = createFakeTablet()
    shown = mountScreen(SignInPanel, { tablet })
    await press('小王 工号 0012')
    for (const pin of ['111222', '111223', '111224']) await typePin(pin)
    expect(pageText()).toContain('密码多次不对，请等 5 秒。')
    await typePin(PIN)
    expect(tablet.session).toBeNull()
  })

  it('takes the next try at once after the first wrong PIN, and counts no second more than there is, whenever the page last looked at the clock (Q75)', async () => {
    const tablet = createFakeTablet()
    shown = mountScreen(SignInPanel, { tablet })
    tablet.pass(0.015)
    await press('小王 工号 0012')
    await typePin('111222')
    expect(pageText()).toContain('密码不对，请再试。')
    for (const pin of ['111223', '111224']) await typePin(pin)
    expect(pageText()).toContain('密码多次不对，请等 5 秒。')
  })

  it('offers only those who hold the role that is asked for', () => {
    shown = mountScreen(SignInPanel, { tablet: createFakeTablet(), props: { roles: ['manager'] } })
    expect(pageText()).toContain('老陈')
    expect(pageText()).not.toContain('小王')
  })
})

describe('a second person', () => {
  it('shows with their PIN that they are here, and lends their key', async () => {
    const tablet = createFakeTablet({ by: STAFF.wang })
    shown = mountScreen(ColleaguePin, { tablet, props: { may: 'take-case', check: tablet.prove } })
    expect(pageText()).not.toContain('小王')
    await press('小李 工号 0013')
    await typePin('111222')
    expect(pageText()).toContain('密码不对，请再试。')
    await typePin(PIN)
    expect(shown.emitted('here')).toMatchObject([
      [{ staff: STAFF.li, publicKey: expect.stringMatching(/^[\w-]{87}$/) }],
    ])
    expect(tablet.session?.staff).toBe(STAFF.wang)
  })

  it('is shown no pad where none of their PINs can be checked, and why', async () => {
    const check = async () => ({ ok: false, why: 'no-pin-set', waitSeconds: 0 }) as const
    shown = mountScreen(ColleaguePin, {
      tablet: createFakeTablet({ by: STAFF.wang }),
      props: { may: 'take-case', check },
    })
    await press('小李 工号 0013')
    await typePin(PIN)
    expect(pageText()).toContain('还没有设密码，请经理在名单里设置。')
    expect(pageText()).not.toContain('请输入密码')
    await press('换一个人')
    expect(pageText()).toContain('小李')
  })
})

describe('changing one’s PIN', () => {
  async function typeTwice(pin: string): Promise<void> {
    for (let round = 0; round < 2; round++) {
      await typePin(pin)
      await press('下一步')
    }
  }

  it('takes the PIN until now first, then the new one twice, and keeps the key', async () => {
    const tablet = createFakeTablet({ by: STAFF.wang })
    shown = mountScreen(ChangePinSheet, { tablet, props: { open: true } })
    await atRest()
    expect(pageText()).toContain('现在的密码')
    await typePin('111222')
    await typeTwice('351792')
    expect(pageText()).toContain('密码不对，请再试。')
    expect(tablet.log.hall.staff.get(STAFF.wang)?.box).toBeNull()
    await typePin(PIN)
    await typeTwice('351792')
    expect(tablet.log.hall.staff.get(STAFF.wang)).toMatchObject({ given: null, box: { sealed: btoa('351792') } })
    expect(shown.emitted('changed')).toHaveLength(1)
  })
})

describe('a PIN that a manager chose', () => {
  async function givenPin(place: Place) {
    const tablet = createFakeTablet({ place })
    const chosen = { staff: STAFF.wang, ...(await tablet.makeKey(STAFF.wang, '351792')) }
    tablet.colleague('manager', STAFF.chen).perform(boxKey, chosen)
    shown = (await mountApp(tablet)).app
    await atRest()
    return tablet
  }
  const chooses = () => pageText().includes('请换成您自己的密码')

  it('opens the page that changes it, says who chose it, and lets to the work once it is one’s own', async () => {
    const tablet = await givenPin('counter')
    await press('小王 工号 0012')
    await typePin('351792')
    expect(pageText()).toContain('您的密码是老陈（09:00）设的，老陈也知道。')
    expect(document.querySelector('.place')?.hasAttribute('inert')).toBe(true)
    for (let round = 0; round < 2; round++) {
      await typePin('907345')
      await press('下一步')
    }
    expect(tablet.log.hall.staff.get(STAFF.wang)).toMatchObject({ given: null, box: { sealed: btoa('907345') } })
    expect(chooses()).toBe(false)
    expect(document.querySelector('.place')?.hasAttribute('inert')).toBe(false)
  })

  it('can be left for an emergency, and by locking, and stands there again afterwards', async () => {
    const tablet = await givenPin('counter')
    await press('小王 工号 0012')
    await typePin('351792')
    await press('紧急情况 · 无需登录')
    expect(document.querySelector('.emergencyFrame')).not.toBeNull()
    await press('收起')
    expect(chooses()).toBe(true)
    await press('先锁屏')
    expect(tablet.session).toBeNull()
    expect(pageText()).toContain('您是谁？')
    await press('小王 工号 0012')
    await typePin('351792')
    expect(chooses()).toBe(true)
  })

  it('is changed before whatever is carried over everything, which stands there again as it was afterwards', async () => {
    const tablet = await givenPin('reception')
    useCarrySheet().open = true
    const carried = () => document.querySelector<HTMLElement>('.fullSheet[data-layer="top"]')
    await until(() => carried() !== null)
    const before = carried()
    await tablet.signIn(STAFF.wang, '351792')
    await atRest()
    expect(chooses()).toBe(true)
    expect(carried()?.style.display).toBe('none')
    for (let round = 0; round < 2; round++) {
      await typePin('907345')
      await press('下一步')
    }
    expect(chooses()).toBe(false)
    expect([carried() === before, carried()?.style.display]).toEqual([true, ''])
  })

  it('keeps what somebody was asked to sign in for waiting until it is changed', async () => {
    const tablet = await givenPin('reception')
    await press('登录')
    await press('小王 工号 0012')
    await typePin('351792')
    expect(chooses()).toBe(true)
    expect(document.querySelector('.sheet')).toBeNull()
    await press('先锁屏')
    expect(tablet.session).toBeNull()
    expect(document.querySelector('.sheet')).toBeNull()
    expect(pageText()).not.toContain('您是谁？')
  })
})

describe('a new PIN', () => {
  const now = Date.parse('2026-11-28T01:00:00Z')
  it.each([
    ['1234', 'pinLength'],
    ['111111', 'pinRepeats'],
    ['121212', 'pinRepeats'],
    ['111222', 'pinRepeats'],
    ['520520', 'pinRepeats'],
    ['112233', 'pinRepeats'],
    ['123321', 'pinRepeats'],
    ['198888', 'pinRepeats'],
    ['123456', 'pinCounts'],
    ['654321', 'pinCounts'],
    ['890123', 'pinCounts'],
    ['024680', 'pinCounts'],
    ['135790', 'pinCounts'],
    ['369258', 'pinCounts'],
    ['135791', 'pinCounts'],
    ['135792', 'pinCounts'],
    ['102030', 'pinCounts'],
    ['123789', 'pinCounts'],
    ['123457', 'pinCounts'],
    ['246810', 'pinCounts'],
    ['108642', 'pinCounts'],
    ['789101', 'pinCounts'],
    ['111098', 'pinCounts'],
    ['101112', 'pinCounts'],
    ['369121', 'pinCounts'],
    ['172737', 'pinCounts'],
    ['135246', 'pinCounts'],
    ['246135', 'pinCounts'],
    ['135642', 'pinCounts'],
    ['142536', 'pinCounts'],
    ['162534', 'pinCounts'],
    ['192837', 'pinCounts'],
    ['888123', 'pinCounts'],
    ['203040', 'pinCounts'],
    ['147258', 'pinOnPad'],
    ['852741', 'pinOnPad'],
    ['258025', 'pinOnPad'],
    ['159357', 'pinOnPad'],
    ['123698', 'pinOnPad'],
    ['147896', 'pinOnPad'],
    ['025580', 'pinOnPad'],
    ['139713', 'pinOnPad'],
    ['862486', 'pinOnPad'],
    ['888168', 'pinWellKnown'],
    ['520131', 'pinWellKnown'],
    ['131025', 'pinWellKnown'],
    ['112358', 'pinWellKnown'],
    ['900312', 'pinIsDate'],
    ['610312', 'pinIsDate'],
    ['150612', 'pinIsDate'],
    ['370101', 'pinIsDate'],
    ['360101', null],
    ['680229', 'pinIsDate'],
    ['090101', 'pinIsDate'],
    ['199003', 'pinIsDate'],
    ['194811', 'pinIsDate'],
    ['690229', null],
    ['583920', null],
    ['284617', null],
    ['907345', null],
  ])('%s: %s', (pin, fault) => {
    expect(faultOfPin(pin, now)).toBe(fault)
  })

  it('is still one of very many: of those drawn by chance, one in twenty at most is not taken', () => {
    // Every one in `npm run endure`; otherwise every 97th, which is every ending as often.
    const step = enduring ? 1 : 97
    const pins = Array.from({ length: Math.ceil(1_000_000 / step) }, (_, i) => String(i * step).padStart(6, '0'))
    expect(pins.filter((pin) => faultOfPin(pin, now) === null).length / pins.length).toBeGreaterThan(0.95)
  })
})

describe('a locked tablet', () => {
  it('opens no sheet below itself, which would take the keys and the focus: it opens for whoever unlocks', async () => {
    const tablet = createFakeTablet({ place: 'manager' })
    shown = (await mountApp(tablet, '/manager?tab=tablets&add=1')).app
    await atRest()
    expect(document.querySelector('[role="dialog"]')).toBeNull()
    expect(document.querySelector('.coverFrame')?.closest('[aria-hidden="true"]')).toBeNull()
    await tablet.signIn(STAFF.chen, PIN)
    await until(() => document.querySelector('[role="dialog"]')?.textContent?.includes('添加平板') === true)
  })

  it('covers the sheet that lay open, and shows it as it was to whoever unlocks', async () => {
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
    shown = (await mountApp(tablet)).app
    await atRest()
    await press('小王 的账户')
    await atRest()
    await press('修改我的密码')
    await atRest()
    await typePin(PIN)
    const sheet = document.querySelector('.sheet')
    expect(sheet?.textContent).toContain('新密码')
    tablet.signOut()
    await atRest()
    expect(document.querySelector('.sheet')?.hasAttribute('inert') ?? true).toBe(true)
    expect(pageText()).toContain('您是谁？')
    await press('小王 工号 0012')
    await typePin(PIN)
    expect(document.querySelectorAll('body > [inert]')).toHaveLength(0)
  })

  it('at a counter shows clock, hall and who may sign in, and nothing can be reached behind it', async () => {
    shown = (await mountApp(createFakeTablet({ place: 'counter' }))).app
    await atRest()
    expect(pageText()).toContain('您是谁？')
    expect(pageText()).toContain('窗口 · 城东厅')
    expect(document.querySelector('.place')?.hasAttribute('inert')).toBe(true)
  })

  it('opens the place behind it when somebody signs in', async () => {
    const tablet = createFakeTablet({ place: 'counter' })
    shown = (await mountApp(tablet)).app
    await atRest()
    expect(pageText()).toContain('您是谁？')
    await press('小王 工号 0012')
    await typePin(PIN)
    expect(pageText()).not.toContain('登录后继续')
    expect(document.querySelector('.place')?.hasAttribute('inert')).toBe(false)
  })

  it('at reception still takes tickets: nobody is asked to sign in', async () => {
    shown = (await mountApp(createFakeTablet({ place: 'reception' }))).app
    await atRest()
    expect(pageText()).toContain('缴费充值')
    expect(pageText()).not.toContain('登录后继续')
  })
})

describe('a tablet that a manager has revoked', () => {
  it.each(['counter', 'reception'] as const)(
    'says at the %s that nothing done here counts, and signs nobody in',
    async (place) => {
      const tablet = createFakeTablet({ place, by: STAFF.wang })
      const { app } = await mountApp(tablet)
      shown = app
      expect(document.querySelector('.place')?.hasAttribute('inert')).toBe(false)
      tablet.setStatus({ link: 'revoked' })
      await until(() => pageText().includes('在这里做的都不算数'))
      expect(document.querySelector('.place')?.hasAttribute('inert')).toBe(true)
      await tablet.signOut()
      await atRest()
      expect(pageText()).not.toContain('工号')
      expect(pageText()).toContain(zh.common.emergencyBar)
    },
  )
})
