import type { Place } from '#domain/kind.ts'
import type { Role } from '#domain/roles.ts'
import { managerOf, type World } from './acts/act.ts'
import type { Device } from './device.ts'

/** Somebody of the hall. */
interface Person {
  readonly workNumber: string
  readonly callName: string
  readonly roles: readonly Role[]
}

/** Who founded the hall. */
export const CHIEF: Person = { workNumber: '0001', callName: '老陈', roles: ['manager', 'front'] }
export const FRONT: Person = { workNumber: '0012', callName: '小王', roles: ['front'] }
export const BACK: Person = { workNumber: '0020', callName: '小李', roles: ['back-office'] }

/** The PIN of everybody, until somebody takes another. */
export const PIN = '284617'

/** Who stands where. */
const AT: Readonly<Record<Place, Person>> = {
  manager: CHIEF,
  reception: FRONT,
  counter: FRONT,
  backoffice: BACK,
  wall: CHIEF,
}

/** Whoever stands there signs in, if the tablet knows them; where a PIN was changed and nobody knows whether, both are tried. */
export async function signIn({ pins }: Pick<World, 'pins'>, { place, tablet }: Device): Promise<void> {
  if (place === 'wall') return
  const { workNumber } = AT[place]
  const person = [...tablet.log.hall.staff.values()].find((each) => each.workNumber === workNumber)
  for (const pin of pins.get(workNumber) ?? [PIN]) {
    const signed = await tablet.signIn(person?.id ?? '', pin).catch(() => null)
    if (signed?.ok !== false || signed.why !== 'wrong-pin') return
  }
}

/** Whoever stands there is signed in: a tablet that slept, or whose clock jumped, has locked itself. */
export async function standsThere(world: World, device: Device): Promise<boolean> {
  if (device.isOn && device.tablet.session === null) await signIn(world, device)
  return device.isOn && device.tablet.session !== null
}

/** Whether somebody reads there that the server waits for a manager to say that its time is right. */
export const isAboutTime = ({ tablet }: Device): boolean => tablet.status.why?.startsWith('clock-') ?? false

/** Then a manager says so. */
export async function confirmTime(world: World): Promise<void> {
  const manager = managerOf(world)
  if (!manager || !isAboutTime(manager)) return
  let over = false
  const confirming = manager.tablet.confirmServerTime().finally(() => {
    over = true
  })
  await world.time.passUntil(() => over, 30_000)
  const heard = over && (await confirming) ? 'heard' : 'not heard'
  world.story.tell('manager', `says that the server’s time is right: ${heard}`)
}
