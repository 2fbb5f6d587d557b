import { afterEach, describe, expect, it } from 'vitest'
import { askToKeep } from '#app/askToKeep.ts'
import { savedAt } from '#app/carry/savedAt.ts'
import { copyDue } from '#app/shell/copyDue.ts'
import NoticeChip from '#app/shell/NoticeChip.vue'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

const HOUR_MS = 3_600_000
const NOW = Date.parse('2026-11-23T01:00:00.000Z')
afterEach(() => savedAt.forget())

const lies = (hours: number, persisted: boolean | null) => ({
  storage: { persisted, usedBytes: 0, quotaBytes: 0, rebuilt: false },
  unsent: { count: 1, oldest: NOW - hours * HOUR_MS },
})

describe('a tablet with records that nobody else has', () => {
  it('asks for a copy after a day, after an hour where the browser may clear them, and again a day after one was saved (Q77)', () => {
    const never = () => null
    expect(copyDue(lies(23, true), NOW, never)).toBeNull()
    expect(copyDue(lies(24, true), NOW, never)).toBe('old')
    expect(copyDue(lies(24, null), NOW, never)).toBe('old')
    expect(copyDue(lies(1, false), NOW, never)).toBe('loose')
    expect(copyDue(lies(50, false), NOW, () => NOW - 23 * HOUR_MS)).toBeNull()
    expect(copyDue(lies(50, false), NOW, () => NOW - 25 * HOUR_MS)).toBe('loose')
    expect(copyDue({ ...lies(50, false), unsent: { count: 0, oldest: null } }, NOW, never)).toBeNull()
  })

  it('says so in the head of the screen, with what to do, and no more once a file was saved (Q77)', async () => {
    const tablet = createFakeTablet({ by: STAFF.wang })
    tablet.setStatus({ ...lies(2, false), link: 'server-lost' })
    const shown = mountScreen(NoticeChip, { tablet })
    await atRest()
    expect(pageText()).toContain('要存一份记录')
    shown.unmount()
    savedAt.keep(tablet.now())
    const again = mountScreen(NoticeChip, { tablet })
    await atRest()
    expect(pageText()).not.toContain('要存一份记录')
    again.unmount()
  })
})

describe('a browser that has not promised to keep what lies on the tablet', () => {
  const chips = () => [...document.querySelectorAll<HTMLElement>('.statusChip')]
  const press = async (name: string) => {
    const all = [...document.querySelectorAll<HTMLElement>('button')]
    all.find((each) => each.textContent?.includes(name))?.click()
    await atRest()
  }
  afterEach(() => window.localStorage.clear())

  it('is told to whoever works there with the button that asks it, no more once it has promised, and nobody on a locked tablet (Q77)', async () => {
    const tablet = createFakeTablet({ by: STAFF.wang })
    let promises = false
    const stateOf = (persisted: boolean) => ({ persisted, usedBytes: 10, quotaBytes: 100, rebuilt: false })
    tablet.setStatus({ storage: stateOf(false) })
    Object.assign(tablet, {
      askPersistence: async () => {
        tablet.setStatus({ storage: stateOf(promises) })
        return promises
      },
    })
    const shown = mountScreen(NoticeChip, { tablet })
    await atRest()
    expect(pageText()).toContain('存储没有保证')
    await press('存储没有保证')
    await press('请系统保证保留')
    expect(pageText()).toContain('系统没有答应')
    promises = true
    await press('请系统保证保留')
    expect(chips()).toEqual([])
    shown.unmount()
    const locked = createFakeTablet({ place: 'counter', by: null })
    locked.setStatus({ storage: stateOf(false) })
    const there = mountScreen(NoticeChip, { tablet: locked })
    await atRest()
    expect(chips()).toEqual([])
    there.unmount()
  })

  it('is told again a day later, and at once when there is hardly room for more (Q77)', async () => {
    const tablet = createFakeTablet({ by: STAFF.wang })
    const lying = (persisted: boolean, usedBytes: number) =>
      tablet.setStatus({ storage: { persisted, usedBytes, quotaBytes: 100, rebuilt: false } })
    lying(false, 10)
    const shown = mountScreen(NoticeChip, { tablet })
    await atRest()
    await press('存储没有保证')
    await press('知道了，明天再提醒')
    expect(chips()).toEqual([])
    lying(false, 88)
    await atRest()
    await press('存储快满了')
    expect(pageText()).toContain('用了 88%')
    lying(false, 10)
    await atRest()
    expect(chips()).toEqual([])
    shown.unmount()
    tablet.pass(25 * 60)
    const later = mountScreen(NoticeChip, { tablet })
    await atRest()
    expect(pageText()).toContain('存储没有保证')
    later.unmount()
  })

  it('is asked once, when the first person has signed in (Q77)', () => {
    const listeners = new Set<() => void>()
    const tablet = {
      ...createFakeTablet({ by: null }),
      session: null as ReturnType<typeof createFakeTablet>['session'],
    }
    let asked = 0
    const tell = () => {
      for (const listener of [...listeners]) listener()
    }
    const status = { ...tablet.status, ...lies(0, false) }
    const part = {
      status,
      get session() {
        return tablet.session
      },
      onStatus(listener: () => void) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      async askPersistence() {
        asked += 1
        return false
      },
    }
    askToKeep(part)
    tell()
    expect(asked).toBe(0)
    tablet.session = createFakeTablet({ by: STAFF.wang }).session
    tell()
    tell()
    expect(asked).toBe(1)
  })
})
