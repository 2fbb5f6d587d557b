import { describe, expect, it } from 'vitest'
import { reactive } from 'vue'
import { issueTicket } from '#domain/tickets/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createGrudgingBrowser } from '#support/grudgingBrowser.ts'
import { labelsIn, newStorage, openConfiguredLog, openLog, take } from '#support/openLog.ts'
import { scarceStorage } from '#support/scarceStorage.ts'
import { createTestClock } from '#support/testClock.ts'
import { createTestTabs } from '#support/testTabs.ts'

async function threeTabs() {
  const storage = newStorage()
  const clock = createTestClock()
  const tabs = createTestTabs(clock)
  const ports = [tabs.open(), tabs.open(), tabs.open()] as const
  const first = await openConfiguredLog({ storage, pen: ports[0] })
  const second = await openLog({ storage, pen: ports[1] })
  const third = await openLog({ storage, pen: ports[2] })
  return { clock, storage, ports, logs: [first, second, third] as const }
}

describe('three tabs on one tablet', () => {
  it('have one pen among them, and see what each of them does', async () => {
    const { logs } = await threeTabs()
    expect(logs.map(({ pen }) => pen)).toEqual(['this-tab', 'another-tab', 'another-tab'])
    for (const log of logs) expect(await take(log)).toMatchObject({ ok: true, events: [{ kind: 'TicketIssued' }] })
    await atRest()
    expect(logs.map((log) => labelsIn(log).length)).toEqual([3, 3, 3])
    expect(logs[1].hall).toEqual(logs[0].hall)
    expect(logs[1].backlog).toEqual(logs[0].backlog)
    for (const log of logs) await log.close()
  })

  it('show a tap in the tab where it was tapped before it is answered', async () => {
    const { logs } = await threeTabs()
    await take(logs[2])
    expect(labelsIn(logs[2])).toHaveLength(1)
    for (const log of logs) await log.close()
  })

  it('hand over what a form is watching, as it stands there', async () => {
    const { logs } = await threeTabs()
    const watched = reactive({ queue: 'q-pay', service: null, priority: null, beside: [{ told: ['a'] }] })
    expect(await logs[1].perform(issueTicket, watched)).toMatchObject({ ok: true })
    for (const log of logs) await log.close()
  })

  it('carry out and in at each of them, whichever has the pen: what somebody does there is done there', async () => {
    const { logs } = await threeTabs()
    await take(logs[0])
    const { lines } = await logs[1].carryOut('all')
    expect(lines.length).toBeGreaterThan(1)
    expect(logs.map(({ pen }) => pen)).toEqual(['another-tab', 'this-tab', 'another-tab'])
    await logs[2].carryIn([])
    expect(logs.map(({ pen }) => pen)).toEqual(['another-tab', 'another-tab', 'this-tab'])
    for (const log of logs) expect(await take(log)).toMatchObject({ ok: true })
    await atRest()
    expect(logs.map((log) => labelsIn(log).length)).toEqual([4, 4, 4])
    for (const log of logs) await log.close()
  })

  it('pass the pen on when the tab that has it is closed', async () => {
    const { logs } = await threeTabs()
    await take(logs[1])
    await logs[0].close()
    await atRest()
    expect(logs[1].pen).toBe('this-tab')
    expect(await take(logs[2])).toMatchObject({ ok: true })
    expect(labelsIn(logs[1])).toHaveLength(2)
    expect(logs[1].head.n).toBe(3)
    await logs[2].close()
    await logs[1].close()
  })

  it('steal the pen from a tab that does not answer, and do nothing twice', async () => {
    const { clock, logs, ports, storage } = await threeTabs()
    await take(logs[0])
    ports[0].freeze()
    const taken = take(logs[1])
    await clock.pass(499)
    expect(logs[1].pen).toBe('another-tab')
    await clock.pass(1)
    expect(await taken).toMatchObject({ ok: true })
    expect(logs[1].pen).toBe('this-tab')
    ports[0].thaw()
    await atRest()
    expect(logs[0].pen).toBe('another-tab')
    expect(await take(logs[0])).toMatchObject({ ok: true })
    await atRest()
    expect(logs.map((log) => labelsIn(log).length)).toEqual([3, 3, 3])
    for (const log of logs) await log.close()
    const again = await openLog({ storage })
    expect(labelsIn(again)).toHaveLength(3)
    expect(again.head.n).toBe(4)
    await again.close()
  })

  it('save nothing in a tab that has lost the pen and does not know it yet', async () => {
    const { clock, logs, ports, storage } = await threeTabs()
    ports[0].freeze()
    const taken = take(logs[1])
    await clock.pass(500)
    await taken
    expect(logs[0].pen).toBe('this-tab')
    const late = take(logs[0])
    await atRest()
    expect(labelsIn(logs[1])).toHaveLength(2)
    ports[0].thaw()
    expect(await late).toMatchObject({ ok: true })
    for (const log of logs) await log.close()
    const again = await openLog({ storage })
    expect(labelsIn(again)).toHaveLength(2)
    expect(again.head.n).toBe(3)
    await again.close()
  })

  it('take the pen over in the middle of a command that the tab which writes has heard and does not answer', async () => {
    const { clock, logs, ports } = await threeTabs()
    ports[0].hearsAndFreezes()
    const taken = take(logs[1])
    await clock.passUntil(() => labelsIn(logs[1]).length === 1, 2_000)
    expect(await taken).toMatchObject({ ok: true })
    ports[0].thaw()
    await atRest()
    expect(logs.map((log) => labelsIn(log).length)).toEqual([1, 1, 1])
    for (const log of logs) await log.close()
  })

  it('follow what the tab that writes receives', async () => {
    const { logs } = await threeTabs()
    expect(logs[2].cursor).toEqual({ server: 'e_1', seq: 2 })
    await logs[0].startEpoch('e_2')
    await atRest()
    expect(logs[2].cursor.server).toBe('e_2')
    for (const log of logs) await log.close()
  })
})

