import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { startPauseReasons } from '#content/moreReasons.ts'
import { startCounters, startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { openTablet } from '#device/openTablet.ts'
import type { Tablet } from '#device/tablet.ts'
import type { PinStretch } from '#device/who/pinStretch.ts'
import { stretchPin } from '#device/who/stretchPin.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import type { Place } from '#domain/kind.ts'
import type { Role } from '#domain/roles.ts'
import { configureHall, keepRecoverySheet } from '#domain/settings/commands.ts'
import { changeStaff } from '#domain/staff/commands.ts'
import { noNeighbours } from '#support/noNeighbours.ts'
import { addPerson, chooseOwnPin } from './addPerson.ts'
import { codeFor } from './letIn.ts'
import { memoryDisk } from './memoryDisk.ts'
import { createTestNetwork, realClock } from './openTablet.ts'
import { QUICK_COST } from './quickCost.ts'
import { realChance } from './realChance.ts'
import { openAll } from './wholeHall.ts'

/** A hall that has been set up by a manager's tablet running under Node, over the public protocol. */
export interface FoundedHall {
  readonly manager: Tablet
  /** The lines of its recovery sheet. */
  readonly sheet: readonly string[]
  /** A code for another tablet, which is let in as soon as it knocks. */
  codeFor(place: Place, name: string): Promise<string>
  close(): Promise<void>
}

/** The PIN of everybody in a founded hall: each has chosen it after the first that the manager gave them. */
export const PIN = '284617'
/** With which the manager adds somebody. */
export const FIRST_PIN = '907345'

const stretched = new Map<string, Promise<string>>()
/** Stretches as the app does that halls serve in this run, but the same only once: when both ends of a pairing are in this process. */
export const stretchOnce: PinStretch = (ask) => {
  const key = JSON.stringify(ask)
  const hash = stretched.get(key) ?? stretchPin(process.env.STAYOPEN_QUICK_APP ? { ...ask, ...QUICK_COST } : ask)
  stretched.set(key, hash)
  return hash
}

/** Sets a hall up as its first manager would: six queues, six counters, a manager (1001), a clerk (1002) and a colleague at the back office (1003). */
export async function foundHall(origin: string, firstCode: string): Promise<FoundedHall> {
  const manager = await openTablet({
    clock: realClock,
    chance: realChance,
    disk: memoryDisk(),
    database: { indexedDB: new IDBFactory(), IDBKeyRange },
    version: 'test',
    fetch: (path, init) => fetch(new URL(path, origin), init),
    origin,
    network: createTestNetwork(),
    storage: null,
    updates: null,
    neighbours: noNeighbours,
    stretch: stretchOnce,
    // Whoever signs in opens a box at the cost it was made with.
    pinCost: QUICK_COST,
    onFault: (fault) => console.error(fault),
  })
  const pairing = await manager.pair({ code: firstCode, name: '厅经理平板' })
  if (!pairing.ok) throw new Error(`the manager's tablet could not pair: ${pairing.why}`)
  const settings = {
    name: '城东厅',
    notice: '',
    queues: [...startQueues],
    services: [...startServices],
    counters: startCounters(6, startQueues),
    pauseReasons: [...startPauseReasons],
  }
  await openAll(manager)
  const add = (workNumber: string, callName: string, ...roles: readonly Role[]) =>
    mustDo(addPerson(manager, { workNumber, callName, roles, pin: FIRST_PIN }))
  await mustDo(addPerson(manager, { workNumber: '1001', callName: '李敏', roles: ['manager'], pin: PIN }))
  const [staff = ''] = manager.log.hall.staff.keys()
  if (!(await manager.signIn(staff, PIN)).ok) throw new Error('the manager could not sign in')
  await mustDo(manager.log.perform(changeStaff, { staff, roles: ['manager', 'front'] }))
  await mustDo(manager.log.perform(configureHall, settings))
  const sheet = (await (await manager.openHeldSheet()).lines()) ?? []
  await mustDo(manager.log.perform(keepRecoverySheet, {}))
  const key = await (await manager.openSealed())?.vault.found()
  if (!key) throw new Error('the hall had a key already')
  await mustDo(manager.log.perform(turnHallKey, key))
  await add('1002', '小王', 'front')
  await add('1003', '赵后台', 'back-office')
  for (const workNumber of ['1002', '1003']) await chooseOwnPin(manager, workNumber, FIRST_PIN, PIN)
  if (!(await manager.signIn(staff, PIN)).ok) throw new Error('the manager could not sign in again')
  return {
    manager,
    sheet,
    codeFor: (place, name) => codeFor(manager, place, name),
    close: () => manager.close(),
  }
}

async function mustDo(performing: ReturnType<Tablet['log']['perform']>): Promise<void> {
  const performed = await performing
  if (!performed.ok) throw new Error(`refused: ${performed.why}`)
}
