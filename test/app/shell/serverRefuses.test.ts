import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import StatusCorner from '#app/shell/StatusCorner.vue'
import { refuses as en } from '#app/words/en/refuses.ts'
import { refuses as zh } from '#app/words/zh/refuses.ts'
import { type ProblemCode, problems } from '#server/problems.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

/**
 * Who does something about each refusal of the hall server. `corner`: the status in the corner says so and what to do.
 * `lines`: the lines stay on the tablet, are named to the manager, and the tablet goes on in another journal. `asked`: where
 * somebody asked for it, on the page on which they did. `tablet`: the tablet does it by itself, and nobody has to.
 */
const TOLD: Readonly<Record<ProblemCode, 'corner' | 'lines' | 'asked' | 'tablet'>> = {
  'token-missing': 'tablet',
  'token-unknown': 'corner',
  revoked: 'tablet',
  'not-allowed-here': 'tablet',
  'not-your-journal': 'lines',
  'code-wrong': 'asked',
  'pairing-locked': 'asked',
  'bad-key': 'asked',
  'paper-out': 'asked',
  'cover-open': 'asked',
  'printer-stopped': 'asked',
  'printer-silent': 'asked',
  'printer-busy': 'asked',
  'printer-unknown': 'asked',
  'offer-unknown': 'asked',
  'offer-ended': 'asked',
  'offer-spent': 'asked',
  'too-many-offers': 'asked',
  'challenge-failed': 'tablet',
  'wrong-origin': 'corner',
  'not-admitted': 'tablet',
  'not-founded': 'asked',
  'wrong-sheet': 'asked',
  'key-already-paired': 'tablet',
  'bad-request': 'tablet',
  'not-json': 'lines',
  'body-not-json': 'tablet',
  'wrong-media-type': 'tablet',
  'wrong-encoding': 'tablet',
  'bad-gzip': 'tablet',
  'body-cut-off': 'tablet',
  'too-large': 'tablet',
  'too-many-lines': 'tablet',
  'too-many-requests': 'corner',
  'too-many-journals': 'tablet',
  'no-such-address': 'tablet',
  'wrong-method': 'tablet',
  'no-lines': 'tablet',
  'not-utf8': 'lines',
  'line-too-long': 'lines',
  'bad-envelope': 'lines',
  'bad-sum': 'lines',
  'bad-journal-header': 'lines',
  'bad-from-header': 'lines',
  'bad-signature': 'lines',
  'foreign-hall': 'lines',
  'foreign-journal': 'lines',
  'not-contiguous': 'lines',
  'broken-chain': 'lines',
  'bad-opening': 'lines',
  gap: 'tablet',
  fork: 'tablet',
  'bad-paper-name': 'tablet',
  'paper-unknown': 'asked',
  shredded: 'tablet',
  gathering: 'tablet',
  'bad-salvage': 'tablet',
  'request-reused': 'tablet',
  'numbers-used-up': 'tablet',
  'range-not-satisfiable': 'tablet',
  'too-many-papers': 'tablet',
  'too-much-today': 'tablet',
  'disk-full': 'corner',
  'clock-ahead': 'tablet',
  'clock-behind': 'corner',
  'clock-doubted': 'corner',
  'clock-leapt': 'corner',
  'store-unavailable': 'corner',
  stopping: 'corner',
  'internal-error': 'corner',
}

let corner: VueWrapper | undefined
afterEach(() => corner?.unmount())

describe('a hall server that answers and takes nothing', () => {
  it('is never called lost: the corner says what is so and who does what, in both languages', async () => {
    const told = Object.entries(TOLD).flatMap(([code, where]) => (where === 'corner' ? [code] : []))
    expect(Object.keys(TOLD).sort()).toEqual(Object.keys(problems).sort())
    for (const book of [zh, en])
      expect(Object.keys(book.codes).sort()).toEqual([...told, 'not-our-server', 'other-hall', 'times-apart'].sort())
    const tablet = createFakeTablet()
    corner = mountScreen(StatusCorner, { tablet })
    for (const [code, { label }] of Object.entries(zh.codes)) {
      tablet.setStatus({ link: 'server-lost', why: code })
      await atRest()
      expect(findByRole('button', label), code).toBeTruthy()
    }
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