describe('a tab that the browser puts aside', () => {
  it('passes the pen on first, so that the next tap elsewhere is saved without waiting for it', async () => {
    const { clock, logs, ports } = await threeTabs()
    ports[0].putAside()
    await atRest()
    expect(logs.map(({ pen }) => pen)).toEqual(['another-tab', 'this-tab', 'another-tab'])
    const before = clock.now()
    expect(await take(logs[2])).toMatchObject({ ok: true })
    expect(clock.now()).toBe(before)
    for (const log of logs) await log.close()
  })

  it('shows what the others did meanwhile when it is wanted again, and its next tap is saved by whoever writes', async () => {
    const { logs, ports } = await threeTabs()
    for (const i of [0, 2]) ports[i]?.putAside()
    await atRest()
    await take(logs[1])
    await atRest()
    expect([labelsIn(logs[0]), labelsIn(logs[2])]).toEqual([[], []])
    for (const i of [0, 2]) ports[i]?.show()
    await atRest()
    for (const log of logs) expect(labelsIn(log)).toHaveLength(1)
    expect(await take(logs[0])).toMatchObject({ ok: true })
    await atRest()
    expect(logs.map((log) => labelsIn(log).length)).toEqual([2, 2, 2])
    expect(logs.map(({ pen }) => pen)).toEqual(['another-tab', 'this-tab', 'another-tab'])
    for (const log of logs) await log.close()
  })

  it('is not given the pen while it sleeps: the one behind it in the line has it', async () => {
    const { logs, ports } = await threeTabs()
    ports[1].putAside()
    await logs[0].close()
    await atRest()
    expect(logs.map(({ pen }) => pen)).toEqual(['this-tab', 'another-tab', 'this-tab'])
    expect(await take(logs[2])).toMatchObject({ ok: true })
    ports[1].show()
    await atRest()
    expect(labelsIn(logs[1])).toHaveLength(1)
    await logs[2].close()
    await atRest()
    expect(logs[1].pen).toBe('this-tab')
    await logs[1].close()
  })

  it('writes itself again when it is wanted and there is no other', async () => {
    const clock = createTestClock()
    const page = createTestTabs(clock).open()
    const log = await openConfiguredLog({ pen: page })
    page.putAside()
    await atRest()
    expect(log.pen).toBe('another-tab')
    page.show()
    await atRest()
    expect(log.pen).toBe('this-tab')
    expect(await take(log)).toMatchObject({ ok: true })
    await log.close()
  })

  it('saves a tap that came a moment before, wherever it is saved then', async () => {
    const { clock, logs, ports } = await threeTabs()
    const tapped = take(logs[0])
    ports[0].putAside()
    await atRest()
    ports[0].show()
    await clock.passUntil(() => labelsIn(logs[0]).length === 1, 2_000)
    expect(await tapped).toMatchObject({ ok: true })
    await atRest()
    expect(logs.map((log) => labelsIn(log).length)).toEqual([1, 1, 1])
    for (const log of logs) await log.close()
  })
})

