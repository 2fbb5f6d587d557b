import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { admitServer } from '#domain/authority/commands.ts'
import { strangeServers } from '#domain/authority/strangeServers.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { numbersLeft } from '#domain/numbers/numbers.ts'
import { endGathering } from '#domain/tablets/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { stayopen } from '#server/commands/stayopen.ts'
import { emptyStorage } from '#support/openTablet.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const payment = { queue: 'q-pay', service: null, priority: null }
let story: TownStory
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await story.close()
})

const labelsAt = ({ tablet }: StoryTablet) => [...tablet.log.hall.tickets.values()].map(({ label }) => label).sort()
const left = ({ tablet }: StoryTablet) =>
  numbersLeft(tablet.log.hall, businessDay(tablet.log.hall, tablet.now()), 'q-pay', tablet.identity?.tablet ?? '')
const take = async (one: StoryTablet, count: number) => {
  for (let i = 0; i < count; i++) await one.does(issueTicket, payment)
}

/** What is typed behind `stayopen`, and what is answered when it asks. */
async function type(data: string, args: readonly string[], answers: readonly string[] = []) {
  const printed: string[] = []
  const left = [...answers]
  const terminal = {
    env: { STAYOPEN_DATA: data },
    home: '/nowhere',
    program: '/opt/stayopen/server/main.js',
    print: (...lines: readonly string[]) => void printed.push(...lines),
    ask: async () => left.shift() ?? null,
  }
  return { code: await stayopen(args, terminal), printed: printed.join('\n') }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stick-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

it('the hall goes on with a spare machine, its kit and its sheet, though its server and the tablet that founded it have burnt', async () => {
  story = await openTownStory()
  const { manager, sheet } = story
  const on = await story.join('reception', '前台')
  const desk = await story.join('counter', '1 号台')
  await until(() => left(on) > 0)
  await take(on, 3)
  const stick = await newFolder()
  expect(await type(story.server.data, ['kit', stick])).toMatchObject({ code: 0 })
  const [kit = ''] = await readdir(stick)
  // The kit is older than what follows: a tablet that comes after it, and more work.
  const late = await story.join('reception', '门口')
  await until(() => left(late) > 0)
  await take(late, 2)
  await take(on, 2)
  await desk.signIn('0001')
  await story.together(manager, on, desk, late)
  const lanes = [on, desk, late].map(({ tablet }) => tablet.identity?.lane)
  await manager.tablet.close()

  // Server and disk are gone; meanwhile tickets are taken as ever.
  await story.server.stop()
  const { data, hall } = story.server
  await rm(data, { recursive: true })
  await take(on, 2)
  const [first = '', second = ''] = sheet
  const wrong = await type(data, ['kit', 'open', join(stick, kit)], [second, first])
  expect(wrong.code).toBe(1)
  const opened = await type(data, ['kit', 'open', join(stick, kit)], [first, second])
  expect(opened).toMatchObject({ code: 0, printed: expect.stringContaining(story.server.origin) })
  const again = await story.server.start()
  closing.push(() => again.close())
  expect([again.hall, again.firstCode, again.origin]).toEqual([hall, '', story.server.origin])

  const everybody = [on, desk, late]
  await story.together(...everybody)
  await until(
    () => everybody.every((each) => labelsAt(each).length === 9),
    () => everybody.map((each) => labelsAt(each).length),
  )
  // Everybody is who they were, and prints from the same lane tomorrow.
  const lanesGiven = () => everybody.map(({ tablet }) => desk.tablet.log.hall.lanes.get(tablet.identity?.tablet ?? ''))
  await until(() => !lanesGiven().includes(undefined))
  expect(lanesGiven()).toEqual(lanes)
  await until(() => strangeServers(desk.tablet.log.hall.authority).length === 1)
  const [key = ''] = strangeServers(desk.tablet.log.hall.authority)
  await desk.does(admitServer, { key })
  await until(() => desk.tablet.status.gathers !== null)
  const epoch = desk.tablet.status.gathers?.epoch ?? ''
  if (desk.tablet.status.gathers?.isOver === false) await desk.does(endGathering, { epoch })
  await until(() => left(on) > 0)
  await take(on, 3)
  await take(late, 3)
  await story.together(...everybody)
  const labels = labelsAt(desk)
  expect(labels).toHaveLength(15)
  expect(new Set(labels).size).toBe(15)
  for (const each of everybody) expect(labelsAt(each)).toEqual(labels)
  expect(desk.tablet.status.gathers).toMatchObject({ isOver: true, lacking: [] })
  const names = [...desk.tablet.log.hall.staff.values()].map(({ callName }) => callName).sort()
  expect(names).toEqual(['小李', '小王', '老陈'])
})

it('a spare machine takes in nobody whom the hall of the kit has not let in', async () => {
  story = await openTownStory()
  const stick = await newFolder()
  await type(story.server.data, ['kit', stick])
  const [kit = ''] = await readdir(stick)
  await story.manager.tablet.close()
  await story.server.stop()
  const { data } = story.server
  await rm(data, { recursive: true })
  await type(data, ['kit', 'open', join(stick, kit)], story.sheet)
  const again = await story.server.start()
  closing.push(() => again.close())
  // Neither by a code of another hall nor by a founding of its own.
  const stranger = await story.wakeUp(emptyStorage())
  expect(await stranger.tablet.pair({ code: story.server.firstCode, name: '生人' })).toMatchObject({ ok: false })
  expect((await fetch(`${again.origin}/api/hello`).then((answer) => answer.json())).hall).toBe(story.server.hall)
})
