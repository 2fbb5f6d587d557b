import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import UncountedPage from '#app/manager/UncountedPage.vue'
import type { Waiting } from '#domain/authority/fold.ts'
import { emptyHall, foldEvents } from '#domain/whole.ts'
import { type LogEvent, NO_PREVIOUS } from '#log/event.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { eventsOf, setUp } from '#support/hallAfter.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

const journal = 'j_00000000000000ee'
const called = (n: number, by: string | null = 's_wang'): LogEvent => ({
  hall: 'h_test',
  journal,
  n,
  stamp: `2026-11-23T01:0${n}:00.000Z-0000-00000000`,
  prev: NO_PREVIOUS,
  kind: 'TicketCalled',
  by,
  subject: 't_1',
  drill: null,
  body: {},
  papers: [],
})
const waits = (why: Waiting['why'], ...events: readonly LogEvent[]): Waiting[] =>
  events.map((event) => ({ event, why }))

/** A manager's tablet on which this waits. */
function withWaiting(waiting: readonly Waiting[]) {
  const hall = foldEvents(emptyHall('h_test'), eventsOf([...setUp]))
  const people = hall.staff.get('s_li')!
  const staff = new Map([...hall.staff, [STAFF.chen, { ...people, id: STAFF.chen, callName: '老陈' }]])
  const tablet = createFakeTablet({ place: 'counter', by: STAFF.chen, found: { ...hall, staff, waiting } })
  const accepted: unknown[] = []
  tablet.log.onChange(({ events }) => {
    for (const { kind, subject, body } of events) if (kind === 'ActsAccepted') accepted.push({ subject, ...body })
  })
  return { tablet, accepted }
}

