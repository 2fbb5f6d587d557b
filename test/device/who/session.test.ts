import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { createGuards } from '#device/basics/guards.ts'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import { PIN_COST, stretchPin } from '#device/who/pinStretch.ts'
import { openSessions } from '#device/who/session.ts'
import { emptyHall, type Hall } from '#domain/whole.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import { createTestClock } from '#support/testClock.ts'

const pin = { salt: '00'.repeat(16), hash: 'right', memory: 1024, passes: 1 }
const wang = { id: 's_wang', workNumber: '0012', callName: '小王', roles: ['front'], pin, removed: false } as const
const hall: Hall = { ...emptyHall('h_test'), staff: new Map([[wang.id, wang]]) }

async function atTheCounter() {
  const clock = createTestClock()
  const disk = memoryDisk()
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const guards = createGuards()
  const told: string[] = []
  const onFault = (fault: unknown) => {
    throw fault
  }
  const open = () =>
    openSessions({
      hall: () => hall,
      keepsakes: openKeepsakes({ disk, database: factory, onFault }),
      stretch: async ({ pin }) => {
        if (pin === '999999') throw new Error('its file did not come')
        return pin === '246810' ? 'right' : 'wrong'
      },
      vault: {
        async open(staff, pin) {
          told.push(`open ${staff} ${pin}`)
          return 'unlocked'
        },
        lock: () => void told.push('lock'),
        forget: async (staff) => void told.push(`forget ${staff}`),
      },
      guards,
      clock,
      onSession() {},
      onFault: (fault) => void told.push(String(fault)),
    })
  return { clock, guards, told, open, sessions: await open() }
}

describe('signing in with a PIN', () => {
  it('lets 小王 in with the right PIN', async () => {
    const { sessions } = await atTheCounter()
    expect(await sessions.signIn('s_wang', '246810')).toMatchObject({ ok: true })
    expect(sessions.session).toEqual({ staff: 's_wang', callName: '小王', roles: ['front'] })
  })

  it('opens the vault with the right PIN only, locks it again, and forgets whoever leaves the list', async () => {
    const { sessions, told } = await atTheCounter()
    await sessions.signIn('s_wang', '111111')
    await sessions.signIn('s_wang', '246810')
    sessions.signOut()
    const left = { ...hall, staff: new Map([[wang.id, { ...wang, removed: true }]]) }
    sessions.follow({ hall: left, before: hall, events: [], origin: 'live' })
    expect(told).toEqual(['open s_wang 246810', 'lock', 'forget s_wang'])
  })

  it('says that somebody is not on the list', async () => {
    const { sessions } = await atTheCounter()
    expect(await sessions.signIn('s_nobody', '246810')).toMatchObject({ ok: false, why: 'staff-unknown' })
  })

  it('makes whoever guesses wait longer and longer, the right PIN included', async () => {
    const { sessions, clock } = await atTheCounter()
    const waits: number[] = []
    for (let i = 0; i < 5; i++) {
      const answer = await sessions.signIn('s_wang', '111111')
      if (!answer.ok) waits.push(answer.waitSeconds)
      if (!answer.ok && answer.waitSeconds > 0) {
        expect(await sessions.signIn('s_wang', '246810')).toMatchObject({ ok: false, why: 'wait' })
        await clock.pass(answer.waitSeconds * 1_000)
      }
    }
    expect(waits).toEqual([0, 0, 5, 15, 30])
    expect(await sessions.signIn('s_wang', '246810')).toMatchObject({ ok: true })
    expect(await sessions.signIn('s_wang', '111111')).toMatchObject({ why: 'wrong-pin', waitSeconds: 0 })
  })

  it('counts no wrong try when a PIN could not be checked', async () => {
    const { sessions } = await atTheCounter()
    for (let i = 0; i < 5; i++) await expect(sessions.signIn('s_wang', '999999')).rejects.toThrow('did not come')
    expect(await sessions.signIn('s_wang', '111111')).toMatchObject({ why: 'wrong-pin', waitSeconds: 0 })
    expect(await sessions.signIn('s_wang', '246810')).toMatchObject({ ok: true })
  })

  it('does not forget wrong tries when the app is closed and opened again', async () => {
    const { sessions, open } = await atTheCounter()
    for (let i = 0; i < 3; i++) await sessions.signIn('s_wang', '111111')
    const again = await open()
    expect(await again.signIn('s_wang', '246810')).toMatchObject({ ok: false, why: 'wait', waitSeconds: 5 })
  })

  it('stretches a PIN with Argon2id as the staff list asks', async () => {
    const hash = await stretchPin({ pin: '246810', salt: '01'.repeat(16), ...PIN_COST })
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await stretchPin({ pin: '246811', salt: '01'.repeat(16), ...PIN_COST })).not.toBe(hash)
  })
})

describe('an idle tablet', () => {
  it('locks after the time the hall has set', async () => {
    const { sessions, clock } = await atTheCounter()
    await sessions.signIn('s_wang', '246810')
    await clock.pass(4 * 60_000)
    sessions.touched()
    await clock.pass(4 * 60_000)
    expect(sessions.session).not.toBeNull()
    await clock.pass(60_001)
    expect(sessions.session).toBeNull()
  })

  it('waits while a customer is being served, and counts from the end of it', async () => {
    const { sessions, clock, guards } = await atTheCounter()
    await sessions.signIn('s_wang', '246810')
    const release = guards.hold('customer')
    await clock.pass(20 * 60_000)
    expect(sessions.session).not.toBeNull()
    release()
    await clock.pass(4 * 60_000)
    expect(sessions.session).not.toBeNull()
    await clock.pass(60_001)
    expect(sessions.session).toBeNull()
  })

  it('signs out whoever was taken off the staff list', async () => {
    const { sessions } = await atTheCounter()
    await sessions.signIn('s_wang', '246810')
    const without: Hall = { ...hall, staff: new Map([[wang.id, { ...wang, removed: true }]]) }
    sessions.follow({ hall: without, before: hall, events: [], origin: 'live' })
    expect(sessions.session).toBeNull()
  })
})
