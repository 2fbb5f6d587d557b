import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { typedCode } from '#app/pairing/codes.ts'
import { plainCode } from '#domain/tablets/pairingLink.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { mountApp, pageText, typeInto } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'

let app: VueWrapper | undefined
afterEach(() => {
  app?.unmount()
})

async function open(address: string, tablet = createFakeTablet({ unpaired: true })) {
  const mounted = await mountApp(tablet, address)
  app = mounted.app
  await atRest()
  expect(pageText()).toContain('加入营业厅')
  return { ...mounted, tablet }
}
const join = async () => {
  document.querySelector('form')?.requestSubmit()
  await atRest()
}

describe('a pairing code', () => {
  it('is the same with or without case, dash and spaces', () => {
    expect(['a7k2-9qxd', ' A7K2 9QXD ', 'A7K29QXD'].map(plainCode)).toEqual(['A7K29QXD', 'A7K29QXD', 'A7K29QXD'])
    expect(typedCode('A7K29QXD')).toBe('A7K2-9QXD')
  })
})

describe('a tablet that belongs to no hall', () => {
  it('is led to pairing whatever is opened', async () => {
    const { path } = await open('/counter')
    expect(path()).toBe('/pair')
  })

  it('says when it was in a hall and its key is gone, what of it is safe, and what is still on it', async () => {
    const tablet = createFakeTablet({ unpaired: true })
    tablet.setStatus({ why: 'key-gone', unsent: { count: 3, oldest: null } })
    await open('/pair', tablet)
    expect(pageText()).toContain('一条没丢，没传过的最多 3 条还留在本机')
    expect(pageText()).toContain('作为一台新平板加入')
  })

  it('joins with the code that its camera read from a link', async () => {
    const { path, tablet } = await open('/pair#code=A7K29QXD')
    expect(pageText()).toContain('链接里带有配对码')
    await join()
    expect(tablet.identity?.place).toBe('reception')
    await atRest()
    expect(path()).toBe('/reception')
  })

  it('takes the code from a link that is opened where this page stands already, or is pasted as a whole', async () => {
    const { tablet } = await open('/pair')
    location.hash = '#code=B7K29QXD'
    window.dispatchEvent(new HashChangeEvent('hashchange'))
    await atRest()
    expect(pageText()).toContain('链接里带有配对码')
    expect(document.querySelector('input')?.value).toBe('B7K2-9QXD')
    await typeInto('配对码', 'https://10.7.0.1:7316/pair#code=A7K29QXD')
    await join()
    expect(tablet.identity?.place).toBe('reception')
  })

  it('joins with a typed code', async () => {
    const { path } = await open('/pair')
    await typeInto('配对码', 'a7k2 9qxd')
    await join()
    await atRest()
    expect(path()).toBe('/reception')
  })

  it('says that a code is wrong, or too short to be one, and stays', async () => {
    const { path } = await open('/pair')
    await typeInto('配对码', 'ZZZZ-ZZZZ')
    await join()
    expect(pageText()).toContain('配对码不对，请核对后再输。')
    await typeInto('配对码', 'A7K2')
    await join()
    expect(pageText()).toContain('配对码是 8 位字母和数字，请检查。')
    expect(path()).toBe('/pair')
  })

  it.each([
    ['heard', '正在等待经理放行'],
    ['manager-away', '出配对码的平板暂时没有回应'],
    ['server-away', '暂时连不上门店服务器'],
  ] as const)(
    'shows the number that stands on both tablets while it waits, and how the manager is heard: %s',
    async (waits, said) => {
      await open('/pair#code=A7K29QXD', createFakeTablet({ unpaired: true, waits }))
      await join()
      expect(pageText()).toContain('请经理在出配对码的平板上点“放行”')
      expect(pageText()).toContain('0417')
      expect(pageText()).toContain(said)
      findByRole('button', '不加入了').click()
      await atRest()
      expect(findByRole('button', '加入')).toBeTruthy()
    },
  )

  it('says what to do when the hall server does not answer', async () => {
    const tablet = createFakeTablet({ unpaired: true })
    tablet.setStatus({ link: 'offline' })
    await open('/pair#code=A7K29QXD', tablet)
    await join()
    expect(pageText()).toContain('连不上门店服务器')
    expect(findByRole('button', '加入')).toBeTruthy()
  })
})
