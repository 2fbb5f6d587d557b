import { resolve } from 'node:path'
import type { Tablet } from '#device/tablet.ts'
import { pairingLink } from '#domain/tablets/pairingLink.ts'
import { isOpen } from '#domain/tickets/tickets.ts'
import { codeFor } from '../letIn.ts'
import { openHallServer, type TestHallServer } from '../openHallServer.ts'
import { createDice, visitorsOf } from './demoDay.ts'
import { COUNTERS, type DemoHall, openDemoHall, PIN } from './demoHall.ts'
import { type Customers, type DayClock, greet, serve } from './demoPeople.ts'
import { until } from './demoTablet.ts'

/** When the hall server goes away, and for how long at least: in minutes of the day, and in real seconds too, so that the wall has time to hand over to people. */
const OUTAGE = { from: 60, minutes: 20, seconds: 50 } as const

interface Demo {
  /** Minutes of the day that pass in one real minute. */
  readonly speed: number
  readonly seed: number
  /** Where the day is cut off, in minutes from opening; those who wait at closing time are still served. */
  readonly minutes: number
  /** Folder of the built app; null: no page is served. */
  readonly files: string | null
  readonly signal: AbortSignal
  readonly say: (line: string) => void
  readonly outage?: { readonly from: number; readonly minutes: number; readonly seconds: number }
}

/** What the demo came to, counted on the manager's tablet. */
export interface DemoResult {
  readonly issued: number
  readonly served: number
  readonly missed: number
  readonly unsent: number
  readonly sameLabels: number
}

/** Plays the day and gives everything back at the end. */
export async function runDemo(demo: Demo): Promise<DemoResult> {
  const files = demo.files === null ? {} : { files: resolve(demo.files) }
  const power = createPower(await openHallServer(files))
  demo.say('演示：数据都是模拟的。 A demo: every customer is made up.')
  try {
    const hall = await openDemoHall(power.server.origin, power.server.firstCode, demo.speed)
    try {
      await invite(power.server, hall, demo)
      return await playDay(hall, power, demo)
    } finally {
      await hall.close()
    }
  } finally {
    await power.server.close()
  }
}

/** The hall server, and the switch that takes it away and brings it back on the same store and port. */
function createPower(first: TestHallServer) {
  let server = first
  return {
    get server() {
      return server
    },
    off: () => server.stop(),
    async on() {
      server = await server.start()
    },
  }
}

async function playDay(hall: DemoHall, power: ReturnType<typeof createPower>, demo: Demo): Promise<DemoResult> {
  const { speed, seed, signal, say } = demo
  const day = startDay(demo)
  const customers: Customers = new Map()
  const dice = createDice(seed + 1)
  const people = [
    greet(hall.reception, visitorsOf(seed), customers, day),
    ...[...hall.counters].map(([counter, tablet]) =>
      serve({ tablet, counter, customers, eatsAtNoon: Number(counter) > COUNTERS - 2, dice }, day),
    ),
  ]
  const outage = async () => {
    const { from, minutes, seconds } = demo.outage ?? OUTAGE
    await day.sleep(from)
    if (day.over) return
    await power.off()
    say(
      `${timeOf(day)} 服务器停机。取号、叫号照常，大屏先变黄，再转为人工叫号。 The hall server is down; the tablets go on.`,
    )
    await day.sleep(Math.max(minutes, (seconds * speed) / 60))
    await power.on()
    say(`${timeOf(day)} 服务器恢复，各平板正在补传。 The hall server is back; the tablets catch up.`)
  }
  const report = setInterval(() => say(`${timeOf(day)} ${summary(hall)}`), Math.max(5_000, 1_800_000 / speed))
  try {
    await Promise.all([...people, outage()])
    if (!signal.aborted) {
      await until(() => unsent(hall) === 0, 'Everything uploaded')
      // What the others uploaded last reaches the manager's tablet a moment later.
      await until(() => isTheSame(hall), 'The same queue on every tablet')
    }
    say(`${timeOf(day)} 演示结束：${summary(hall)}。 The demo is over.`)
    return resultOf(hall)
  } finally {
    clearInterval(report)
  }
}

/** Prints how to pair a wall and more, and does so again when a code has run out. */
async function invite(server: TestHallServer, hall: DemoHall, { speed, say }: Demo): Promise<void> {
  const wall = await codeFor(hall.manager, 'wall', '大屏')
  const reception = await codeFor(hall.manager, 'reception', '前台 2')
  say(
    [
      '',
      `  大屏 wall:      ${pairingLink(server.origin, wall)}`,
      `                  ${server.origin}  配对码 code ${wall}`,
      `  前台 reception: ${pairingLink(server.origin, reception)}`,
      '  每个链接用一次，10 分钟内有效。 Each link works once, for 10 minutes; open the two in different browser profiles.',
      `  员工 staff: 0010 小李, 0001 老陈（经理 manager）; PIN ${PIN}`,
      `  ${speed === 1 ? '实时 live' : `${speed} 倍速 times faster than life`}。按 Ctrl-C 结束。 Ctrl-C ends it.`,
      '',
    ].join('\n'),
  )
}

function startDay({ speed, minutes, signal }: Demo): DayClock {
  const startedAt = Date.now()
  const minute = () => ((Date.now() - startedAt) * speed) / 60_000
  const day: DayClock = {
    get minute() {
      return minute()
    },
    closesAt: minutes,
    get over() {
      return signal.aborted || minute() > minutes
    },
    get stopped() {
      return signal.aborted
    },
    sleep: (length) =>
      new Promise((done) => {
        if (signal.aborted) return done()
        const timer = setTimeout(finish, Math.max(0, (length * 60_000) / speed))
        function finish(): void {
          clearTimeout(timer)
          signal.removeEventListener('abort', finish)
          done()
        }
        signal.addEventListener('abort', finish)
      }),
  }
  return day
}

/** `09:00` is the opening. */
function timeOf({ minute }: DayClock): string {
  const whole = Math.floor(9 * 60 + minute)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}

/** Whether the manager's tablet knows the tickets as reception and the counters do. */
function isTheSame({ reception, counters, manager }: DemoHall): boolean {
  const known = ({ log }: Tablet) => JSON.stringify([...log.hall.tickets.values()])
  return [reception, ...counters.values()].every((tablet) => known(tablet) === known(manager))
}

const unsent = ({ reception, counters, manager }: DemoHall): number =>
  [reception, manager, ...counters.values()].reduce((sum, { status }) => sum + status.unsent.count, 0)

function resultOf(hall: DemoHall): DemoResult {
  const tickets = [...hall.manager.log.hall.tickets.values()]
  return {
    issued: tickets.length,
    served: tickets.filter(({ status }) => status === 'done').length,
    missed: tickets.filter(({ misses }) => misses > 0).length,
    unsent: unsent(hall),
    sameLabels: tickets.filter(({ sameLabel }) => sameLabel).length,
  }
}

function summary(hall: DemoHall): string {
  const { issued, served, missed } = resultOf(hall)
  const waiting = [...hall.manager.log.hall.tickets.values()].filter((ticket) => isOpen(ticket) && !ticket.call).length
  const left = unsent(hall)
  return `取号 ${issued} · 等候 ${waiting} · 办结 ${served} · 过号 ${missed}${left > 0 ? ` · 未上传 ${left}` : ''}`
}
