import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import FindCase from '#app/intake/FindCase.vue'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

describe('looking for a customer by the end of the number', () => {
  it.each([
    ['nobody is signed in', null, 'unlocked', '按手机号查找要先登录。'],
    ['the vault is shut to whoever is', STAFF.wang, 'locked', '客户资料在这台平板上锁着'],
    ['the tablet has no key of the hall', STAFF.wang, 'no-key', '这台平板还没有本厅密钥'],
  ] as const)(
    'says why it cannot be told when %s, instead of saying that there is none (Q55)',
    async (_, by, vault, said) => {
      const tablet = createFakeTablet({ place: 'reception', by })
      tablet.setStatus({ vault })
      shown = mountScreen(FindCase, { tablet })
      await typeInto('手机号后四位 / 回执编号', '8000')
      expect(pageText()).toContain(said)
      expect(pageText()).not.toContain('没有这样的业务')
    },
  )
})
