import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { useCarrySheet } from '#app/carrySheet.ts'
import { useManagerSheet } from '#app/managerSheet.ts'
import RefusalSentence from '#app/shell/RefusalSentence.vue'
import { useSignInSheet } from '#app/shell/useSignIn.ts'
import { type WayOn, waysOn } from '#app/shell/waysOn.ts'
import { refusals as zh } from '#app/words/zh/refusals.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

type Code = keyof typeof waysOn
const codes = Object.keys(waysOn) as Code[]
/** Figures and names that any sentence may want. */
const facts = {
  label: 'A001',
  minutes: 5,
  most: 3,
  name: '礼盒',
  names: '电话',
  next: '09:00',
  times: 3,
  left: 1,
  zh: '停',
}
const said = (code: Code) => zh[code](facts)

/** What stands on the button of each way. */
const LABELS: Readonly<Record<Exclude<WayOn, 'there' | 'nobody'>, string>> = {
  'sign-in': '登录',
  another: '换人登录',
  'manager/today': '经理登录',
  'manager/tablets': '经理登录',
  'manager/staff': '经理登录',
  'manager/hall': '经理登录',
  'manager/day': '经理登录',
  'manager/log': '经理登录',
  sync: '立即同步',
  reload: '重新打开',
  carry: '转交与接收',
}

let shown: VueWrapper | undefined
afterEach(() => shown?.unmount())

function show(why: Code, by: string | null = null) {
  const tablet = createFakeTablet({ by })
  shown = mountScreen(RefusalSentence, { tablet, props: { refusal: { ok: false, why, facts } } })
}
const buttons = () => [...document.querySelectorAll('button')].map((button) => button.textContent.trim())

describe('a refusal', () => {
  it.each(codes)('has a sentence and what to press, or nobody has anything to do: %s', (code) => {
    const way = waysOn[code]
    show(code)
    expect(document.body.textContent).toContain(said(code))
    expect(buttons()).toEqual(way === 'there' || way === 'nobody' ? [] : [LABELS[way]])
    // Nobody is asked for anything where nobody has to act; where what was asked stands there still, the sentence says what to do.
    const asks = /请|先|重新|换/.test(said(code))
    if (way === 'nobody') expect(asks, said(code)).toBe(false)
    if (way === 'there') expect(asks, said(code)).toBe(true)
    // A manager who is asked for can sign in there, and nobody else is sent for one.
    expect(/请经理|请先由经理|问经理|找经理/.test(said(code)), said(code)).toBe(way.startsWith('manager'))
  })

  it('is followed by what is pressed: another person, the manager’s page, the other tablets by hand', () => {
    show('own-case', STAFF.wang)
    findByRole('button', '换人登录').click()
    expect(useSignInSheet().asked).not.toBeNull()
    shown?.unmount()
    show('day-is-closed', STAFF.chen)
    findByRole('button', '经理页面').click()
    expect(useManagerSheet()).toMatchObject({ open: true, page: 'day' })
    shown?.unmount()
    show('tablet-is-revoked')
    findByRole('button', '转交与接收').click()
    expect(useCarrySheet().open).toBe(true)
  })
})
