import { startPauseReasons } from '#content/moreReasons.ts'
import { startCounters, startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import type { Tablet } from '#device/tablet.ts'
import type { Place } from '#domain/kind.ts'
import type { Role } from '#domain/roles.ts'
import { configureHall } from '#domain/settings/commands.ts'
import type { Rules } from '#domain/settings/events.ts'
import type { HallCommand } from '#domain/whole.ts'
import { addPerson, chooseOwnPin } from '#support/addPerson.ts'
import { openDemoTablet, pairDemoTablet, until } from './demoTablet.ts'

export const PIN = '284617'
/** With which the manager adds somebody, until they choose their own. */
const FIRST_PIN = '907345'
export const COUNTERS = 6

/** The demo hall, open: its tablets are signed in and connected. */
export interface DemoHall {
  readonly manager: Tablet
  readonly reception: Tablet
  /** By counter, 1 to 6. */
  readonly counters: ReadonlyMap<string, Tablet>
  close(): Promise<void>
}

interface Person {
  readonly workNumber: string
  readonly callName: string
}

const managerOfTheDay = { workNumber: '0001', callName: '老陈' }
const greeter = { workNumber: '0010', callName: '小李' }
const clerks = ['小王', '小张', '小刘', '小赵', '小周', '小吴'].map((callName, i) => ({
  workNumber: `00${11 + i}`,
  callName,
}))

/** Sets the hall up on a manager's tablet, as the set-up page does, and pairs the others through it. */
export async function openDemoHall(origin: string, firstCode: string, speed: number): Promise<DemoHall> {
  const manager = await openDemoTablet(origin, '经理平板', firstCode)
  const queues = startQueues.filter(({ id }) => 'ABCE'.includes(id))
  const add = async (pin: string, person: Person, ...roles: readonly Role[]) => {
    const added = await addPerson(manager, { ...person, roles, pin })
    if (!added.ok) throw new Error(`${person.callName} was not added: ${added.why}.`)
  }
  await add(PIN, managerOfTheDay, 'manager')
  await signIn(manager, managerOfTheDay.workNumber)
  await must(manager, configureHall, {
    name: '演示厅',
    notice: '这是演示：客户、叫号、停机都是模拟的。Everything on this screen is simulated.',
    queues,
    services: startServices.filter(({ queue }) => queues.some(({ id }) => id === queue)),
    counters: startCounters(COUNTERS, queues),
    pauseReasons: [...startPauseReasons],
    rules: atSpeed(speed),
  })
  for (const person of [greeter, ...clerks]) await add(FIRST_PIN, person, 'front')
  for (const { workNumber } of [greeter, ...clerks]) await chooseOwnPin(manager, workNumber, FIRST_PIN, PIN)
  await signIn(manager, managerOfTheDay.workNumber)

  const at = async (place: Place, name: string, { workNumber }: Person): Promise<Tablet> => {
    const tablet = await pairDemoTablet(manager, origin, place, name)
    await signIn(tablet, workNumber)
    return tablet
  }
  const [reception, ...desks] = await Promise.all([
    at('reception', '前台', greeter),
    ...clerks.map((clerk, i) => at('counter', `${i + 1} 号窗`, clerk)),
  ])
  const counters = new Map(desks.map((tablet, i) => [String(i + 1), tablet]))
  return {
    manager,
    reception,
    counters,
    async close() {
      for (const tablet of [reception, ...counters.values(), manager]) await tablet.close()
    },
  }
}

/** Performs what cannot be refused in a hall that is being set up. */
export async function must<Ask>(tablet: Tablet, command: HallCommand<Ask>, ask: Ask): Promise<void> {
  const performed = await tablet.log.perform(command, ask)
  if (!performed.ok) throw new Error(`${command.name} was refused: ${performed.why}.`)
}

async function signIn(tablet: Tablet, workNumber: string): Promise<void> {
  const person = () => [...tablet.log.hall.staff.values()].find((each) => each.workNumber === workNumber)
  // Not with the first PIN, which the tablet may hear of before their own.
  await until(() => person()?.box != null && person()?.given === null, `The list of staff with ${workNumber}`)
  const signedIn = await tablet.signIn(person()?.id ?? '', PIN)
  if (!signedIn.ok) throw new Error(`${workNumber} was not signed in: ${signedIn.why}.`)
}

/** Waits that the hall's rules ask of people shrink with the day; nobody is locked out for not touching the screen. */
const atSpeed = (speed: number): Partial<Rules> => ({
  recallIntervalSeconds: Math.round(10 / speed),
  missAfterSeconds: Math.round(30 / speed),
  quickFinishSeconds: 0,
  lockAfterMinutes: 240,
  announceTimes: speed > 5 ? 1 : 2,
  // Long enough to see the amber line first, short enough to see the hand-over to people.
  paperAfterSeconds: speed > 1 ? 25 : 180,
})
