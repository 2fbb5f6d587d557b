import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { useCarrySheet } from '#app/carrySheet.ts'
import RefusedLine from '#app/manager/RefusedLine.vue'
import { useManagerSheet } from '#app/managerSheet.ts'
import StatusCorner from '#app/shell/StatusCorner.vue'
import { pageFor, serverWaysOn } from '#app/shell/waysOn.ts'
import { refuses as en } from '#app/words/en/refuses.ts'
import { refuses as zh } from '#app/words/zh/refuses.ts'
import type { RefusedLine as RefusedLineCode } from '#log/notTaken.ts'
import { problems } from '#server/problems.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

let corner: VueWrapper | undefined
afterEach(() => corner?.unmount())

describe('a hall server that answers and takes nothing', () => {
  it('is never called lost: the corner says what is so and who does what, in both languages', async () => {
    expect(Object.keys(serverWaysOn).sort()).toEqual(Object.keys(problems).sort())
    const told = Object.keys(serverWaysOn).filter(
      (code) => serverWaysOn[code]?.startsWith('card') && code !== 'revoked',
    )
    for (const book of [zh, en])
      expect(Object.keys(book.codes).sort()).toEqual([...told, 'not-our-server', 'other-hall', 'times-apart'].sort())
    // A line that stays here is named with its reason; what the tablet does by itself is told nobody.
    const lines = Object.keys(serverWaysOn).filter((code) => serverWaysOn[code] === 'lines')
    for (const code of lines) expect(Object.keys(zh.refusedBecause), code).toContain(code)
    const tablet = createFakeTablet()
    corner = mountScreen(StatusCorner, { tablet })
    for (const [code, { label }] of Object.entries(zh.codes)) {
      tablet.setStatus({ link: 'server-lost', why: code })
      await atRest()
      findByRole('button', label).click()
      await atRest()
      // Whatever it is, it can be tried at once and what is only here be handed on; and a manager is asked for where they act.
      for (const press of ['立即同步', '转交与接收']) expect(findByRole('button', press), code).toBeTruthy()
      if (/请经理(?!告诉)/.test(zh.codes[code]?.sentence ?? '') && code !== 'other-hall')
        expect(findByRole('button', '经理登录'), code).toBeTruthy()
      findByRole('button', label).click()
      await atRest()
    }
  })

  it.each(Object.keys(zh.codes))('has on the card of %s buttons that do what stands on them', async (code) => {
    const pressed: string[] = []
    const manager = createFakeTablet({ by: STAFF.chen })
    const tablet: typeof manager = Object.create(manager, {
      syncNow: { value: () => pressed.push('sync') },
      confirmServerTime: { value: async () => pressed.push('time') > 0 },
    })
    const [server, other] = [Date.parse('2036-11-23T01:05:00Z'), Date.parse('2026-11-23T01:05:00Z')]
    const apart = code.startsWith('clock-') || code === 'times-apart' ? { server, other } : null
    tablet.setStatus({ link: 'server-lost', why: code, apart })
    corner = mountScreen(StatusCorner, { tablet })
    const open = async () => {
      findByRole('button', zh.codes[code]?.label ?? '').click()
      await atRest()
    }
    await atRest()
    await open()
    findByRole('button', '立即同步').click()
    expect(pressed).toEqual(['sync'])
    if (code.startsWith('clock-')) {
      findByRole('button', '时间是对的').click()
      expect(pressed).toEqual(['sync', 'time'])
    }
    const page = pageFor(code)?.slice('manager/'.length)
    if (page !== undefined && !code.startsWith('clock-')) {
      useManagerSheet().open = false
      findByRole('button', '经理页面').click()
      expect(useManagerSheet()).toMatchObject({ open: true, page })
    }
    await atRest()
    if (![...document.querySelectorAll('button')].some(({ textContent }) => textContent?.trim() === '转交与接收'))
      await open()
    useCarrySheet().open = false
    findByRole('button', '转交与接收').click()
    expect(useCarrySheet().open).toBe(true)
  })

  it.each(Object.keys(serverWaysOn).filter((code) => serverWaysOn[code] === 'lines'))(
    'names a line that it keeps out for %s, with the tablet that has it and why',
    (code) => {
      const line = { journal: 'j_00000000000000bb', from: 7, to: 7, refused: code }
      corner = mountScreen(RefusedLine, { tablet: createFakeTablet(), props: { line } })
      expect(document.body.textContent).toContain(zh.refusedBecause[code as RefusedLineCode])
      expect(document.body.textContent).toContain('7')
    },
  )

  it('leads a manager who is signed in to the page on which they do something about it', async () => {
    const tablet = createFakeTablet({ by: STAFF.chen })
    tablet.setStatus({ why: 'too-many-journals', unsent: { count: 3, oldest: tablet.now() } })
    corner = mountScreen(StatusCorner, { tablet })
    await atRest()
    findByRole('button', '新开的日志太多').click()
    await atRest()
    findByRole('button', '经理页面').click()
    expect(useManagerSheet()).toMatchObject({ open: true, page: 'tablets' })
  })

  it('says both times of a clock that has leapt, and asks the manager alone whether the new one is right', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const [server, other] = [Date.parse('2036-11-23T01:05:00Z'), Date.parse('2026-11-23T01:05:00Z')]
    tablet.setStatus({ link: 'server-lost', why: 'clock-leapt', apart: { server, other } })
    corner = mountScreen(StatusCorner, { tablet })
    await atRest()
    findByRole('button', '服务器的时间跳了').click()
    await atRest()
    const card = document.body.textContent
    expect(card).toContain('2036-11-23 09:05')
    expect(card).toContain('应是 09:05')
    expect(findByRole('button', '时间是对的')).toBeTruthy()
  })

  it.each([
    ['服务器的时间不对', 'clock-behind', '早于它已存的最后一条记录（09:05）'],
    ['服务器的时间对不上', 'clock-doubted', '两台平板都说是 09:05'],
  ])('says both times of a clock that was wrong when the server started: %s', async (label, why, said) => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const [server, other] = [Date.parse('2016-11-23T01:05:00Z'), Date.parse('2026-11-23T01:05:00Z')]
    tablet.setStatus({ link: 'server-lost', why, apart: { server, other } })
    corner = mountScreen(StatusCorner, { tablet })
    await atRest()
    findByRole('button', label).click()
    await atRest()
    expect(document.body.textContent).toContain('2016-11-23 09:05')
    expect(document.body.textContent).toContain(said)
    expect(findByRole('button', '时间是对的')).toBeTruthy()
  })

  it('says both times where it tells another one than has run on this tablet', async () => {
    const tablet = createFakeTablet()
    const [server, other] = [Date.parse('2036-11-23T01:05:00Z'), Date.parse('2026-11-23T01:05:00Z')]
    tablet.setStatus({ apart: { server, other } })
    corner = mountScreen(StatusCorner, { tablet })
    await atRest()
    findByRole('button', '时间对不上').click()
    await atRest()
    expect(document.body.textContent).toContain('门店服务器说现在是 2036-11-23 09:05，本机按走过的时间是 09:05')
  })

  it('goes on by the server’s time where whoever stands at the tablet says that it is right', async () => {
    const tablet = createFakeTablet()
    const [server, other] = [Date.parse('2036-11-23T01:05:00Z'), Date.parse('2026-11-23T01:05:00Z')]
    tablet.setStatus({ apart: { server, other } })
    corner = mountScreen(StatusCorner, { tablet })
    await atRest()
    const before = tablet.now()
    findByRole('button', '时间对不上').click()
    await atRest()
    findByRole('button', '现在是 2036-11-23 09:05').click()
    expect(tablet.now() - before).toBe(server - other)
  })

  it('gives the code of what is not known here to whoever can do something with it', async () => {
    const tablet = createFakeTablet()
    tablet.setStatus({ link: 'server-lost', why: 'some-later-code' })
    corner = mountScreen(StatusCorner, { tablet })
    await atRest()
    expect(findByRole('button', '服务器暂不接收')).toBeTruthy()
    expect(zh.otherwise({ code: 'some-later-code' }).sentence).toContain('some-later-code')
  })

  it('is not said to be taking what it does not take, where its disk is full', async () => {
    const tablet = createFakeTablet()
    const unsent = { count: 2, oldest: tablet.now() }
    tablet.setStatus({ unsent })
    corner = mountScreen(StatusCorner, { tablet })
    expect(findByRole('button', '已连接 · 正在上传 2 条')).toBeTruthy()
    tablet.setStatus({ unsent, troubles: [{ kind: 'disk', room: 'reserve' }] })
    await atRest()
    expect(findByRole('button', '服务器磁盘满了')).toBeTruthy()
  })
})