describe('a browser that refuses the lock', () => {
  async function refusedPage() {
    const clock = createTestClock()
    const browser = createGrudgingBrowser(clock)
    const storage = newStorage()
    const before = await openConfiguredLog({ storage })
    await take(before)
    await before.close()
    const log = await openLog({ storage, pen: browser.ports })
    return { clock, browser, log }
  }

  it('opens, shows what was saved before, and says of every tap why it was not saved', async () => {
    const { log } = await refusedPage()
    expect(log.pen).toBe('refused')
    expect(labelsIn(log)).toHaveLength(1)
    expect(await take(log)).toMatchObject({ ok: false, why: 'lock-refused' })
    await log.close()
  })

  it('is asked a few times a minute, not a few thousand times a second', async () => {
    const { clock, browser, log } = await refusedPage()
    await clock.pass(1_000)
    expect(browser.asked.length).toBeLessThanOrEqual(11)
    await clock.pass(60_000)
    const afterAMinute = browser.asked.length
    await clock.pass(60_000)
    expect(browser.asked.length).toBeGreaterThan(afterAMinute)
    expect(browser.asked.length - afterAMinute).toBeLessThan(60)
    await log.close()
    const closed = browser.asked.length
    await clock.pass(60_000)
    expect(browser.asked.length).toBe(closed)
  })

  it('is written in again as soon as it gives the lock', async () => {
    const { clock, browser, log } = await refusedPage()
    browser.answers('give')
    await clock.passUntil(() => log.pen === 'this-tab')
    expect(await take(log)).toMatchObject({ ok: true })
    expect(labelsIn(log)).toHaveLength(2)
    await log.close()
  })

  it('answers a tap that waits for another page when that lock cannot be taken over', async () => {
    const { clock, browser, log } = await refusedPage()
    browser.answers('not-available')
    await clock.passUntil(() => log.pen === 'another-tab')
    browser.answers('refused')
    const tapped = take(log)
    await clock.passUntil(() => log.pen === 'refused')
    expect(await tapped).toMatchObject({ ok: false, why: 'lock-refused' })
    await log.close()
  })
})

describe('a tablet that has no room to begin', () => {
  it('shows what was saved, says why a tap is not, and begins by itself when there is room', async () => {
    const storage = scarceStorage()
    const before = await openConfiguredLog({ storage })
    await take(before)
    await before.close()
    // What was kept for emergencies has been used up.
    for (const name of await storage.disk.names()) if (name.startsWith('reserve-')) await storage.disk.remove(name)
    storage.disk.fill()
    const clock = createTestClock()
    const browser = createGrudgingBrowser(clock)
    browser.answers('give')
    const log = await openLog({ storage, pen: browser.ports })
    expect(log.pen).toBe('no-room')
    expect(labelsIn(log)).toHaveLength(1)
    expect(await take(log)).toMatchObject({ ok: false, why: 'disk-is-full' })
    storage.disk.empty()
    await clock.passUntil(() => log.pen === 'this-tab')
    expect(await take(log)).toMatchObject({ ok: true })
    expect(labelsIn(log)).toHaveLength(2)
    await log.close()
  })
})

describe('a tab that fails to take the pen', () => {
  it('is not out of service: it says so, tries again by itself, and saves the next tap', async () => {
    const storage = newStorage()
    const before = await openConfiguredLog({ storage })
    await before.close()
    const clock = createTestClock()
    const browser = createGrudgingBrowser(clock)
    browser.answers('give')
    let fails = true
    const read: typeof storage.disk.read = (name) =>
      fails ? Promise.reject(new DOMException('a bad sector', 'NotReadableError')) : storage.disk.read(name)
    const log = await openLog({
      storage: { disk: { ...storage.disk, read }, indexedDB: storage.indexedDB },
      pen: browser.ports,
    })
    expect(log.pen).toBe('none')
    expect(await take(log)).toMatchObject({ ok: false, why: 'no-pen' })
    fails = false
    await clock.passUntil(() => log.pen === 'this-tab')
    expect(await take(log)).toMatchObject({ ok: true })
    await log.close()
  })
})

describe('a page that goes away', () => {
  async function writingPage() {
    const clock = createTestClock()
    const browser = createGrudgingBrowser(clock)
    browser.answers('give')
    const log = await openConfiguredLog({ pen: browser.ports })
    return { clock, browser, log }
  }

  it('loses its lock and asks for it no more, so that the next page finds a browser that answers', async () => {
    const { clock, browser, log } = await writingPage()
    expect(log.pen).toBe('this-tab')
    await browser.leave()
    await clock.pass(120_000)
    expect(browser.asked).toEqual(['try'])
    await log.close()
  })

  it('asks again when it comes back after all', async () => {
    const { clock, browser, log } = await writingPage()
    await browser.leave()
    await clock.pass(10_000)
    browser.answers('give')
    browser.comeBack()
    await clock.passUntil(() => browser.asked.length === 2)
    expect(await take(log)).toMatchObject({ ok: true })
    await log.close()
  })

  it('never spins when its lock is taken and refused without a word that it goes', async () => {
    const { clock, browser, log } = await writingPage()
    browser.answers('refused')
    browser.take()
    await clock.pass(10_000)
    expect(log.pen).toBe('refused')
    expect(browser.asked.length).toBeLessThan(100)
    await log.close()
  })
})
