import { describe, expect, it } from 'vitest'
import { tellHowItIs } from '#app/tellingHowItIs.ts'
import type { Care } from '#device/sync/care.ts'
import type { TabletStatus } from '#device/tabletStatus.ts'
import { machineNumber } from '#log/machineNumber.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press } from '#support/mountApp.ts'
import { createKey } from '#support/signingTablet.ts'
import { until } from '#support/until.ts'

const NINE = '2026-11-23T01:00:00.000Z'
const GIB = 1024 ** 3
const sound: Care = {
  release: '0.1.0',
  time: NINE,
  clock: null,
  disk: { room: 'enough', freeBytes: 50 * GIB },
  certificateEnds: '2028-02-01T00:00:00.000Z',
  backups: {
    isOn: true,
    newest: { made: '2026-11-23T00:30:00.000Z', seq: 90, bytes: 3 * 1024 ** 2 },
    count: 7,
    isOnSameDisk: false,
    trouble: null,
  },
  damaged: 0,
  tablets: [],
}

/** What the card says where the hall server answers so, once it has `said` something. */
async function cardWith(care: Care | null, said: string, status: Partial<TabletStatus> = {}): Promise<string> {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  tablet.setCare(care)
  tablet.setStatus(status)
  const { app } = await mountApp(tablet)
  const cardText = () => (document.querySelector('.careCard')?.textContent ?? '').replace(/\s+/g, ' ').trim()
  await until(() => cardText().includes(said), pageText)
  const text = cardText()
  app.unmount()
  return text
}

describe('the manager looks how the server and the tablets are', () => {
  it('reads when the last backup was made, what room is left, and that nothing is to be done', async () => {
    const text = await cardWith(sound, '最近一次 08:30')
    expect(text).toContain('共保留 7 份，最近一份 3 MB')
    expect(text).toContain('还有 50.0 GB')
    expect(text).toContain('服务器的时间是 09:00')
    expect(text).toContain('服务器 0.1.0')
    for (const ail of ['请', '没有设置备份', '只剩']) expect(text).not.toContain(ail)
  })

  it('reads why there is no new backup, and what to do with stick, disk, certificate and clock', async () => {
    const text = await cardWith(
      {
        ...sound,
        clock: 'clock-behind',
        disk: { room: 'no-papers', freeBytes: 200 * 1024 ** 2 },
        certificateEnds: '2026-11-30T00:00:00.000Z',
        damaged: 3,
        backups: { ...sound.backups, isOnSameDisk: true, trouble: { why: 'missing', since: NINE } },
      },
      '09:00 起没有新的备份',
    )
    expect(text).toContain('请插好 U 盘')
    expect(text).toContain('在同一块硬盘上')
    expect(text).toContain('只剩 200 MB')
    expect(text).toContain('到期，请换新证书')
    expect(text).toContain('请校准那台电脑的时间')
    expect(text).toContain('3 条记录，正在等平板补传')
  })

  it('reads of each tablet its version, battery, storage and clock, when it was heard, and how much of what it wrote is kept (Q73)', async () => {
    const wellbeing = {
      app: '0.0.9',
      persisted: false,
      usedBytes: 8,
      quotaBytes: 9,
      battery: { percent: 12, charging: false },
    }
    const text = await cardWith(
      {
        ...sound,
        tablets: [
          {
            tablet: 'd_self',
            journal: { journal: 'j_00000000000000aa', claimed: 412, kept: 398 },
            wellbeing: { ...wellbeing, at: NINE, apart: -180_000 },
          },
          { tablet: 'd_off', journal: null, wellbeing: null },
        ],
      },
      '398 / 412',
      {
        silent: new Map([['d_off', Date.parse(NINE)]]),
        missing: [{ journal: 'j_00000000000000aa', from: 399, to: 412 }],
        setAside: [{ journal: 'j_1', n: 1, code: 'x' }],
      },
    )
    expect(text).toContain('12%')
    expect(text).toContain('电量不足 20%')
    expect(text).toContain('浏览器可能清掉数据')
    expect(text).toContain('浏览器可能清掉 · 已用 89%')
    expect(text).toContain('快存满了')
    expect(text).toContain('正连着')
    expect(text).toContain('慢 3 分钟')
    expect(text).toContain('打开自动校时')
    expect(text).toContain('版本和服务器不同')
    expect(text).toContain('还缺第 399–412 条')
    expect(text).toContain('1 条记录服务器收下了但不算数')
    expect(text).toContain('不知道')
  })

  it('reads which tablets wait with an update, and which version each runs meanwhile (Q52)', async () => {
    const wellbeing = { persisted: true, usedBytes: 1, quotaBytes: 9, battery: null, at: NINE, apart: null }
    const tabletOn = (app: string, updateWaits: boolean) => ({
      tablet: `d_${app}`,
      journal: null,
      wellbeing: { ...wellbeing, app, updateWaits },
    })
    const text = await cardWith(
      { ...sound, release: '0.2.0', tablets: [tabletOn('0.1.0', true), tabletOn('0.2.0', false)] },
      '0.1.0，等着更新',
    )
    expect(text).not.toContain('0.2.0，等着更新')
    expect(text).toContain('没人用的时候会自动更新')
  })

  it('reads which wall is not heard, and which hung and opened itself again (Q50)', async () => {
    const { hall } = createFakeTablet({ place: 'manager', by: STAFF.chen }).log
    const [id, name] = ['d_wall', '大厅东侧']
    const [known] = hall.tablets.values()
    const found = {
      ...hall,
      tablets: new Map([...hall.tablets, [id, { ...known!, id, name, place: 'wall' as const }]]),
    }
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen, found })
    tablet.setCare({
      ...sound,
      tablets: [
        {
          tablet: id,
          journal: null,
          wellbeing: {
            app: '0.1.0',
            persisted: true,
            usedBytes: 1,
            quotaBytes: 9,
            battery: null,
            apart: null,
            at: NINE,
            hung: { what: 'picture', at: '2026-11-23T00:42:00.000Z' },
          },
        },
      ],
    })
    tablet.setStatus({ silent: new Map([[id, tablet.now() - 120_000]]) })
    const { app } = await mountApp(tablet)
    await until(() => pageText().includes('画面停住过'), pageText)
    expect(pageText()).toContain(`综合屏“${name}”08:42`)
    expect(pageText()).toContain(`起听不到综合屏“${name}”`)
    app.unmount()
  })

  it('lets in another computer that serves the hall, by the number that its screen shows', async () => {
    const { hall } = createFakeTablet({ place: 'manager', by: STAFF.chen }).log
    const { spki: key } = await createKey()
    const openings = new Map([['j_9f3c21a7b0d84e55', { tablet: 'server', key }]])
    const found = { ...hall, authority: { ...hall.authority, root: 'root', openings } }
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen, found })
    const said: string[] = []
    tablet.log.onChange(({ events }) => said.push(...events.map(({ kind, body }) => `${kind} ${JSON.stringify(body)}`)))
    const { app } = await mountApp(tablet)
    await until(() => pageText().includes(`号码 ${machineNumber(key)}`), pageText)
    await press('号码一样，放行')
    await until(
      () => said.includes(`ServerAdmitted ${JSON.stringify({ key, after: [] })}`),
      () => said,
    )
    app.unmount()
  })

  it('reads why the hall kit cannot be saved where the server does not hand it out', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    tablet.setCare(sound)
    const { app } = await mountApp(tablet)
    await until(() => pageText().includes('最近一次'))
    await press('保存换机包服务器坏了换一台电脑时用，只有恢复单能打开。存到 U 盘，和恢复单分开放')
    await until(() => pageText().includes('现在拿不到换机包'))
    app.unmount()
  })

  it('reads that the server is out of reach where it is', async () => {
    expect(await cardWith(null, '连不上门店服务器')).not.toContain('最近一次')
  })
})

