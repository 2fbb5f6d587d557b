import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { createGuards } from '#device/basics/guards.ts'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import { writeDeskSecrets } from '#device/who/deskSecret.ts'
import { boxPersonKey, makePersonKey, openPersonBox } from '#device/who/personKey.ts'
import { NoMemory, PIN_COST, type PinStretch } from '#device/who/pinStretch.ts'
import { openSessions } from '#device/who/session.ts'
import { stretchPin } from '#device/who/stretchPin.ts'
import type { StaffMember } from '#domain/staff/staff.ts'
import { emptyHall, type Hall } from '#domain/whole.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import { quickStretch } from '#support/openTablet.ts'
import { realChance } from '#support/realChance.ts'
import { createTestClock } from '#support/testClock.ts'

const deskSecret = realChance.bytes(32)
const stretch: PinStretch = async ({ pin, salt }) => {
  if (pin === '999999') throw new Error('its file did not come')
  return quickStretch(pin, salt)
}
const boxing = { stretch, chance: realChance, cost: PIN_COST }
const { publicKey, privateKey } = await makePersonKey()
const ofWang = { hall: 'h_test', staff: 's_wang', publicKey, deskSecret }
const box = await boxPersonKey({ ...ofWang, pin: '284617', privateKey }, boxing)
const wang: StaffMember = {
  id: 's_wang',
  workNumber: '0012',
  callName: '小王',
  roles: ['front'],
  key: publicKey,
  keyBy: null,
  box,
  given: null,
  removed: false,
}
const hallWith = (person: StaffMember): Hall => ({ ...emptyHall('h_test'), staff: new Map([[person.id, person]]) })
const start = hallWith(wang)

async function atTheCounter({ secret = true } = {}) {
  const running = createTestClock()
  const clock = { ...running, ...running.device(), pass: running.pass }
  const disk = memoryDisk()
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const guards = createGuards()
  const told: string[] = []
  const onFault = (fault: unknown) => {
    throw fault
  }
  const keepsakes = () => openKeepsakes({ disk, database: factory, onFault })
  if (secret) await writeDeskSecrets(keepsakes(), [deskSecret])
  let hall = start
  let sentAway = false
  const open = () =>
    openSessions({
      hall: () => hall,
      isRevoked: () => sentAway,
      keepsakes: keepsakes(),
      chance: realChance,
      stretch,
      vault: {
        async open(key) {
          told.push(`open ${key.staff} ${key.publicKey === publicKey ? 'as ever' : 'anew'}`)
          return 'unlocked'
        },
        lock: () => void told.push('lock'),
        forget: async (staff) => void told.push(`forget ${staff}`),
      },
      guards,
      clock,
      elapsed: running.now,
      onSession() {},
      async perform(command, ask) {
        told.push(`${command.name} ${JSON.stringify(ask)}`)
        return { ok: true, events: [] }
      },
      onFault: (fault) => void told.push(String(fault)),
    })
  const sessions = await open()
  return {
    clock,
    guards,
    told,
    open,
    sessions,
    isSentAway() {
      sentAway = true
    },
    /** Its timers stand still while time goes by. */
    sleep: (ms: number) => clock.jump(ms),
    locksAfter(lockAfterMinutes: number) {
      const before = hall
      const rules = { ...before.settings.rules, lockAfterMinutes }
      hall = { ...before, settings: { ...before.settings, rules } }
      sessions.follow({ hall, before, events: [], origin: 'live' })
    },
    /** The staff list says something else of 小王 from now on. */
    says(change: Partial<StaffMember>) {
      const before = hall
      hall = hallWith({ ...wang, ...before.staff.get('s_wang'), ...change })
      sessions.follow({ hall, before, events: [], origin: 'live' })
    },
  }
}

