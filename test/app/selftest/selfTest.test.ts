import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import SelfTest from '#app/selftest/SelfTest.vue'
import type { SelfFinding } from '#device/browser/selfTest.ts'
import { atRest } from '#support/atRest.ts'
import { pageText } from '#support/mountApp.ts'
import { findByRole, mountPart } from '#support/mountPart.ts'

let page: VueWrapper | undefined
afterEach(() => page?.unmount())

async function open(findings: (SelfFinding | null)[], camera = true) {
  page = mountPart(SelfTest, {
    props: { test: async () => findings.shift() ?? null, tryCamera: async () => camera },
  })
  await atRest()
}
const hasButton = (name: string) =>
  [...document.querySelectorAll('button')].some((one) => one.textContent?.trim() === name)

describe('the page that checks a tablet', () => {
  it('says what is wrong in one sentence, and leads on once it is mended', async () => {
    await open([{ kind: 'clock', minutes: 12, is: 'slow' }, null])
    expect(pageText()).toContain('平板的时钟比门店服务器慢 12 分钟。')
    expect(hasButton('开始使用')).toBe(false)
    findByRole('button', '再试一次').click()
    await atRest()
    expect(pageText()).toContain('一切正常，可以使用了。')
    expect(hasButton('开始使用')).toBe(true)
  })

  it('says of a certificate, an old browser and a full disk what to do', async () => {
    for (const [kind, sentence] of [
      ['certificate', '还没有信任门店服务器的证书'],
      ['too-old', '浏览器太旧'],
      ['storage-full', '存储空间已满'],
    ] as const) {
      await open([{ kind }])
      expect(pageText()).toContain(sentence)
      expect(hasButton('开始使用')).toBe(false)
      page?.unmount()
    }
  })

  it('lets a tablet start that has no camera or may be cleared', async () => {
    for (const kind of ['no-camera', 'may-be-cleared'] as const) {
      await open([{ kind }])
      expect(pageText()).toContain('可以使用了')
      expect(hasButton('开始使用')).toBe(true)
      expect(hasButton('试一下摄像头')).toBe(kind !== 'no-camera')
      page?.unmount()
    }
  })

  it('opens the camera when somebody taps', async () => {
    await open([null], false)
    findByRole('button', '试一下摄像头').click()
    await atRest()
    expect(pageText()).toContain('摄像头没有打开。')
  })
})