describe('what counts for nobody', () => {
  it('is named by who, what, when and on which tablet, with why and what to do', () => {
    const { tablet } = withWaiting(waits('behind-a-cut', called(1), called(2), called(4, null)))
    shown = mountScreen(UncountedPage, { tablet })
    expect(pageText()).toContain('未知平板 · 3 条')
    expect(pageText()).toContain('09:01 至 09:02，王强，叫号，2 次')
    expect(pageText()).toContain('09:04，没有人登录，叫号')
    expect(pageText()).toContain('平板已停用、员工已移出名单或岗位已取消')
    expect(pageText()).toContain('确实做过的，按“收进来”')
  })

  it('is the new computer’s in the hall server’s place, until somebody has let that in', () => {
    const { tablet } = withWaiting(waits('tablet-not-admitted', called(1)))
    const { hall } = tablet.log
    const openings = new Map([[journal, { tablet: 'server', key: 'k' }]])
    const found = { ...hall, authority: { ...hall.authority, openings } }
    shown = mountScreen(UncountedPage, { tablet: createFakeTablet({ place: 'counter', by: STAFF.chen, found }) })
    expect(pageText()).toContain('换上的服务器电脑 · 1 条')
    expect(pageText()).toContain('核对号码，放行它')
    expect(pageText()).not.toContain('不用管它')
  })

  it('is taken in by one press where it lies behind a cut: the lines that are seen, and none between them', async () => {
    const { tablet, accepted } = withWaiting(waits('behind-a-cut', called(1), called(2), called(4)))
    shown = mountScreen(UncountedPage, { tablet })
    await press('收进来')
    expect(accepted).toEqual([
      { subject: journal, from: 1, to: 2, after: [] },
      { subject: journal, from: 4, to: 4, after: [] },
    ])
  })

  it('cannot be taken in where nobody had the right', () => {
    const { tablet } = withWaiting(waits('not-entitled', called(1)))
    shown = mountScreen(UncountedPage, { tablet })
    expect(pageText()).toContain('没有做这件事的岗位')
    expect([...document.querySelectorAll('button')].map((each) => each.textContent?.trim())).not.toContain('收进来')
  })

  it('advises nothing that would make a forged line count, and shows the way to the tablets instead', async () => {
    const forged = { ...called(1, STAFF.chen), kind: 'DayClosed', subject: '2026-11-23' }
    for (const [why, event] of [
      ['not-signed', forged],
      ['unknown-key', { ...forged, proof: `${'k'.repeat(87)}.${'p'.repeat(86)}` }],
    ] as const) {
      const { tablet } = withWaiting(waits(why, event))
      let ways = 0
      shown = mountScreen(UncountedPage, { tablet, props: { onTablets: () => ways++ } })
      expect(pageText()).toContain('可能有人冒名')
      expect(pageText()).toContain('（写的是老陈），日结')
      for (const advice of ['岗位', '重新做一次', '收进来']) expect(pageText()).not.toContain(advice)
      await press('去“平板”页检查或停用')
      expect(ways).toBe(1)
      shown.unmount()
    }
  })

  it('names whoever signed by the key, whatever name it bears, and the role it takes', () => {
    const key = 'w'.repeat(87)
    const { tablet } = withWaiting([])
    const { hall } = tablet.log
    const wang = { id: 's_wang', removed: false, keys: [{ what: key, by: null, within: [] }], roles: [] }
    const authority = { ...hall.authority, persons: new Map([['s_wang', wang]]) }
    const line = { ...called(1), kind: 'HallConfigured', subject: 'h_test', proof: `${key}.${'p'.repeat(86)}` }
    const waiting = [
      ...waits('not-entitled', line),
      ...waits('in-anothers-name', { ...line, by: STAFF.chen, kind: 'DayReopened', subject: '2026-11-23' }),
    ]
    const seen = createFakeTablet({ place: 'counter', by: STAFF.chen, found: { ...hall, authority, waiting } })
    shown = mountScreen(UncountedPage, { tablet: seen })
    expect(pageText()).toContain('王强，修改设置（要有岗位：经理）')
    expect(pageText()).toContain('没问清以前不要给他加岗位')
    expect(pageText()).toContain('王强签名（写的是老陈），')
  })

  it('shows all of what one press takes in, however many sorts it is', () => {
    const sorts = ['TicketCalled', 'TicketIssued', 'CounterOpened', 'CounterPaused', 'CounterClosed', 'TicketVoided']
    const events = [...sorts, 'ServiceStarted', 'ServiceEnded'].map((kind, at) => ({ ...called(at + 1), kind }))
    const { tablet } = withWaiting(waits('behind-a-cut', ...events))
    shown = mountScreen(UncountedPage, { tablet })
    expect(document.querySelectorAll('li')).toHaveLength(8)
    expect(pageText()).not.toContain('还有')
  })

  it('does not believe a time ahead of every clock, and shows its year', () => {
    const { tablet } = withWaiting(
      waits('behind-a-cut', { ...called(1), stamp: '9999-12-31T00:00:00.000Z-0000-00000000' }),
    )
    shown = mountScreen(UncountedPage, { tablet })
    expect(pageText()).toContain('时间不可信（写的是 9999-12-31 08:00），王强，叫号')
  })

  it('names lines that were set aside beside it, with what to do', () => {
    const { tablet } = withWaiting([])
    tablet.setStatus({
      setAside: [
        { journal, n: 7, code: 'bad-proof' },
        { journal, n: 9, code: 'bad-proof' },
        { journal, n: 8, code: 'of-a-newer-server' },
      ],
    })
    shown = mountScreen(UncountedPage, { tablet })
    expect(pageText()).toContain('写着由某人签名，签名却不是本人的。第 7、9 条有人可能冒名。')
    expect(pageText()).toContain('没有采用，原因要更新本机的程序才知道。')
  })

  it('is nothing on most days, and says so', () => {
    shown = mountScreen(UncountedPage, { tablet: withWaiting([]).tablet })
    expect(pageText()).toContain('没有不算数的记录。')
  })

  it('is told in English, too', () => {
    const { tablet } = withWaiting(waits('behind-a-cut', called(1)))
    shown = mountScreen(UncountedPage, { tablet, language: 'en' })
    expect(pageText()).toContain('09:01, 王强: a call')
    expect(pageText()).toContain('press “Take in”')
  })
})