describe('signing in with a PIN', () => {
  it('signs nobody in on a tablet that was sent away, counts no try and lends no colleague’s key', async () => {
    const { sessions, told, isSentAway } = await atTheCounter()
    isSentAway()
    for (const pin of ['284617', '111111', '111112', '111113', '111114'])
      expect(await sessions.signIn('s_wang', pin)).toEqual({ ok: false, why: 'tablet-revoked', waitSeconds: 0 })
    expect(await sessions.prove('s_wang', '284617')).toMatchObject({ ok: false, why: 'tablet-revoked' })
    expect([sessions.session, sessions.signers, told]).toEqual([null, [], []])
  })

  it('lets 小王 in with the right PIN (Q75)', async () => {
    const { sessions } = await atTheCounter()
    expect(await sessions.signIn('s_wang', '284617')).toMatchObject({ ok: true })
    expect(sessions.session).toEqual({ staff: 's_wang', callName: '小王', roles: ['front'] })
  })

  it('opens the vault with the right PIN only, locks it again, and forgets whoever leaves the list', async () => {
    const { sessions, told, says } = await atTheCounter()
    await sessions.signIn('s_wang', '111111')
    await sessions.signIn('s_wang', '284617')
    sessions.signOut()
    says({ removed: true })
    expect(told).toEqual(['open s_wang as ever', 'lock', 'forget s_wang'])
  })

  it('says that somebody is not on the list', async () => {
    const { sessions } = await atTheCounter()
    expect(await sessions.signIn('s_nobody', '284617')).toMatchObject({ ok: false, why: 'staff-unknown' })
  })

  it('makes whoever guesses wait longer and longer, the right PIN included', async () => {
    const { sessions, clock } = await atTheCounter()
    const waits: number[] = []
    for (let i = 0; i < 5; i++) {
      const answer = await sessions.signIn('s_wang', '111111')
      if (!answer.ok) waits.push(answer.waitSeconds)
      if (!answer.ok && answer.waitSeconds > 0) {
        expect(await sessions.signIn('s_wang', '284617')).toMatchObject({ ok: false, why: 'wait' })
        await clock.pass(answer.waitSeconds * 1_000)
      }
    }
    expect(waits).toEqual([0, 0, 5, 15, 30])
    expect(await sessions.signIn('s_wang', '284617')).toMatchObject({ ok: true })
    expect(await sessions.signIn('s_wang', '111111')).toMatchObject({ why: 'wrong-pin', waitSeconds: 0 })
  })

  it('counts no wrong try when a PIN could not be checked', async () => {
    const { sessions } = await atTheCounter()
    for (let i = 0; i < 5; i++) await expect(sessions.signIn('s_wang', '999999')).rejects.toThrow('did not come')
    expect(await sessions.signIn('s_wang', '111111')).toMatchObject({ why: 'wrong-pin', waitSeconds: 0 })
    expect(await sessions.signIn('s_wang', '284617')).toMatchObject({ ok: true })
  })

  it('does not forget wrong tries when the app is closed and opened again', async () => {
    const { sessions, open } = await atTheCounter()
    for (let i = 0; i < 3; i++) await sessions.signIn('s_wang', '111111')
    const again = await open()
    expect(await again.signIn('s_wang', '284617')).toMatchObject({ ok: false, why: 'wait', waitSeconds: 5 })
  })

  it('counts wrong tries of two tabs together: the second one gives nobody another try', async () => {
    const { sessions, open, clock, told } = await atTheCounter()
    const other = await open()
    await sessions.signIn('s_wang', '111111')
    await other.signIn('s_wang', '111111')
    expect(await sessions.signIn('s_wang', '111111')).toMatchObject({ why: 'wrong-pin', waitSeconds: 5 })
    expect(await other.signIn('s_wang', '284617')).toMatchObject({ ok: false, why: 'wait', waitSeconds: 5 })
    await clock.pass(5_000)
    expect(await other.signIn('s_wang', '111111')).toMatchObject({ why: 'wrong-pin', waitSeconds: 15 })
    expect(await sessions.signIn('s_wang', '284617')).toMatchObject({ ok: false, why: 'wait', waitSeconds: 15 })
    expect(told).toEqual([3, 4].map((count) => `tellWrongPins {"staff":"s_wang","count":${count}}`))
    await clock.pass(15_000)
    expect(await sessions.signIn('s_wang', '284617')).toMatchObject({ ok: true })
    expect(await other.signIn('s_wang', '111111')).toMatchObject({ why: 'wrong-pin', waitSeconds: 0 })
  })

  it('says so on a tablet that has no desk secret, and counts no wrong try', async () => {
    const { sessions } = await atTheCounter({ secret: false })
    for (let i = 0; i < 5; i++)
      expect(await sessions.signIn('s_wang', '284617')).toEqual({ ok: false, why: 'no-desk-secret', waitSeconds: 0 })
  })

  it('calls no PIN wrong on a tablet that has not got the secret of after a theft, and tells nobody', async () => {
    const { sessions, says, told } = await atTheCounter()
    const after = { ...ofWang, deskSecret: realChance.bytes(32) }
    says({ box: await boxPersonKey({ ...after, pin: '351792', privateKey }, boxing) })
    for (const pin of ['351792', '284617', '351792', '351792'])
      expect(await sessions.signIn('s_wang', pin)).toEqual({ ok: false, why: 'newer-desk-secret', waitSeconds: 0 })
    expect(told).toEqual([])
  })

  it('stretches it with Argon2id over 64 MiB, three times', async () => {
    const hash = await stretchPin({ pin: '246810', salt: '01'.repeat(16), ...PIN_COST })
    expect(PIN_COST).toEqual({ memory: 65_536, passes: 3 })
    expect(hash).toBe('3d321203cbb5e92a29451564261452b2c6c05bfa66caa4b21adadc853b87a7f9')
  })

  it('says so where the memory for it is not to be had', async () => {
    const tooMuch = { pin: '284617', salt: '01'.repeat(16), memory: 8 * 1024 * 1024, passes: 1 }
    await expect(stretchPin(tooMuch)).rejects.toThrow(NoMemory)
  })
})

