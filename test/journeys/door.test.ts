import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keysOfCode } from '#device/door/codeKeys.ts'
import type { AtTheDoor } from '#device/door/knock.ts'
import type { Door } from '#device/door/letIn.ts'
import type { Pairing } from '#device/pairing.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import type { Place } from '#domain/kind.ts'
import { signedKnock } from '#log/signed.ts'
import { emptyStorage, quickStretch } from '#support/openTablet.ts'
import { call, createKey } from '#support/signingTablet.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

let story: TownStory
beforeEach(async () => {
  story = await openTownStory()
})
afterEach(() => story.close())

/** The manager offers a place; whoever reads the story says when somebody is let in. */
async function offer(place: Place, name: string): Promise<Door> {
  const opened = await story.manager.tablet.openDoor({ place, name })
  if (!opened.ok) throw new Error(opened.why)
  return opened.door
}

/** The hall has its key: what lies sealed on a tablet can be opened there by whoever signs in. */
async function makeHallKey(): Promise<void> {
  const vault = (await story.manager.tablet.openSealed())?.vault
  await story.manager.does(turnHallKey, (await vault?.found())!)
}

/** Somebody types a code at a new tablet. */
async function knock(code: string, name = '') {
  const newcomer = await story.wakeUp(emptyStorage())
  const seen: AtTheDoor[] = []
  const stop = new AbortController()
  const pairing = newcomer.tablet.pair({ code, name, onWaiting: (at) => seen.push(at), stop: stop.signal })
  return { newcomer, seen, pairing, stop }
}

/** The manager lets in whoever stands at the door. */
async function letIn(door: Door): Promise<void> {
  await until(() => door.state.kind === 'knocked')
  expect(await door.admit()).toMatchObject({ ok: true })
}

const placeOf = (pairing: Pairing) => (pairing.ok ? pairing.identity.place : pairing.why)
const fileOn = async ({ storage }: StoryTablet, name: string) =>
  new TextDecoder().decode(await storage.disk.read(name).catch(() => new Uint8Array()))
/** The hall as a tablet has it, with every line of the list of who may do what. */
const copyOn = ({ tablet }: StoryTablet): string => inspect(tablet.log.hall, { depth: null })