describe('a tablet that hears the hall server', () => {
  it('tells how it is as soon as it does, and nothing before', async () => {
    const tablet = createFakeTablet()
    tablet.setStatus({ link: 'server-lost' })
    const stop = tellHowItIs(tablet, async () => ({ level: 0.876, charging: true }))
    expect(tablet.tellings).toEqual([])
    tablet.setStatus({ link: 'connected' })
    await until(() => tablet.tellings.length === 1)
    expect(JSON.parse(tablet.tellings[0] ?? '')).toMatchObject({ battery: { percent: 88, charging: true } })
    stop()
  })

  it('tells everything else when the browser never says how the battery is', async () => {
    const tablet = createFakeTablet()
    const stop = tellHowItIs(tablet, () => new Promise(() => {}))
    await until(() => tablet.tellings.length === 1)
    expect(JSON.parse(tablet.tellings[0] ?? '')).toMatchObject({ battery: null, app: expect.any(String) })
    stop()
  })

  it('tells at once when a newer version waits on it (Q52)', async () => {
    const tablet = createFakeTablet()
    const stop = tellHowItIs(tablet, async () => null)
    await until(() => tablet.tellings.length === 1)
    tablet.setStatus({ updateWaits: true })
    await until(() => tablet.tellings.length === 2)
    expect(tablet.tellings.map((said) => JSON.parse(said).updateWaits)).toEqual([false, true])
    stop()
  })
})

describe('the number of a machine', () => {
  it('is twelve digits that say which key it has', () => {
    expect(machineNumber('one')).toMatch(/^\d{4} \d{4} \d{4}$/)
    expect(machineNumber('one')).toBe(machineNumber('one'))
    expect(machineNumber('one')).not.toBe(machineNumber('two'))
  })
})