describe('the key of whoever is signed in', () => {
  it('is there while they are, and forgotten when the tablet locks', async () => {
    const { sessions, clock } = await atTheCounter()
    expect(sessions.signer).toBeNull()
    await sessions.signIn('s_wang', '284617')
    expect(sessions.signer).toMatchObject({ staff: 's_wang', publicKey })
    await clock.pass(5 * 60_001)
    expect(sessions.signer).toBeNull()
  })

  it('comes with the PIN of a second person, and whoever is signed in stays so', async () => {
    const { sessions } = await atTheCounter()
    expect(await sessions.prove('s_wang', '284617')).toMatchObject({ ok: true, key: { staff: 's_wang', publicKey } })
    expect([sessions.session, sessions.signer]).toEqual([null, null])
    expect(await sessions.prove('s_wang', '111111')).toMatchObject({ ok: false, why: 'wrong-pin' })
  })

  it('stays the same when they change their PIN, which takes the one until now', async () => {
    const { sessions, told, says } = await atTheCounter()
    expect(await sessions.changePin('284617', '351792')).toMatchObject({ ok: false, why: 'staff-unknown' })
    await sessions.signIn('s_wang', '284617')
    expect(await sessions.changePin('111111', '351792')).toMatchObject({ ok: false, why: 'wrong-pin' })
    const changed = await sessions.changePin('284617', '351792')
    if (!changed.ok) throw new Error(changed.why)
    expect(changed).toMatchObject({ staff: 's_wang', key: publicKey, box: { ...PIN_COST } })
    says({ box: changed.box })
    expect(sessions.session).not.toBeNull()
    sessions.signOut()
    expect(await sessions.signIn('s_wang', '284617')).toMatchObject({ ok: false, why: 'wrong-pin' })
    expect(await sessions.signIn('s_wang', '351792')).toMatchObject({ ok: true })
    expect(told).toEqual(['open s_wang as ever', 'lock', 'open s_wang as ever'])
  })

  it('comes out of a PIN that somebody else chose without typing it again, and not under that PIN', async () => {
    const { sessions, says } = await atTheCounter()
    says({ given: { by: 's_chen', at: 0 } })
    await sessions.signIn('s_wang', '284617')
    expect(await sessions.changePin(null, '284617')).toMatchObject({ ok: false, why: 'same-pin' })
    const changed = await sessions.changePin(null, '351792')
    if (!changed.ok) throw new Error(changed.why)
    says({ box: changed.box, given: null })
    sessions.signOut()
    expect(await sessions.signIn('s_wang', '351792')).toMatchObject({ ok: true })
    expect(await sessions.changePin(null, '907345')).toMatchObject({ ok: false, why: 'wrong-pin' })
  })

  it('is made for somebody else with their first PIN, and fits its box', async () => {
    const { sessions } = await atTheCounter()
    const made = await sessions.makeKey('s_li', '351792')
    const ask = { hall: 'h_test', staff: 's_li', publicKey: made.key, deskSecrets: [deskSecret], box: made.box }
    expect(await openPersonBox({ ...ask, pin: '351792' }, stretch)).toMatchObject({ staff: 's_li' })
    expect(await openPersonBox({ ...ask, pin: '284617' }, stretch)).toBeNull()
  })

  it('gives way to a new one that they made for themselves, without a new sign-in', async () => {
    const { sessions, told, says } = await atTheCounter()
    await sessions.signIn('s_wang', '284617')
    const made = await sessions.makeKey('s_wang', '351792')
    expect(sessions.signer?.publicKey).toBe(publicKey)
    says({ key: made.key, box: made.box })
    expect(sessions.signer?.publicKey).toBe(made.key)
    expect(sessions.session?.staff).toBe('s_wang')
    expect(told).toEqual(['open s_wang as ever', 'forget s_wang', 'open s_wang anew'])
  })

  it('is worth nothing once a manager gave them another one: they are signed out, and the vault forgets it', async () => {
    const { sessions, told, says } = await atTheCounter()
    await sessions.signIn('s_wang', '284617')
    const given = await (await atTheCounter()).sessions.makeKey('s_wang', '351792')
    says({ key: given.key, box: given.box })
    expect([sessions.session, sessions.signer]).toEqual([null, null])
    expect(told).toEqual(['open s_wang as ever', 'forget s_wang', 'lock'])
    expect(await sessions.signIn('s_wang', '351792')).toMatchObject({ ok: true })
  })
})

