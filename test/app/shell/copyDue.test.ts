import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { askToKeep } from '#app/askToKeep.ts'
import { savedAt } from '#app/carry/savedAt.ts'
import { useCarrySheet } from '#app/carrySheet.ts'
import { copyDue } from '#app/shell/copyDue.ts'
import StorageBanner from '#app/shell/StorageBanner.vue'
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

const banner = () => document.querySelector<HTMLElement>('.storageBanner')
const press = async (name: string) => {
  const all = [...document.querySelectorAll<HTMLElement>('button')]
  all.find((each) => each.textContent?.includes(name))?.click()
  await atRest()
}

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

  it('says so below the head of the screen until a file was saved, with how many, what to do and the button for it (Q77)', async () => {
    const tablet = createFakeTablet({ by: STAFF.wang })
    tablet.setStatus({ ...lies(2, false), link: 'server-lost' })
    let carry = { open: false }
    const shown = mountScreen(
      defineComponent(() => {
        carry = useCarrySheet()
        return () => h(StorageBanner)
      }),
      { tablet },
    )
    await atRest()
    expect(pageText()).toContain('有记录一小时以上只在这台平板上（1 条）')
    await press('去存一份')
    expect(carry.open).toBe(true)
    expect(pageText()).not.toContain('明天再提醒')
    shown.unmount()
    savedAt.keep(tablet.now())
    const again = mountScreen(StorageBanner, { tablet })
    await atRest()
    expect(pageText()).not.toContain('一小时以上')
    expect(pageText()).toContain('可能不声不响地清掉')
    again.unmount()
  })
})

describe('a browser that has not promised to keep what lies on the tablet', () => {
  afterEach(() => window.localStorage.clear())

  it('is told to whoever works there with what is here alone and the button that asks it, and no more once it has promised (Q77)', async () => {
    const tablet = createFakeTablet({ by: STAFF.wang })
    let promises = false
    const stateOf = (persisted: boolean) => ({ persisted, usedBytes: 10, quotaBytes: 100, rebuilt: false })
    const unsent = { count: 2, oldest: tablet.now() - 60_000 }
    tablet.setStatus({ storage: stateOf(false), unsent })
    Object.assign(tablet, {
      askPersistence: async () => {
        tablet.setStatus({ storage: stateOf(promises) })
        return promises
      },
    })
    const shown = mountScreen(StorageBanner, { tablet })
    await atRest()
    expect(pageText()).toContain('可能不声不响地清掉')
    expect(pageText()).toContain('现在有 2 条记录只在这台平板上')
    await press('请系统保证保留')
    expect(pageText()).toContain('系统没有答应')
    promises = true
    await press('请系统保证保留')
    expect(banner()).toBeNull()
    shown.unmount()
  })

  it('is told again a day later, and at once when there is hardly room for more (Q77)', async () => {
    const tablet = createFakeTablet({ by: STAFF.wang })
    const lying = (persisted: boolean, usedBytes: number) =>
      tablet.setStatus({ storage: { persisted, usedBytes, quotaBytes: 100, rebuilt: false } })
    lying(false, 10)
    const shown = mountScreen(StorageBanner, { tablet })
    await atRest()
    await press('明天再提醒')
    expect(banner()).toBeNull()
    lying(false, 88)
    await atRest()
    expect(pageText()).toContain('用了 88%')
    lying(false, 10)
    await atRest()
    expect(banner()).toBeNull()
    shown.unmount()
    tablet.pass(25 * 60)
    const later = mountScreen(StorageBanner, { tablet })
    await atRest()
    expect(pageText()).toContain('可能不声不响地清掉')
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
