import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { clauses } from '#content/coverage/clauses.ts'
import { queueRows } from '#content/coverage/queueRows.ts'
import { notePresence } from '#domain/roster/commands.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { until } from '#support/until.ts'

let app: VueWrapper | undefined
afterEach(() => {
  app?.unmount()
})

async function atThePage(place: 'manager' | 'counter') {
  const tablet = createFakeTablet({ place, by: STAFF.chen })
  const mounted = await mountApp(tablet)
  app = mounted.app
  await press('老陈 的账户')
  await press('预案与演练')
  await until(() => pageText().includes('预案库'))
  findByRole('radio', '落实情况').click()
  await until(() => pageText().includes('编制目的'))
  return tablet
}
const row = (id: string) =>
  [...document.querySelectorAll('.coverage .rows > li')].find((each) => each.querySelector('.id')?.textContent === id)
const goFrom = (id: string) => row(id)?.querySelector<HTMLElement>('button')?.click()
const of = (rows: typeof clauses, state: string) => rows.filter((each) => each.state === state).length

describe('the page of coverage', () => {
  it('says of each clause how far it is carried out, what is missing, and which tests carry it (1.1.4)', async () => {
    await atThePage('manager')
    expect(document.querySelectorAll('.coverage .rows > li')).toHaveLength(57)
    expect(pageText()).toContain(`已落实 ${of(clauses, 'whole')} 项`)
    expect(row('1.1.2')?.textContent).toContain('未落实')
    expect(row('1.1.2')?.textContent).toContain('还缺：')
    expect(row('1.1.30')?.textContent).toContain('个自动测试')
    findByRole('radio', '排队 79 项').click()
    await until(() => document.querySelectorAll('.coverage .rows > li').length === 79)
    findByRole('radio', '未落实').click()
    await until(() => document.querySelectorAll('.coverage .rows > li').length === of(queueRows, 'none'))
  })

  it('says whether this hall uses it, as soon as it does', async () => {
    const tablet = await atThePage('manager')
    expect(row('1.1.6')?.textContent).toContain('还没用过')
    expect((await tablet.log.perform(notePresence, { staff: STAFF.chen, present: true })).ok).toBe(true)
    await until(() => row('1.1.6')?.textContent.includes('本厅在用') ?? false)
  })

  it('leads to another page of the book, and to the manager’s', async () => {
    await atThePage('counter')
    goFrom('1.1.6')
    await until(() => !pageText().includes('57 条'))
    findByRole('radio', '落实情况').click()
    await until(() => pageText().includes('编制目的'))
    findByRole('radio', '排队 79 项').click()
    await until(() => pageText().includes('日结和跨日'))
    goFrom('Q12')
    await until(() => pageText().includes('日结') && !pageText().includes('日结和跨日'))
  })
})
