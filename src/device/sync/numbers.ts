import * as v from 'valibot'
import { createBackOff } from '#device/basics/backOff.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import { createPump, type Pump } from '#device/basics/pump.ts'
import type { HallLog } from '#device/hallLog/hallLog.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { turnsTheDay } from '#domain/day/queries.ts'
import type { Place } from '#domain/kind.ts'
import { bookKey, laneName, numbersLeft } from '#domain/numbers/numbers.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { isCopied } from '#domain/tablets/copies.ts'
import { judge } from './answers.ts'
import type { HallServer } from './hallServer.ts'

/** The tablet that prints the numbers. */
interface TabletOfHall {
  readonly tablet: string
  readonly place: Place
  readonly lane: number
}

/** A block with less than this share of its numbers left is topped up. */
const LOW_MARK = 0.4
/** A queue for which the server grants nothing today is asked again after this long (ms). */
const REFUSED_MS = 60_000

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Leased = v.object({ queue: v.string(), day: v.string(), from: Whole, to: Whole })
/** A block of numbers as granted. */
type Leased = Readonly<v.InferOutput<typeof Leased>>

/** Requests by book (`2026-11-23/A`): the same request gets the same block, however often it is asked. */
const Requests = v.record(v.string(), v.string())
const NAME = 'number-requests'

/**
 * Opens the keeper of printed numbers: while the hall server is heard it tops up this tablet's blocks in the background,
 * so that no tap waits for a number. The reception holds a block of every open queue; another tablet only of queues for
 * which it has printed a number today, so that numbers do not jump for nothing.
 */
export async function openNumberKeeper(options: {
  readonly log: HallLog
  readonly server: HallServer
  readonly identity: TabletOfHall
  readonly keepsakes: Keepsakes
  readonly connected: () => boolean
  readonly clock: Clock
  readonly chance: Chance
  /** Corrected time. */
  readonly now: () => number
  /** For a day that one clock alone says no numbers are asked for. */
  readonly isTimeChecked: () => boolean
  readonly newId: (prefix: string) => string
  readonly onFault: OnFault
}): Promise<Pump> {
  const { log, identity, keepsakes } = options
  const backOff = createBackOff(options.chance)
  const requests = new Map(Object.entries((await keepsakes.read(NAME, Requests)) ?? {}))
  const granted = new Map<string, Leased>()
  const refusedUntil = new Map<string, number>()

  async function run(): Promise<number | null> {
    if (!options.connected()) return null
    const day = businessDay(log.hall, options.now())
    if (!options.isTimeChecked() && turnsTheDay(log.hall, day)) return null
    await forgetOtherDays(day)
    let wait: number | null = null
    for (const queue of queuesToTopUp(log.hall, day, identity)) {
      const key = bookKey(day, queue)
      const grant = granted.get(key)
      if (grant && !holds(log.hall, key, identity.tablet, grant)) continue
      if (grant) await settled(key)
      if ((refusedUntil.get(key) ?? 0) > options.clock.now()) continue
      if (numbersLeft(log.hall, day, queue, identity.tablet) >= lowMark(log.hall)) continue
      const ask = { request: await requestFor(key), queue, day, count: log.hall.settings.rules.blockSize }
      const answer = judge(await options.server.ask('POST', '/api/numbers', ask), Leased)
      if (answer.kind === 'ok') {
        granted.set(key, answer.value)
        backOff.reset()
      } else if (answer.kind === 'problem') {
        refusedUntil.set(key, options.clock.now() + REFUSED_MS)
        wait = REFUSED_MS
      } else {
        return answer.kind === 'wait' ? answer.ms : backOff.next()
      }
    }
    return wait
  }

  /** The request's id is on the disk before it is sent, so that a lost answer is asked for again, not a second block. */
  async function requestFor(key: string): Promise<string> {
    const known = requests.get(key)
    if (known) return known
    const request = options.newId('r')
    requests.set(key, request)
    await remember()
    return request
  }

  async function settled(key: string): Promise<void> {
    granted.delete(key)
    requests.delete(key)
    await remember()
  }

  async function forgetOtherDays(day: string): Promise<void> {
    const old = [...requests.keys()].filter((key) => !key.startsWith(`${day}/`))
    if (old.length === 0) return
    for (const key of old) {
      requests.delete(key)
      granted.delete(key)
    }
    await remember()
  }

  const remember = () => keepsakes.write(NAME, Object.fromEntries(requests))
  const pump = createPump(options.clock, run, options.onFault)
  const stop = log.onChange(() => pump.nudge())
  return {
    ...pump,
    async close() {
      stop()
      await pump.close()
    },
  }
}

const lowMark = (hall: OpenHall): number => Math.ceil(hall.settings.rules.blockSize * LOW_MARK)

function queuesToTopUp(hall: OpenHall, day: string, { place, tablet, lane }: TabletOfHall): string[] {
  // Both copies of a tablet would print from what it is given.
  if (place === 'wall' || isCopied(hall, tablet) || hall.days.get(day)?.status === 'closed') return []
  const open = hall.settings.queues.filter((queue) => queue.open).map(({ id }) => id)
  if (place === 'reception') return open
  return open.filter((queue) => {
    const book = hall.numbers.get(bookKey(day, queue))
    return book?.lanes.has(laneName(lane, null)) || book?.blocks.some((block) => block.tablet === tablet)
  })
}

/** Whether the event of a granted block has reached this tablet. */
const holds = (hall: OpenHall, key: string, tablet: string, { from, to }: Leased): boolean =>
  hall.numbers.get(key)?.blocks.some((b) => b.tablet === tablet && b.from === from && b.to === to) ?? false