describe('an idle tablet', () => {
  it('locks after the time the hall has set', async () => {
    const { sessions, clock } = await atTheCounter()
    await sessions.signIn('s_wang', '284617')
    await clock.pass(4 * 60_000)
    sessions.touched()
    await clock.pass(4 * 60_000)
    expect(sessions.session).not.toBeNull()
    await clock.pass(60_001)
    expect(sessions.session).toBeNull()
  })

  it('locks after a time that the hall has shortened meanwhile, without a touch', async () => {
    const { sessions, clock, locksAfter } = await atTheCounter()
    locksAfter(240)
    await sessions.signIn('s_wang', '284617')
    await clock.pass(10_000)
    locksAfter(1)
    await clock.pass(45_000)
    expect(sessions.session).not.toBeNull()
    await clock.pass(10_000)
    expect(sessions.session).toBeNull()
  })

  it('waits while a customer is being served, and never longer than twice the time', async () => {
    const { sessions, clock, guards } = await atTheCounter()
    await sessions.signIn('s_wang', '284617')
    guards.hold('customer')
    await clock.pass(9 * 60_000)
    expect(sessions.session).not.toBeNull()
    sessions.touched()
    await clock.pass(9 * 60_000)
    expect(sessions.session).not.toBeNull()
    await clock.pass(60_001)
    expect(sessions.session).toBeNull()
  })

  it('locks at once when the customer is gone and nobody touched it for long', async () => {
    const { sessions, clock, guards } = await atTheCounter()
    await sessions.signIn('s_wang', '284617')
    const release = guards.hold('customer')
    await clock.pass(3 * 60_000)
    sessions.touched()
    release()
    await clock.pass(4 * 60_000)
    expect(sessions.session).not.toBeNull()
    const again = guards.hold('form')
    await clock.pass(2 * 60_000)
    expect(sessions.session).not.toBeNull()
    again()
    expect(sessions.session).toBeNull()
  })

  it.each([false, true])(
    'is locked in time although its clock is set back again and again (a customer is being served: %s)',
    async (isHeld) => {
      const { sessions, clock, guards } = await atTheCounter()
      await sessions.signIn('s_wang', '284617')
      if (isHeld) guards.hold('customer')
      for (let minutes = 4; minutes < (isHeld ? 10 : 5); minutes += 4) {
        await clock.pass(4 * 60_000)
        clock.jump(-60 * 60_000)
        sessions.woke()
        expect(sessions.session).not.toBeNull()
      }
      await clock.pass((isHeld ? 2 : 1) * 60_000 + 1)
      expect(sessions.session).toBeNull()
    },
  )

  it('is found locked when it wakes up, before anybody has touched it', async () => {
    const { sessions, clock, sleep } = await atTheCounter()
    await sessions.signIn('s_wang', '284617')
    sleep(3 * 60_000)
    sessions.woke()
    expect(sessions.session).not.toBeNull()
    sleep(3 * 60_000)
    expect(sessions.session).not.toBeNull()
    sessions.woke()
    expect(sessions.session).toBeNull()
    await clock.pass(0)
  })

  it('signs out whoever was taken off the staff list', async () => {
    const { sessions, says } = await atTheCounter()
    await sessions.signIn('s_wang', '284617')
    says({ removed: true })
    expect(sessions.session).toBeNull()
  })
})
