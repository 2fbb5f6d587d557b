import { IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import { readDeskSecrets } from '#device/who/deskSecret.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import { hallKeys, lackingSecret, owesNewKey } from '#domain/keys/queries.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { boxKey, changeStaff } from '#domain/staff/commands.ts'
import { revokeTablet } from '#domain/tablets/commands.ts'
import { openTownStory, PIN, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const NEW_PIN = '351792'
let story: TownStory
beforeEach(async () => {
  story = await openTownStory()
  const first = await story.manager.tablet.sealed?.vault.found()
  if (first) await story.manager.does(turnHallKey, first)
})
afterEach(() => story.close())

const staffId = (workNumber: string) =>
  [...story.manager.tablet.log.hall.staff.values()].find((each) => each.workNumber === workNumber)?.id ?? ''
const told = ({ tablet }: StoryTablet) => hallKeys(tablet.log.hall.authority)
const keyIn = ({ tablet }: StoryTablet, workNumber: string) => tablet.log.hall.staff.get(staffId(workNumber))?.key

/** Whoever is signed in there chooses a new PIN, for a new key. */
async function renews(at: StoryTablet, workNumber: string): Promise<void> {
  const staff = staffId(workNumber)
  // The disk in strange hands gives away the PIN until now: it is not taken again.
  expect(await at.tablet.renewKey(PIN)).toEqual({ ok: false, why: 'same-pin' })
  const made = await at.tablet.renewKey(NEW_PIN)
  if (made.ok) await at.does(boxKey, { staff, key: made.key, box: made.box })
}

async function secretsOf({ storage }: StoryTablet): Promise<string[]> {
  const keepsakes = openKeepsakes({
    disk: storage.disk,
    database: { indexedDB: storage.indexedDB, IDBKeyRange },
    onFault: () => {},
  })
  const secrets = await readDeskSecrets(keepsakes)
  await keepsakes.close()
  return secrets.map((each) => Buffer.from(each).toString('hex'))
}

describe('a tablet that was stolen and is revoked while it is cut off', () => {
  it('counts for what was done there before, and never for what the thief does with everybody’s PIN', async () => {
    // The second manager works at the tablet that will be stolen.
    await story.manager.does(changeStaff, { staff: staffId('0002'), roles: ['manager', 'front'] })
    const stolen = await story.join('counter', '1 号台')
    const stays = await story.join('backoffice', '后台')
    const idle = await story.join('reception', '前台')
    const off = await story.join('reception', '门口')
    await story.together(story.manager, off)
    off.cut()
    await stolen.signIn('0002')
    await stays.signIn('0003')
    await stolen.does(configureHall, { notice: '老实写的' })
    await story.together(story.manager, stolen, stays)
    expect(story.manager.tablet.log.hall.settings.notice).toBe('老实写的')
    const known = await secretsOf(stolen)
    stolen.cut()

    await story.manager.does(revokeTablet, { tablet: stolen.tablet.identity?.tablet ?? '', lost: true })
    await until(() => [story.manager, stays].every((each) => told(each).losses[0]?.renewed === true))
    expect(told(stays)).toMatchObject({ due: null, secretDue: false })
    // Where somebody is signed in the new desk secret has come; the lost tablet has only the old one.
    for (const each of [story.manager, stays])
      await until(async () => {
        const [newest] = await secretsOf(each)
        return newest !== undefined && !known.includes(newest)
      })

    // Managers first, then everybody at the next sign-in, each with a key of their own that is new.
    expect(told(story.manager).losses[0]?.owing).toHaveLength(3)
    const before = ['0001', '0003'].map((each) => keyIn(story.manager, each))
    await renews(story.manager, '0001')
    await renews(stays, '0003')
    await story.together(story.manager, stays)
    expect(['0001', '0003'].map((each) => keyIn(story.manager, each))).not.toEqual(before)
    expect(told(stays).losses[0]?.owing).toEqual([staffId('0002')])
    expect(owesNewKey(stays.tablet.log.hall.authority, staffId('0003'))).toBe(false)
    // The old PIN opens nothing any more where the new one was chosen, and the new one does, at either tablet.
    stays.tablet.signOut()
    expect(await stays.tablet.signIn(staffId('0003'), PIN)).toMatchObject({ ok: false, why: 'wrong-pin' })
    expect((await stays.tablet.signIn(staffId('0001'), NEW_PIN)).ok).toBe(true)

    // Where nobody has signed in since the theft no PIN is called wrong, until somebody brings the new secret there.
    await story.together(stays, idle)
    // The manager reads which tablet that is.
    const lacking = () =>
      told(story.manager).losses.flatMap((loss) => lackingSecret(story.manager.tablet.log.hall, loss))
    await until(() => lacking().length === 2)
    expect(lacking().map(({ name }) => name)).toEqual(['前台', '门口'])
    for (const pin of [NEW_PIN, PIN])
      expect(await idle.tablet.signIn(staffId('0001'), pin)).toMatchObject({ ok: false, why: 'newer-desk-secret' })
    await idle.signIn('0002')
    await until(async () => (await secretsOf(idle)).length > known.length)
    await until(() => lacking().length === 1)
    expect((await idle.tablet.signIn(staffId('0001'), NEW_PIN)).ok).toBe(true)

    // The thief knows every PIN of before, and has found the network again.
    stolen.tablet.signOut()
    expect((await stolen.tablet.signIn(staffId('0002'), PIN)).ok).toBe(true)
    await stolen.does(configureHall, { notice: '小偷写的' })
    await stolen.does(changeStaff, { staff: staffId('0003'), roles: ['manager'] })
    stolen.mend()
    await until(() => stolen.tablet.status.link === 'revoked')
    // Its session has ended at once, and the tablet itself signs nobody in.
    expect(stolen.tablet.session).toBeNull()
    expect(await stolen.tablet.signIn(staffId('0002'), PIN)).toMatchObject({ ok: false, why: 'tablet-revoked' })
    await story.together(story.manager, stays)
    for (const each of [story.manager, stays]) {
      const { settings, staff } = each.tablet.log.hall
      expect([settings.notice, staff.get(staffId('0003'))?.roles]).toEqual(['老实写的', ['front']])
    }
    expect((await secretsOf(stolen)).every((each) => known.includes(each))).toBe(true)

    // The last one signs in anew, and nothing is open any more.
    stays.tablet.signOut()
    await stays.signIn('0002')
    await renews(stays, '0002')
    await story.together(story.manager, stays)
    expect(told(story.manager).losses[0]?.owing).toEqual([])

    // On the tablet that was off all the while nobody’s PIN can be checked any more, until a key sheet is typed in there.
    off.mend()
    await story.together(story.manager, off)
    const signsIn = () => off.tablet.signIn(staffId('0002'), NEW_PIN)
    expect(await signsIn()).toMatchObject({ ok: false, why: 'newer-desk-secret' })
    const sheet = (await story.manager.tablet.sealed?.vault.keyText()) ?? ''
    expect(await off.tablet.takeKeySheet(sheet.replace(/.$/, (last) => (last === '2' ? '3' : '2')))).toBe(false)
    expect(await signsIn()).toMatchObject({ ok: false, why: 'newer-desk-secret' })
    expect(await off.tablet.takeKeySheet(sheet)).toBe(true)
    expect(await signsIn()).toMatchObject({ ok: true })
    await until(() => lacking().length === 0)
    expect(await stolen.tablet.takeKeySheet(sheet)).toBe(false)
    await story.together(story.manager, off)
  })
})
