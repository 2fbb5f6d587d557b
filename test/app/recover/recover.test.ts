import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { writeRecoverySheet } from '#device/sealed/recoverySheet.ts'
import { makePersonKey } from '#device/who/personKey.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, SHEET_SECRET } from '#support/fakeTablet.ts'
import { mountApp, pageText, press, typeInto } from '#support/mountApp.ts'

let app: VueWrapper | undefined
afterEach(() => {
  app?.unmount()
})

async function sheetOf(hall: string, secret = SHEET_SECRET): Promise<readonly string[]> {
  const { privateKey } = await makePersonKey()
  return writeRecoverySheet({ hall, rootKey: privateKey, deskSecret: new Uint8Array(32).fill(secret) })
}

async function open(tablet: ReturnType<typeof createFakeTablet>, button: string) {
  app = (await mountApp(tablet, '/')).app
  await atRest()
  await press(button)
  await atRest()
  return tablet
}
const openLocked = () => open(createFakeTablet({ place: 'counter', by: null }), '经理都登录不了？用恢复单')

async function typePin(pin: string): Promise<void> {
  for (const digit of pin) await press(digit)
  await press('下一步')
}

async function typeSheet(lines: readonly string[]): Promise<void> {
  for (const [place, line] of lines.entries()) await typeInto(`第 ${place + 1} 行`, line)
}

/** The form of this sheet, and not of what lies under it. */
async function goOn(): Promise<void> {
  document.querySelector<HTMLFormElement>('.fullSheet form')?.requestSubmit()
  await atRest()
  await atRest()
}

describe('the recovery sheet at a locked tablet', () => {
  it('names a manager of the list with a new PIN, who is signed in then', async () => {
    const tablet = await openLocked()
    await typeSheet(await sheetOf(tablet.log.hall.id))
    await goOn()
    expect(pageText()).toContain('第 2 步：谁来当经理')
    const manager = [...tablet.log.hall.staff.values()].find(({ roles }) => roles.includes('manager'))
    document.querySelector<HTMLInputElement>(`.fullSheet input[value="${manager?.id}"]`)?.click()
    await goOn()
    await typePin('351792')
    await typePin('351792')
    await atRest()
    expect(pageText()).toContain(`${manager?.callName} 现在是经理`)
    expect(tablet.session).toMatchObject({ staff: manager?.id })
    expect(pageText()).toContain('恢复单里没有厅密钥')
  })

  it('says at once in which line a letter is wrong', async () => {
    const tablet = await openLocked()
    const [first = '', second = ''] = await sheetOf(tablet.log.hall.id)
    await typeInto('第 1 行', first)
    expect(pageText()).not.toContain('有错')
    await typeInto('第 2 行', `${second.slice(0, -1)}${second.endsWith('A') ? 'B' : 'A'}`)
    await atRest()
    expect(pageText()).toContain('第 2 行有错，请逐组核对。')
    expect(pageText()).not.toContain('第 1 行有错')
  })

  it('says of a sheet of another hall that it is that, and not that its lines are mistyped', async () => {
    await openLocked()
    const lines = await sheetOf('h_another')
    await typeSheet(lines)
    await atRest()
    expect(pageText()).toContain('第 1 行没有输错，但不是这个营业厅的恢复单。')
    await goOn()
    expect(pageText()).toContain('这不是这个营业厅的恢复单。')
    expect(pageText()).not.toContain('请逐组核对')
  })

  it('shows what is typed in groups, as it stands on the sheet', async () => {
    const tablet = await openLocked()
    const [line = ''] = await sheetOf(tablet.log.hall.id)
    await typeInto('第 1 行', line.toLowerCase().replaceAll('-', ''))
    await atRest()
    expect([...document.querySelectorAll<HTMLInputElement>('.fullSheet input')].map(({ value }) => value)).toContain(
      line,
    )
  })

  it('takes the whole sheet in one field, as a camera reads it', async () => {
    const tablet = await openLocked()
    await typeInto('第 1 行', (await sheetOf(tablet.log.hall.id)).join(' '))
    await atRest()
    await goOn()
    expect(pageText()).toContain('第 2 步：谁来当经理')
  })

  it('refuses the sheet of another hall, and one that is not whole', async () => {
    const tablet = await openLocked()
    await goOn()
    expect(pageText()).toContain('第 4 行有错')
    await typeSheet(await sheetOf(tablet.log.hall.id, SHEET_SECRET + 1))
    await goOn()
    expect(pageText()).toContain('这不是这个营业厅的恢复单。')
  })

  it('asks for call name and number of somebody new', async () => {
    const tablet = await openLocked()
    await typeSheet(await sheetOf(tablet.log.hall.id))
    await goOn()
    await goOn()
    expect(pageText()).toContain('请先选一个人。')
    document.querySelector<HTMLInputElement>('.fullSheet input[value="new"]')?.click()
    await atRest()
    await goOn()
    expect(pageText()).toContain('请填一个称呼')
    await typeInto('工号', '0099')
    await typeInto('称呼', '新来的')
    await goOn()
    expect(pageText()).toContain('第 3 步：新密码')
  })
})

describe('the recovery sheet at a tablet that belongs to no hall', () => {
  it('needs the hall server, and says so', async () => {
    const tablet = createFakeTablet({ unpaired: true })
    tablet.setStatus({ link: 'offline' })
    await open(tablet, '前台、窗口、后台和经理的平板都没了？用恢复单')
    expect(pageText()).toContain('连不上门店服务器')
    tablet.setStatus({ link: 'connected' })
    await press('再试一次')
    await typeSheet(await sheetOf(tablet.log.hall.id))
    await goOn()
    expect(pageText()).toContain('第 2 步：谁来当经理')
  })
})
