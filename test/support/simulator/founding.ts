import { rmSync } from 'node:fs'
import type { Tablet } from '#device/tablet.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import type { Place } from '#domain/kind.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { addPerson, chooseOwnPin } from '#support/addPerson.ts'
import { seededChance } from '#support/chance.ts'
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

/** Founds a hall with the real server and real tablets; the same each time, as all chance in it comes from one seed. */
export async function foundHall(folder: string): Promise<FoundedHall> {
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
  const [first, ...others] = TABLETS
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
  for (const tablet of open) await during(tablet.close())
  const store = await during(server.packUp(`${folder}/founded`))
  time.end()
  unseed()
  rmSync(`${folder}/founding`, { recursive: true, force: true })
  return { store, tablets: packed }
}