describe('a tablet that knocks', () => {
  it('shows the number that the manager’s shows, and is in the hall once it was let in', async () => {
    const door = await offer('counter', '3 号台')
    const { newcomer, seen, pairing } = await knock(door.code)
    await until(() => door.state.kind === 'knocked')
    expect(door.state).toEqual({ kind: 'knocked', name: '3 号台', number: seen.at(-1)?.number })
    expect(newcomer.tablet.identity).toBeNull()
    await letIn(door)
    expect(placeOf(await pairing)).toBe('counter')
    expect(newcomer.tablet.identity).toMatchObject({ name: '3 号台', hall: story.server.hall })
    const id = newcomer.tablet.identity?.tablet ?? ''
    await until(() => story.manager.tablet.log.hall.tablets.has(id))
    await until(() => door.state.kind === 'admitted' && door.state.brought)
    expect(door.state).toEqual({ kind: 'admitted', tablet: id, name: '3 号台', brought: true })
  })

  it('is named at every other desk, with the tablet on which it can be let in, until somebody let it in', async () => {
    const counter = await story.join('counter', '1 号台')
    const wall = await story.join('wall', '大屏')
    const door = await offer('reception', '前台 2')
    const { pairing } = await knock(door.code)
    const at = story.manager.tablet.identity?.tablet
    // The wall that knocked before it has gone from there by then.
    await until(() => counter.tablet.status.knocks.map(({ name }) => name).join() === '前台 2')
    expect(counter.tablet.status.knocks).toEqual([{ tablet: at, name: '前台 2', place: 'reception' }])
    await letIn(door)
    await pairing
    await until(() => counter.tablet.status.knocks.length === 0)
    await wall.heard()
    expect(wall.tablet.status.knocks).toEqual([])
  })

  it('is given every hall key and the desk secret, and opens the papers’ vault at the first sign-in', async () => {
    const { manager } = story
    await makeHallKey()
    const vault = (await manager.tablet.openSealed())?.vault
    const door = await offer('backoffice', '后台')
    const { newcomer, pairing } = await knock(door.code)
    await letIn(door)
    expect(placeOf(await pairing)).toBe('backoffice')
    expect(await fileOn(newcomer, 'desk-secret.json')).toBe(await fileOn(manager, 'desk-secret.json'))
    await until(() => newcomer.tablet.log.hall.staff.size === 3)
    await newcomer.signIn('0002')
    await until(() => newcomer.tablet.status.vault === 'unlocked')
    expect(newcomer.tablet.sealed?.vault.keyId).toBe(vault?.keyId)
  })

  it('as a wall gets neither', async () => {
    const door = await offer('wall', '大屏')
    const { newcomer, pairing } = await knock(door.code)
    await letIn(door)
    expect(placeOf(await pairing)).toBe('wall')
    expect(await newcomer.storage.disk.names()).not.toContain('desk-secret.json')
    expect(await newcomer.storage.disk.names()).not.toContain('vault.json')
  })

  it('as a wall learns its own name, and of no other tablet what it is called', async () => {
    const counter = await story.join('counter', '一号台')
    const door = await offer('wall', '大屏')
    const { newcomer, pairing } = await knock(door.code)
    await letIn(door)
    expect(await pairing).toMatchObject({ ok: true, identity: { name: '大屏' } })
    await newcomer.heard()
    const { log } = newcomer.tablet
    await until(() => log.hall.tablets.size === 3)
    const copy = copyOn(newcomer)
    expect(copy).toContain('TabletAdmitted')
    for (const name of ['厅经理平板', '一号台']) expect(copy).not.toContain(name)
    expect(copyOn(counter)).toContain('厅经理平板')
    const named = ({ tablet }: StoryTablet) => [...tablet.log.hall.tablets.values()].map(({ name }) => name).sort()
    await until(() => named(counter).includes('大屏'))
    expect(named(counter)).toEqual(['一号台', '厅经理平板', '大屏'].sort())
  })

  it('goes by the name that was typed there', async () => {
    const door = await offer('reception', '前台 2')
    const { pairing } = await knock(door.code, '大门口')
    await letIn(door)
    expect(await pairing).toMatchObject({ identity: { name: '大门口' } })
  })

  it('is sent away when the manager says that it is another one, and the code is void', async () => {
    const door = await offer('counter', '3 号台')
    const { pairing } = await knock(door.code)
    await until(() => door.state.kind === 'knocked')
    door.refuse()
    expect(placeOf(await pairing)).toBe('refused')
    const { pairing: again } = await knock(door.code)
    expect(placeOf(await again)).toBe('code-spent')
    expect(story.manager.tablet.log.hall.tablets.size).toBe(1)
  })

  it('hears that the code is spent when another tablet was quicker', async () => {
    const door = await offer('counter', '3 号台')
    await knock(door.code).then(({ stop }) => stop)
    await until(() => door.state.kind === 'knocked')
    const { pairing } = await knock(door.code)
    expect(placeOf(await pairing)).toBe('code-spent')
  })

  it('waits while the manager’s tablet is cut off, says so, and is let in afterwards', async () => {
    const door = await offer('counter', '3 号台')
    story.manager.cut()
    const { seen, pairing } = await knock(door.code)
    await until(() => seen.at(-1)?.reach === 'heard')
    story.later(10_000)
    await until(() => seen.at(-1)?.reach === 'manager-away' && !door.heard)
    story.manager.mend()
    await letIn(door)
    expect(placeOf(await pairing)).toBe('counter')
    expect(door.heard).toBe(true)
  })

  it('is let in although the manager’s tablet was cut off at that very moment', async () => {
    const door = await offer('counter', '3 号台')
    const { pairing } = await knock(door.code)
    await until(() => door.state.kind === 'knocked')
    story.manager.cut()
    await letIn(door)
    await until(() => !door.heard)
    story.manager.mend()
    expect(placeOf(await pairing)).toBe('counter')
  })

  it('waits over a restart of the hall server, which remembers nothing of it', async () => {
    const door = await offer('counter', '3 号台')
    const { seen, pairing } = await knock(door.code)
    await until(() => door.state.kind === 'knocked')
    await story.server.stop()
    await until(() => seen.at(-1)?.reach === 'server-away')
    await letIn(door)
    const again = await story.server.start()
    expect(placeOf(await pairing)).toBe('counter')
    await again.close()
  })

  it('cannot be offered a ninth place before one of eight codes was used or is too old', async () => {
    for (let i = 1; i <= 8; i++) await offer('counter', `${i} 号台`)
    const { tablet } = story.manager
    const ninth = { place: 'counter', name: '9 号台' } as const
    expect(await tablet.openDoor(ninth)).toEqual({ ok: false, why: 'too-many-offers' })
    story.later(10 * 60_000)
    expect(await tablet.openDoor(ninth)).toMatchObject({ ok: true })
  })

  it('waits in vain, and both tablets say after ten minutes that it is over: nobody is let in who has gone', async () => {
    const door = await offer('counter', '3 号台')
    const { pairing } = await knock(door.code)
    await until(() => door.state.kind === 'knocked')
    story.later(10 * 60_000)
    expect(await door.admit()).toBeNull()
    expect(door.state).toEqual({ kind: 'ended' })
    expect(placeOf(await pairing)).toBe('code-expired')
    expect(story.manager.tablet.log.hall.tablets.size).toBe(1)
    expect(story.manager.tablet.status.doors).toEqual([])
  })

  it('is over on the manager’s tablet by itself, although nobody touches it', async () => {
    const door = await offer('counter', '3 号台')
    story.later(10 * 60_000)
    await until(() => door.state.kind === 'ended')
    expect(story.manager.tablet.status.doors).toEqual([])
  })

  it('is found again by a manager whose page was loaded anew, and is let in there', async () => {
    await makeHallKey()
    const door = await offer('counter', '3 号台')
    const { seen, pairing } = await knock(door.code)
    await until(() => door.state.kind === 'knocked')
    await until(async () => (await fileOn(story.manager, 'doors.json')).includes('"sealed":"'))
    expect(await fileOn(story.manager, 'doors.json')).not.toContain(door.code)
    const anew = await story.manager.restart()
    expect(anew.tablet.status.doors).toEqual([])
    await anew.signIn('0001')
    await until(() => anew.tablet.status.doors[0]?.state.kind === 'knocked')
    const [again] = anew.tablet.status.doors
    expect(again?.state).toMatchObject({ number: seen.at(-1)?.number })
    expect(await again?.admit()).toMatchObject({ ok: true })
    expect(placeOf(await pairing)).toBe('counter')
    await until(async () => !(await fileOn(anew, 'doors.json')).includes('"sealed":"'))
  })

  it('leaves no code on the disk of a manager’s tablet whose time is over', async () => {
    await makeHallKey()
    await offer('counter', '3 号台')
    await until(async () => (await fileOn(story.manager, 'doors.json')).includes('"sealed":"'))
    story.later(10 * 60_000)
    await until(async () => (await fileOn(story.manager, 'doors.json')).includes('"sealed":null'))
  })

  it('is let in although the page was loaded anew before the hall server had heard of it', async () => {
    await makeHallKey()
    const door = await offer('counter', '3 号台')
    const { pairing } = await knock(door.code)
    await until(() => door.state.kind === 'knocked')
    story.manager.cut()
    await letIn(door)
    expect(door.state).toMatchObject({ kind: 'admitted', brought: false })
    await until(async () => (await fileOn(story.manager, 'doors.json')).includes('"sealed":"'))
    const anew = await story.manager.restart()
    await anew.signIn('0001')
    expect(placeOf(await pairing)).toBe('counter')
  })

  it('is told after a restart of the hall server that the manager’s tablet is not there, and at the end to begin anew', async () => {
    const door = await offer('counter', '3 号台')
    const { seen, pairing } = await knock(door.code)
    await until(() => door.state.kind === 'knocked')
    story.manager.cut()
    await story.server.stop()
    const again = await story.server.start()
    await until(() => seen.at(-1)?.reach === 'manager-away')
    story.later(12 * 60_000)
    expect(placeOf(await pairing)).toBe('offer-gone')
    await again.close()
  })

  it('is told that the code is too old after ten minutes', async () => {
    const door = await offer('counter', '3 号台')
    story.later(10 * 60_000)
    const { pairing } = await knock(door.code)
    expect(placeOf(await pairing)).toBe('code-expired')
    expect(door.ends).toBeLessThanOrEqual(story.manager.tablet.now())
  })
})

describe('somebody who does not have the code', () => {
  it('and knocks all the same spends it, is named to the manager, and is never let in', async () => {
    const door = await offer('counter', '3 号台')
    const { origin, hall } = story.server
    // The hall server itself, say, which knows the offer and not the code.
    const { offer: id } = await keysOfCode({
      code: door.code,
      hall,
      stretch: ({ pin, salt }) => quickStretch(pin, salt),
    })
    const key = await createKey()
    const forged = { offer: id, key: key.spki, sealKey: key.spki, mac: 'M'.repeat(43), name: '3 号台', origin }
    const body = JSON.stringify({ ...forged, signature: await key.sign(signedKnock(forged)) })
    const ask = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }
    expect((await call(origin, '/api/knocks', ask)).body.status).toBe('waiting')
    await until(() => door.state.kind === 'stranger')
    expect(await door.admit()).toBeNull()
    await until(async () => (await call(origin, '/api/knocks', ask)).body.status === 'refused')
    expect(story.manager.tablet.log.hall.tablets.size).toBe(1)
  })
})
