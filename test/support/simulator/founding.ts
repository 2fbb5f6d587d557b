import { rmSync } from 'node:fs'
import type { Tablet } from '#device/tablet.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import type { Place } from '#domain/kind.ts'
import { fromGroups } from '#domain/letters.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { heldIn, ROOT_LINES } from '#log/sheetLines.ts'
import { makeKit } from '#server/kit/hallKit.ts'
import { addPerson, chooseOwnPin } from '#support/addPerson.ts'
import { type SeededChance, seededChance } from '#support/chance.ts'
import { codeFor } from '#support/letIn.ts'
import { createTestNetwork, emptyStorage, openTablet, type TabletStorage } from '#support/openTablet.ts'
import { townHall } from '#support/townHall.ts'
import { createHallServerNearby, ORIGIN } from './hallServerNearby.ts'
import { BACK, CHIEF, FRONT, PIN } from './people.ts'
import { seedCrypto } from './seededCrypto.ts'
import { createSimulatedTime } from './simulatedTime.ts'

/** A tablet of the hall, switched off. */
export interface Packed {
  readonly name: string
  readonly place: Place
  readonly storage: TabletStorage
}

/** A hall that has been set up the evening before, everything switched off: where every morning begins. */
export interface FoundedHall {
  /** A copy of the server's store. */
  readonly store: string
  readonly tablets: readonly Packed[]
  /** The kit for a spare server, and what opens it from the recovery sheet. */
  readonly kit: OpenKit
}

/** A hall kit as it lies in a drawer, with the sheet's part of it. */
export interface OpenKit {
  readonly sealed: string
  readonly rootKey: Uint8Array
}

/** Which somebody else gave them. */
const FIRST_PIN = '907345'

/** The managers' first; in the order in which mornings bring them in. */
const TABLETS: readonly (readonly [name: string, place: Place])[] = [
  ['manager', 'manager'],
  ['reception', 'reception'],
  ['counter 3', 'counter'],
  ['wall', 'wall'],
  ['reception 2', 'reception'],
  ['counter 2', 'counter'],
  ['back office', 'backoffice'],
]
/** Those of a large hall besides. */
const MORE: typeof TABLETS = [
  ['counter 1', 'counter'],
  ['reception 3', 'reception'],
  ['wall 2', 'wall'],
  ['back office 2', 'backoffice'],
  ['counter 5', 'counter'],
  ['manager 2', 'manager'],
  ['reception 4', 'reception'],
  ['back office 3', 'backoffice'],
  ['wall 3', 'wall'],
  ['reception 5', 'reception'],
  ['back office 4', 'backoffice'],
  ['manager 3', 'manager'],
  ['reception 6', 'reception'],
]
const ALL = [...TABLETS, ...MORE]

/** The halls in which mornings are played, each founded when the first morning wants it: most are small, as most hours are. */
export function openHalls(folder: string) {
  const halls = new Map<string, Promise<FoundedHall>>()
  const hall = (name: string, tablets: typeof TABLETS) => {
    const found = halls.get(name) ?? foundHall(`${folder}/${name}`, tablets)
    halls.set(name, found)
    return found
  }
  return {
    /** A hall, and how many of its tablets are there this morning: 2–20. */
    async of(chance: SeededChance): Promise<{ readonly hall: FoundedHall; readonly present: number }> {
      if (chance.often(LARGE))
        return { hall: await hall('large', ALL), present: TABLETS.length + 1 + chance.below(MORE.length) }
      const others = TABLETS.length - 1
      return { hall: await hall('small', TABLETS), present: 2 + Math.min(chance.below(others), chance.below(others)) }
    },
  }
}
/** So often it is a large one. */
const LARGE = 0.08

/** Founds a hall with the real server and real tablets; the same each time, as all chance in it comes from one seed. */
export async function foundHall(folder: string, tablets = TABLETS): Promise<FoundedHall> {
  const chance = seededChance(7)
  const unseed = seedCrypto(chance.bytes)
  const time = createSimulatedTime('2026-11-22T10:00:00.000Z')
  const server = createHallServerNearby({ folder: `${folder}/founding`, time })
  const during = async <T>(work: Promise<T>): Promise<T> => {
    let done = false
    const finish = () => {
      done = true
    }
    work.then(finish, finish)
    await time.passUntil(() => done, 120_000)
    return work
  }
  const packed: Packed[] = []
  const open: Tablet[] = []
  const on = async (name: string, place: Place) => {
    const storage = emptyStorage()
    const tablet = await during(
      openTablet({
        server: server.fetch,
        origin: ORIGIN,
        storage,
        clock: time.device(0),
        elapsed: time.elapsed,
        network: createTestNetwork(),
        chance,
      }),
    )
    packed.push({ name, place, storage })
    open.push(tablet)
    return tablet
  }
  const pair = async (tablet: Tablet, code: string, name: string) => {
    const paired = await during(tablet.pair({ code, name }))
    if (!paired.ok) throw new Error(`${name} was not let in: ${paired.why}`)
  }

  await server.start()
  const [first, ...others] = tablets
  if (!first) throw new Error('a hall has tablets')
  const manager = await on(...first)
  await pair(manager, server.firstCode, first[0])
  await during(addPerson(manager, { ...CHIEF, pin: PIN }))
  const [chief = ''] = manager.log.hall.staff.keys()
  await during(manager.signIn(chief, PIN))
  await during(manager.log.perform(configureHall, townHall))
  for (const person of [FRONT, BACK]) {
    await during(addPerson(manager, { ...person, pin: FIRST_PIN }))
    await during(chooseOwnPin(manager, person.workNumber, FIRST_PIN, PIN))
    await during(manager.signIn(chief, PIN))
  }
  const sheet = (await during(manager.openHeldSheet().then((held) => held.lines()))) ?? []
  const turn = await during(manager.openSealed().then((sealed) => sealed?.vault.found()))
  if (!turn) throw new Error('the hall has no key')
  await during(manager.log.perform(turnHallKey, turn))
  for (const [name, place] of others)
    await pair(await on(name, place), await during(codeFor(manager, place, name)), name)
  const known = (tablet: Tablet) => tablet.status.behind === 0 && tablet.status.unsent.count === 0
  if (
    !(await time.passUntil(() => open.every((each) => known(each) && each.log.hall.settings.queues.length > 0), 60_000))
  )
    throw new Error('the hall was not founded')
  const { hall = '' } = manager.identity ?? {}
  const { root } = manager.log.hall.authority
  if (root === null) throw new Error('the hall was not founded')
  const kit = {
    sealed: makeKit(server.folder, { hall, root, origin: ORIGIN, lane: tablets.length, now: time.now() }),
    rootKey: rootKeyOn(sheet, hall),
  }
  for (const tablet of open) await during(tablet.close())
  const store = await during(server.packUp(`${folder}/founded`))
  time.end()
  unseed()
  rmSync(`${folder}/founding`, { recursive: true, force: true })
  return { store, tablets: packed, kit }
}

/** The root key in the lines of a recovery sheet, as somebody types them in at the spare server. */
function rootKeyOn(sheet: readonly string[], hall: string): Uint8Array {
  const parts = sheet.slice(0, ROOT_LINES).map((line, i) => heldIn(fromGroups(line), hall, i))
  return Buffer.concat(
    parts.map((part) => {
      if (typeof part === 'string') throw new Error(`the recovery sheet is ${part}`)
      return part
    }),
  )
}
